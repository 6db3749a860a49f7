// Exemption records, flaws, what was answered and judged about them, and findings.
import { object, textSha256, witnessed, type Witnessed } from './witnessed';

const RECORD = 'join exemption x on x.county = t.county and x.id = t.exemption_id';
const FLAW = 'join flaw f on f.county = t.county and f.id = t.flaw_id';
const EXEMPTION_ACTS: Readonly<Record<string, string>> = {
  draft: 'drafted',
  edit: 'edited',
  file: 'filed',
  withdraw: 'withdrawn',
  opine: 'opinion',
  return: 'returned',
  seal: 'sealed',
  refuse: 'refused',
  revoke: 'revoked',
  supersede: 'superseded',
};
const ACT_KIND = `array['exemption.' || case t.act ${Object.entries(EXEMPTION_ACTS)
  .map(([act, past]) => `when '${act}' then '${past}'`)
  .join(' ')} end]`;

/** Everything the sponsor states, in the shape whose digest is sealed. */
const CONTENT = object({
  opening: object({ alreadyHappened: 't.already_happened', inspectionOpen: 't.inspection_open' }),
  scopeNumber: 't.scope_number',
  flawKinds: 't.flaw_kinds',
  risks: `(select coalesce(jsonb_agg(jsonb_build_object('text', r -> 'text', 'grade', r -> 'grade') order by n), '[]')
     from jsonb_array_elements(t.risks) with ordinality as risk (r, n))`,
  safeguards: 't.safeguards',
  approvals: 't.approval_ids',
  pledges: 't.pledge_ids',
  lossCapFen: 't.loss_cap_fen',
  period: object({ from: 't.period_from', to: 't.period_to' }),
  departmentFiling: 't.department_filing',
  superiorTold: 't.superior_told',
});

export const EXEMPTIONS: readonly Witnessed[] = [
  witnessed('drafted', {
    table: 'exemption',
    name: 't.code',
    at: 't.recorded_at',
    kinds: ['exemption.drafted'],
    equal: { exemption: 't.id', pilot: 't.pilot_id', unit: 't.unit_id', renews: 't.renews_id' },
  }),
  witnessed('filed', {
    table: 'exemption',
    name: 't.code',
    at: 't.filed_at',
    where: `t.state in ('filed', 'refused')`,
    kinds: ['exemption.filed'],
    makes: [],
    equal: { exemption: 't.id', round: 't.round', contentSha256: 't.content_sha256' },
    digest: { contentSha256: CONTENT },
  }),
  witnessed('sealed', {
    table: 'exemption',
    name: 't.code',
    at: 't.sealed_at',
    where: 't.sealed_at is not null',
    kinds: ['exemption.sealed'],
    equal: {
      exemption: 't.id',
      pilot: 't.pilot_id',
      unit: 't.unit_id',
      renews: 't.renews_id',
      contentSha256: 't.content_sha256',
      rulebook: `t.rulebook_code || '@' || t.rulebook_version`,
      round: 't.round',
      filedAt: 'utc_text(t.filed_at)',
      sealedBy: 't.sealed_by',
    },
    digest: { contentSha256: CONTENT },
  }),
  witnessed('ended', {
    table: 'exemption',
    name: 't.code',
    at: 't.ended_at',
    where: 't.ended_at is not null',
    kinds: `array['exemption.' || t.state]`,
    makes: ['exemption.revoked', 'exemption.superseded'],
    equal: { exemption: 't.id' },
    equalIfAny: { ground: `case when t.state = 'revoked' then t.end_ground end` },
  }),
  witnessed(null, {
    table: 'exemption_act',
    from: RECORD,
    name: `x.code || '/' || t.ordinal`,
    subject: 'x.code',
    at: 't.recorded_at',
    kinds: ACT_KIND,
    makes: Object.values(EXEMPTION_ACTS).map(past => `exemption.${past}`),
    equal: { exemption: 't.exemption_id' },
  }),
  witnessed(null, {
    table: 'exemption_opinion',
    from: RECORD,
    name: `x.code || '/' || t.round || '/' || t.office`,
    subject: 'x.code',
    at: 't.recorded_at',
    kinds: ['exemption.opinion'],
    equal: { exemption: 't.exemption_id', round: 't.round', office: 't.office', stance: 't.stance' },
  }),
  witnessed(null, {
    table: 'safeguard_done',
    from: RECORD,
    name: `x.code || '/' || t.ordinal`,
    subject: 'x.code',
    at: 't.recorded_at',
    kinds: ['safeguard.recorded'],
    equal: {
      ordinal: 't.ordinal',
      code: 't.code',
      done: 't.done',
      on: 't.happened_on',
      established: 't.established',
      evidence: 't.evidence',
      reasonSha256: textSha256('t.reason'),
    },
  }),
];

