// Pilots, their scopes, pledges and approvals.
import { APPROVAL_EVENTS } from '../domain/clock';
import { object, witnessed, type Witnessed } from './witnessed';

const PILOT = 'join pilot p on p.county = t.county and p.id = t.pilot_id';
const PLEDGE = 'join pledge p on p.county = t.county and p.id = t.pledge_id';
const APPROVAL = 'join approval a on a.county = t.county and a.id = t.approval_id';
const PILOT_ACTS = ['registered', 'started', 'suspended', 'resumed', 'closed', 'braked'].map(act => `pilot.${act}`);
const STANDINGS = ['claimed', 'counter-signed', 'disputed', 'restated'].map(act => `pledge.${act}`);

const tranches = (of: string): string => `(select jsonb_agg(${object({
  dueOn: 'd.due_on',
  amountFen: 'd.amount_fen',
  quantity: 'd.quantity',
})} order by d.ordinal) from pledge_tranche d
  where d.county = ${of}.county and d.pledge_id = ${of}.pledge_id and d.terms_number = ${of}.number)`;

const TERMS = object({
  what: 't.what',
  unit: 't.unit',
  amountFen: 't.amount_fen',
  quantity: 't.quantity',
  tranches: tranches('t'),
  documentNumber: 't.document_number',
  documentSha256: 't.document_sha256',
});

export const PILOTS: readonly Witnessed[] = [
  witnessed(null, {
    table: 'pilot',
    name: 't.code',
    at: 't.recorded_at',
    kinds: ['pilot.drafted'],
    equal: { pilot: 't.id', sponsor: 't.sponsor_id', field: 't.field', origin: 't.origin' },
  }),
  witnessed('state', {
    table: 'pilot',
    name: 't.code',
    at: '(select max(s.recorded_at) from pilot_state s where s.county = t.county and s.pilot_id = t.id)',
    where: `t.state <> 'draft'`,
    kinds: PILOT_ACTS,
    makes: [],
    equal: { pilot: 't.id', state: 't.state', outcome: 't.outcome' },
  }),
  witnessed(null, {
    table: 'pilot_state',
    from: PILOT,
    name: `p.code || '/' || t.ordinal`,
    subject: 'p.code',
    at: 't.recorded_at',
    where: 't.ordinal > 1',
    kinds: PILOT_ACTS,
    equal: { pilot: 't.pilot_id', state: 't.state', on: 't.happened_on' },
  }),
  witnessed(null, {
    table: 'scope_version',
    from: PILOT,
    name: `p.code || '/' || t.number`,
    subject: 'p.code',
    at: 't.recorded_at',
    where: `t.state = 'recorded'`,
    kinds: ['scope.recorded'],
    equal: { pilot: 't.pilot_id', number: 't.number', parts: 't.parts' },
  }),
  witnessed(null, {
    table: 'scope_part',
    from: PILOT,
    id: `t.pilot_id || '/' || t.sha256`,
    name: `p.code || '/' || t.sha256`,
    at: 'null',
    // Its own digest is its name, by which scope.recorded cites it.
    kinds: [],
    equal: { sha256: 't.sha256' },
    digest: { sha256: 't.value' },
  }),
];

const entry = (table: 'pledge_delivery' | 'pledge_revision', name: 'delivery' | 'revision'): Witnessed[] => {
  const equal = {
    entry: 't.id',
    pledge: 't.pledge_id',
    on: 't.happened_on',
    amountFen: 't.amount_fen',
    quantity: 't.quantity',
    evidence: 't.evidence',
    enteredUnit: 't.entered_unit',
  };
  const of = { table, from: PLEDGE, name: `p.code || '/' || t.id`, subject: 'p.code', equal };
  return [
    witnessed('entered', { ...of, at: 't.entered_at', kinds: [`pledge.${name}-entered`] }),
    witnessed('answered', {
      ...of,
      at: 't.answered_at',
      where: 't.answered_at is not null',
      kinds: `array['pledge.${name}-' || t.state]`,
      makes: [`pledge.${name}-confirmed`, `pledge.${name}-refused`],
    }),
  ];
};

export const PLEDGES: readonly Witnessed[] = [
  witnessed(null, {
    table: 'pledge',
    name: 't.code',
    at: 't.recorded_at',
    kinds: ['pledge.claimed'],
    equal: {
      pledge: 't.id',
      pilot: 't.pilot_id',
      giver: 't.giver_id',
      giverCreditCode: 't.giver_credit_code',
      kind: 't.kind',
    },
  }),
  witnessed(null, {
    table: 'pledge_standing',
    from: PLEDGE,
    name: `p.code || '/' || t.ordinal`,
    subject: 'p.code',
    at: 't.recorded_at',
    kinds: STANDINGS,
    equal: { pledge: 't.pledge_id' },
  }),
  witnessed(null, {
    table: 'pledge_terms',
    from: PLEDGE,
    name: `p.code || '/' || t.number`,
    subject: 'p.code',
    at: 't.recorded_at',
    kinds: ['pledge.claimed', 'pledge.restated'],
    equal: {
      pledge: 't.pledge_id',
      amountFen: 't.amount_fen',
      quantity: 't.quantity',
      tranches: tranches('t'),
      documentSha256: 't.document_sha256',
    },
    digest: { termsSha256: TERMS },
  }),
  ...entry('pledge_delivery', 'delivery'),
  ...entry('pledge_revision', 'revision'),
];

export const APPROVALS: readonly Witnessed[] = [
  witnessed(null, {
    table: 'approval',
    name: 't.code',
    at: 't.recorded_at',
    kinds: ['approval.opened'],
    equal: { approval: 't.id', pilot: 't.pilot_id', approver: 't.approver_id', fieldClass: 't.field_class' },
  }),
  witnessed(null, {
    table: 'approval_event',
    from: APPROVAL,
    name: `a.code || '/' || t.ordinal`,
    subject: 'a.code',
    at: 't.recorded_at',
    kinds: `array['approval.' || t.kind]`,
    makes: APPROVAL_EVENTS.map(kind => `approval.${kind}`),
    equal: { approval: 't.approval_id', event: 't.id', on: 't.happened_on' },
    equalIfAny: { reason: 't.reason', round: 't.round' },
    digest: {
      remarks: 'case when t.round is not null then t.remarks end',
      path: 't.path',
      note: 'to_jsonb(t.note)',
    },
  }),
];
