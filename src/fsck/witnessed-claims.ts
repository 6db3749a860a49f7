// Accountability, claims with every act, panel, vote and decision, and what follows a decision.
import { object, textSha256, witnessed, type Witnessed } from './witnessed';

const CLAIM = 'join claim c on c.county = t.county and c.id = t.claim_id';
const CORRECTION = 'join claim_correction r on r.county = t.county and r.id = t.correction_id';

const ACTS: Readonly<Record<string, string>> = {
  file: 'filed',
  withdraw: 'withdrawn',
  admit: 'admitted',
  'refuse-admission': 'not-admitted',
  investigate: 'investigated',
  state: 'heard',
  establish: 'established',
  judge: 'judged',
  extend: 'extended',
  suspend: 'suspended',
  resume: 'resumed',
  'form-panel': 'panel-formed',
  deliberate: 'deliberated',
  reopen: 'reopened',
  opine: 'opined',
  propose: 'proposed',
  issue: 'decided',
  refer: 'referred',
  'approve-referral': 'decided',
  'send-back': 'sent-back',
  'send-back-review': 'sent-back',
  serve: 'served',
  'request-re-review': 're-review-requested',
  'request-upper-review': 'upper-review-requested',
  close: 'closed',
  clear: 'cleared',
};
// A recusal enters one or two acts and one or two entries; which goes with which is not told apart.
const RECUSALS = ['recusal.declared', 'recusal.demanded', 'recusal.decided'];
const ACT_KINDS = `case when t.act in ('recuse', 'leave') then array[${RECUSALS.map(kind => `'${kind}'`).join(', ')}]
  else array['claim.' || case t.act ${Object.entries(ACTS)
    .map(([act, past]) => `when '${act}' then '${past}'`)
    .join(' ')} else t.act end] end`;

const CORRECTION_ACTS: Readonly<Record<string, string>> = {
  order: 'ordered',
  answer: 'answered',
  'sign-off': 'signed-off',
  'send-back': 'sent-back',
};

const MATTERS: readonly Witnessed[] = [
  witnessed(null, {
    table: 'accountability',
    name: 't.code',
    at: 't.recorded_at',
    kinds: ['accountability.recorded'],
    equal: {
      accountability: 't.id',
      flaw: 't.flaw_id',
      unit: 't.unit_id',
      officer: 't.officer_id',
      managedBy: 't.managed_by',
      begunOn: 't.begun_on',
      reasonSha256: textSha256('t.reason'),
    },
  }),
  witnessed('ended', {
    table: 'accountability',
    name: 't.code',
    at: 'null',
    where: `t.state <> 'begun'`,
    kinds: ['accountability.ended'],
    makes: [],
    equal: {
      accountability: 't.id',
      state: 't.state',
      endedOn: 't.ended_on',
      reasonSha256: textSha256('t.end_reason'),
    },
  }),
  witnessed(null, {
    table: 'claim',
    name: 't.code',
    at: 't.recorded_at',
    kinds: ['claim.filed'],
    equal: {
      claim: 't.id',
      accountability: 't.accountability_id',
      flaw: 't.flaw_id',
      claimantKind: 't.claimant_kind',
      wish: 't.wish',
      routedBy: 't.routed_by',
      rulebook: `t.rulebook_code || '@' || t.rulebook_version`,
      statementSha256: textSha256('t.statement'),
      evidence: 't.evidence',
    },
  }),
  witnessed('state', {
    table: 'claim',
    from: `join lateral (select a.act, a.recorded_at from claim_act a where a.county = t.county and a.claim_id = t.id
      and a.act not in ('file', 'recuse', 'leave') order by a.ordinal desc limit 1) t2 on true`,
    name: 't.code',
    at: 't2.recorded_at',
    kinds: ACT_KINDS.replaceAll('t.act', 't2.act'),
    equal: { claim: 't.id', state: 't.state' },
  }),
];

const PROCEDURE: readonly Witnessed[] = [
  witnessed(null, {
    table: 'claim_act',
    from: CLAIM,
    name: `c.code || '/' || t.ordinal`,
    subject: 'c.code',
    at: 't.recorded_at',
    kinds: ACT_KINDS,
    makes: [...new Set(Object.values(ACTS))].map(past => `claim.${past}`),
    equal: { claim: 't.claim_id' },
    equalIfAny: { state: `case when t.act not in ('file', 'recuse', 'leave') then t.state end` },
  }),
  witnessed(null, {
    table: 'claim_statement',
    from: CLAIM,
    name: `c.code || '/' || t.ordinal`,
    subject: 'c.code',
    at: 't.recorded_at',
    kinds: ['claim.heard'],
    equal: {
      ordinal: 't.ordinal',
      side: 't.side',
      heardOn: 't.heard_on',
      textSha256: textSha256('t.text'),
      evidence: 't.evidence',
    },
  }),
  witnessed('raised', {
    table: 'claim_recusal',
    from: CLAIM,
    name: `c.code || '/' || t.id`,
    subject: 'c.code',
    at: 't.recorded_at',
    kinds: ['recusal.declared', 'recusal.demanded'],
    equal: { claim: 't.claim_id', reasonSha256: textSha256('t.reason') },
  }),
  witnessed('decided', {
    table: 'claim_recusal',
    from: CLAIM,
    name: `c.code || '/' || t.id`,
    subject: 'c.code',
    at: 't.decided_at',
    where: 't.decided_at is not null',
    kinds: ['recusal.decided'],
    equal: { claim: 't.claim_id' },
  }),
  witnessed(null, {
    table: 'claim_member',
    from: CLAIM,
    name: `c.code || '/' || t.stage || '/' || t.id`,
    subject: 'c.code',
    at: 't.appointed_at',
    kinds: ['claim.panel-formed'],
    equal: { claim: 't.claim_id', stage: 't.stage' },
  }),
  witnessed(null, {
    table: 'claim_opinion',
    from: CLAIM,
    name: `c.code || '/' || t.id`,
    subject: 'c.code',
    at: 't.recorded_at',
    kinds: ['claim.opined'],
    equal: { stage: 't.stage', round: 't.round', stateSha256: 't.state_sha256' },
    digest: {
      opinionSha256: object({
        id: 't.id',
        by: 't.actor_id',
        elements: 't.elements',
        vote: 't.vote',
        reason: 't.reason',
        stateSha256: 't.state_sha256',
        recordedAt: 'utc_text(t.recorded_at)',
      }),
    },
  }),
];

