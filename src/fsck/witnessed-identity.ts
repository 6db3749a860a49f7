// Organisations, accounts, roles; rulebooks, the calendar and files; erasures.
import { object, textSha256, witnessed, type Witnessed } from './witnessed';

/** What a column was before its first change after version `since`: the log told the value of that time. */
const asItWas = (column: string, since = '0'): string =>
  `coalesce((select c.before ->> '${column}' from identity_change c where c.county = t.county and c.subject_id = t.id
     and c.version > ${since} and c.before ? '${column}' order by c.version limit 1), t.${column}::text)`;

const CHANGED = ['organisation.changed', 'organisation.closed', 'account.moved', 'account.disabled'];

export const IDENTITY: readonly Witnessed[] = [
  witnessed(null, {
    table: 'organisation',
    name: 't.id',
    at: 't.recorded_at',
    kinds: ['organisation.created'],
    equal: {
      organisationId: 't.id',
      level: 't.level',
      creditCode: 't.credit_code',
      region: asItWas('region'),
      kind: asItWas('kind'),
    },
  }),
  witnessed(null, {
    table: 'account',
    name: 't.id',
    at: 't.recorded_at',
    kinds: ['account.created'],
    equal: { accountId: 't.id', personId: 't.person_id', organisationId: asItWas('organisation_id') },
  }),
  witnessed(null, {
    table: 'identity_change',
    name: 't.subject_id',
    at: 't.recorded_at',
    kinds: 'array[t.act]',
    makes: CHANGED,
    equal: { version: 't.version', reasonSha256: textSha256('t.reason') },
    equalIfAny: { changed: `case when t.act = 'organisation.changed' then t.after end` },
  }),
  witnessed('granted', {
    table: 'role_grant',
    name: 't.id',
    subject: 't.account_id',
    at: 't.granted_at',
    kinds: ['role.granted'],
    equal: { accountId: 't.account_id', grantId: 't.id', role: 't.role', reasonSha256: textSha256('t.reason') },
  }),
  witnessed('revoked', {
    table: 'role_grant',
    name: 't.id',
    subject: 't.account_id',
    at: 't.revoked_at',
    where: 't.revoked_at is not null',
    kinds: ['role.revoked'],
    equal: { grantId: 't.id', role: 't.role', reasonSha256: textSha256('t.revoke_reason') },
  }),
];

export const RULES_AND_FILES: readonly Witnessed[] = [
  witnessed(null, {
    table: 'rulebook',
    id: `t.code || '@' || t.version`,
    name: `t.code || '@' || t.version`,
    at: 't.recorded_at',
    kinds: ['rulebook.loaded', 'rulebook.released'],
    equal: { code: 't.code', version: 't.version', sha256: textSha256('t.document') },
  }),
  witnessed('drafted', {
    table: 'rulebook_draft',
    name: 't.code',
    at: 't.recorded_at',
    kinds: ['rulebook.drafted'],
    equal: { draft: 't.id' },
  }),
  witnessed('released', {
    table: 'rulebook_draft',
    name: 't.code',
    subject: `t.rulebook_code || '@' || t.rulebook_version`,
    at: 't.released_at',
    where: 't.released_at is not null',
    kinds: ['rulebook.released'],
    equal: { draft: 't.id', draftCode: 't.code', sha256: textSha256('t.document') },
  }),
  witnessed(null, {
    table: 'calendar_correction',
    name: 't.day',
    at: 't.recorded_at',
    kinds: ['calendar.corrected'],
    equal: { day: 't.day', working: 't.working' },
  }),
  witnessed(null, {
    table: 'file',
    id: 't.sha256',
    name: 't.sha256',
    at: 't.recorded_at',
    kinds: ['file.stored'],
    equal: { sha256: `encode(sha256(t.content), 'hex')`, size: 'length(t.content)', mediaType: 't.media_type' },
  }),
];

const ERASURE = { erasure: 't.id', position: 't.position' };
const ERASURE_DIGESTS = {
  basisSha256: object({ document: 't.legal_document', article: 't.legal_article' }),
  reasonSha256: 'to_jsonb(t.reason)',
};

export const ERASURES: readonly Witnessed[] = [
  witnessed('ordered', {
    table: 'erasure',
    name: 't.code',
    at: 't.recorded_at',
    kinds: ['erasure.ordered'],
    equal: ERASURE,
    digest: ERASURE_DIGESTS,
  }),
  witnessed('executed', {
    table: 'erasure',
    name: 't.code',
    at: 't.ended_at',
    where: `t.state = 'executed'`,
    kinds: ['erasure.executed'],
    equal: ERASURE,
    digest: ERASURE_DIGESTS,
  }),
  witnessed('dropped', {
    table: 'erasure',
    name: 't.code',
    at: 't.ended_at',
    where: `t.state = 'dropped'`,
    kinds: ['erasure.dropped'],
    equal: ERASURE,
    digest: { ...ERASURE_DIGESTS, dropReasonSha256: 'to_jsonb(t.drop_reason)' },
  }),
];