/** Corrections of values; a self-report is an edit of another kind. */
const EDITS = `from flaw_edit e where e.county = t.county and e.flaw_id = t.id and e.field <> 'selfReport'`;

const VALUES = object({
  kind: 't.kind',
  actFrom: 't.act_from',
  actTo: 't.act_to',
  regions: 't.regions',
  activities: 't.activities',
  foundOn: 't.found_on',
  foundBy: 't.found_by',
  awareOn: 't.aware_on',
  breaches: 't.breaches',
  units: 't.units',
  posts: 't.posts',
  amountFen: 't.amount_fen',
  lossFen: 't.loss_fen',
  description: 't.description',
  files: 't.files',
});

export const FLAWS: readonly Witnessed[] = [
  witnessed(null, {
    table: 'flaw',
    name: 't.code',
    at: 't.recorded_at',
    kinds: ['flaw.reported'],
    equal: { flaw: 't.id', pilot: 't.pilot_id', established: 't.established' },
    digest: { sha256: `case when not exists (select ${EDITS}) then ${VALUES} end` },
  }),
  witnessed('corrected', {
    table: 'flaw',
    name: 't.code',
    at: `(select max(e.recorded_at) ${EDITS})`,
    where: `exists (select ${EDITS})`,
    kinds: ['flaw.corrected'],
    makes: [],
    equal: { flaw: 't.id' },
    digest: { sha256: VALUES },
  }),
  witnessed('closed', {
    table: 'flaw',
    name: 't.code',
    at: 'null',
    where: `t.state = 'closed'`,
    kinds: ['flaw.closed'],
    makes: [],
    equal: { flaw: 't.id', outcome: 't.outcome' },
  }),
  witnessed(null, {
    table: 'flaw_edit',
    from: FLAW,
    name: `f.code || '/' || t.ordinal || '/' || t.field`,
    subject: 'f.code',
    at: 't.recorded_at',
    kinds: ['flaw.corrected', 'flaw.self-reported'],
    equal: { flaw: 't.flaw_id', established: 't.established' },
  }),
  witnessed(null, {
    table: 'flaw_answer',
    from: FLAW,
    name: `f.code || '/' || t.ordinal`,
    subject: 'f.code',
    at: 't.recorded_at',
    kinds: ['flaw.answered'],
    equal: {
      flaw: 't.flaw_id',
      ordinal: 't.ordinal',
      fact: 't.fact',
      value: 't.value',
      established: 't.established',
      on: 't.happened_on',
      evidence: 't.evidence',
      reasonSha256: textSha256('t.reason'),
    },
  }),
  witnessed(null, {
    table: 'flaw_judgement',
    from: FLAW,
    name: `f.code || '/' || t.ordinal`,
    subject: 'f.code',
    at: 't.recorded_at',
    kinds: ['flaw.judged'],
    equal: {
      flaw: 't.flaw_id',
      ordinal: 't.ordinal',
      question: 't.question',
      value: 't.value',
      reasonSha256: textSha256('t.reason'),
    },
  }),
  witnessed(null, {
    table: 'finding',
    from: FLAW,
    name: 't.code',
    subject: 'f.code',
    at: 't.recorded_at',
    kinds: ['flaw.checked'],
    equal: {
      flaw: 't.flaw_id',
      finding: 't.code',
      factsDigest: textSha256('t.facts'),
      rulebooks: 't.rulebooks::jsonb',
      engine: 't.engine',
      outcome: 't.outcome',
      findingDigest: textSha256('t.document'),
    },
  }),
];