const DECISIONS: readonly Witnessed[] = [
  witnessed('proposed', {
    table: 'claim_decision',
    from: CLAIM,
    name: 't.code',
    subject: 'c.code',
    at: 't.proposed_at',
    kinds: ['claim.proposed'],
    equal: { decision: 't.code', stage: 't.stage', round: 't.round', stateSha256: 't.state_sha256' },
    digest: {
      contentSha256: object({
        id: 't.id',
        kind: 't.kind',
        reason: 't.reason',
        departure_reason: 't.departure_reason',
        valid_through: 't.valid_through',
        referral_grounds: 't.referral_grounds',
      }),
    },
  }),
  witnessed('referred', {
    table: 'claim_decision',
    from: CLAIM,
    name: 't.code',
    subject: 'c.code',
    at: 't.referred_at',
    where: 't.referred_at is not null',
    kinds: ['claim.referred'],
    equal: { decision: 't.code', stateSha256: 't.state_sha256', grounds: 't.referral_grounds' },
  }),
  witnessed('issued', {
    table: 'claim_decision',
    from: CLAIM,
    name: 't.code',
    subject: 'c.code',
    at: 't.issued_at',
    where: 't.issued_at is not null',
    kinds: ['claim.decided'],
    equal: {
      decision: 't.code',
      kind: 't.kind',
      stage: 't.stage',
      round: 't.round',
      stateSha256: 't.state_sha256',
      referralGrounds: 't.referral_grounds',
    },
  }),
];

const AFTER: readonly Witnessed[] = [
  witnessed(null, {
    table: 'claim_correction',
    name: 't.code',
    at: 't.recorded_at',
    kinds: ['correction.ordered'],
    equal: { correction: 't.id', claim: 't.claim_id', unit: 't.unit_id', textSha256: textSha256('t.text') },
  }),
  witnessed(null, {
    table: 'claim_correction_entry',
    from: CORRECTION,
    name: `r.code || '/' || t.ordinal`,
    subject: 'r.code',
    at: 't.recorded_at',
    kinds: `array['correction.' || case t.act ${Object.entries(CORRECTION_ACTS)
      .map(([act, past]) => `when '${act}' then '${past}'`)
      .join(' ')} end]`,
    makes: Object.values(CORRECTION_ACTS).map(past => `correction.${past}`),
    equal: {
      correction: 't.correction_id',
      claim: 't.claim_id',
      dueOn: 't.due_on',
      evidence: 't.evidence',
      textSha256: textSha256('t.text'),
    },
  }),
  witnessed('proposed', {
    table: 'claim_clearance',
    from: CLAIM,
    name: 't.code',
    subject: 'c.code',
    at: 't.recorded_at',
    kinds: ['claim.cleared'],
    equal: { clearance: 't.id', code: 't.code' },
    digest: { sha256: object({ alleged: 't.alleged', found: 't.found', scope: 't.scope' }) },
  }),
  witnessed('ended', {
    table: 'claim_clearance',
    name: 't.code',
    at: 't.ended_at',
    where: 't.ended_at is not null',
    kinds: `array['clearance.' || t.state]`,
    makes: ['clearance.confirmed', 'clearance.dropped'],
    equal: { clearance: 't.id', claim: 't.claim_id', state: 't.state', reasonSha256: textSha256('t.end_reason') },
  }),
  witnessed(null, {
    table: 'claim_document',
    from: CLAIM,
    name: `c.code || '/' || t.number`,
    subject: 'c.code',
    at: 't.recorded_at',
    kinds: ['claim.document-issued'],
    equal: {
      claim: 't.claim_id',
      document: 't.id',
      kind: 't.kind',
      number: 't.number',
      docxSha256: `encode(sha256(t.docx), 'hex')`,
      pdfSha256: `encode(sha256(t.pdf), 'hex')`,
      codeSha256: textSha256('t.verification_code'),
    },
  }),
];

export const CLAIMS: readonly Witnessed[] = [...MATTERS, ...PROCEDURE, ...DECISIONS, ...AFTER];
