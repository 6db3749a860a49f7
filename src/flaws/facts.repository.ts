// All that is on record about a flaw, read in one statement and hence from one snapshot: the flaw, its pilot and scope
// versions, sealed records, safeguards, pledges, approvals and the county's calendar. Everything comes in a fixed order.
import { Injectable } from '@nestjs/common';
import type { Reader } from '../ledger/door';
import type { OnRecord } from './facts';

const list = (object: string, from: string, order: string) =>
  `(select coalesce(json_agg(${object} order by ${order}), '[]'::json) from ${from})`;

/** When an outside party first vouched for the entry of a kind about a code; null: recorded, not anchored. */
const anchored = (row: string, kind: string) =>
  `(select utc_text(anchored_at(l.county, l.position)) from ledger_entry l
    where l.county = ${row}.county and l.subject = ${row}.code and l.kind = '${kind}' order by l.position limit 1)`;

const FLAW = `json_build_object(
  'code', f.code, 'kind', f.kind, 'actFrom', f.act_from, 'actTo', f.act_to, 'regions', f.regions,
  'activities', f.activities, 'breaches', f.breaches, 'awareOn', f.aware_on, 'foundOn', f.found_on,
  'selfReport', json_build_object('made', f.self_report, 'on', f.self_report_on, 'recordedAt', utc_text(f.self_reported_at)),
  'amountFen', f.amount_fen, 'lossFen', f.loss_fen, 'recordedAt', utc_text(f.recorded_at),
  'noticeAnchoredAt', ${anchored('f', 'flaw.reported')})`;

const FLAW_EDITS = list(
  `json_build_object('field', e.field, 'from', e.from_text, 'to', e.to_text, 'recordedAt', utc_text(e.recorded_at))`,
  'flaw_edit e where e.county = f.county and e.flaw_id = f.id',
  'e.ordinal, e.field',
);

const ANSWERS = list(
  `json_build_object('fact', a.fact, 'value', a.value, 'by', a.actor_id, 'on', a.happened_on,
    'recordedAt', utc_text(a.recorded_at), 'evidence', a.evidence, 'established', a.established, 'ordinal', a.ordinal)`,
  'flaw_answer a where a.county = f.county and a.flaw_id = f.id',
  'a.ordinal',
);

const JUDGEMENTS = list(
  `json_build_object('question', j.question, 'value', j.value, 'by', j.actor_id, 'reason', j.reason,
    'recordedAt', utc_text(j.recorded_at))`,
  'flaw_judgement j where j.county = f.county and j.flaw_id = f.id',
  'j.ordinal',
);

const STATES = list(
  `json_build_object('state', s.state, 'recordedAt', utc_text(s.recorded_at))`,
  'pilot_state s where s.county = p.county and s.pilot_id = p.id',
  's.ordinal',
);

const SCOPES = list(
  `json_build_object('version', v.number, 'recordedAt', utc_text(v.recorded_at), 'parts',
    (select json_object_agg(named.key, part.value) from jsonb_each_text(v.parts) named
     join scope_part part on part.county = v.county and part.pilot_id = v.pilot_id and part.sha256 = named.value))`,
  `scope_version v where v.county = p.county and v.pilot_id = p.id and v.state = 'recorded'`,
  'v.number',
);

const RECORDS = list(
  `json_build_object('code', x.code, 'scopeVersion', x.scope_number, 'flawKinds', x.flaw_kinds,
    'safeguards', x.safeguards, 'period', json_build_object('from', x.period_from, 'to', x.period_to),
    'lossCapFen', x.loss_cap_fen, 'sealedAt', utc_text(x.sealed_at), 'anchoredAt', ${anchored('x', 'exemption.sealed')}, 'endedAt', utc_text(x.ended_at),
    'endedBy', case when x.state in ('revoked', 'superseded') then x.state end)`,
  'exemption x where x.county = p.county and x.pilot_id = p.id and x.sealed_at is not null',
  'x.sealed_at, x.code',
);

const SAFEGUARDS = list(
  `json_build_object('record', x.code, 'code', d.code, 'done', d.done, 'on', d.happened_on,
    'recordedAt', utc_text(d.recorded_at), 'evidence', d.evidence, 'established', d.established, 'ordinal', d.ordinal)`,
  `safeguard_done d join exemption x on x.county = d.county and x.id = d.exemption_id
   where x.county = p.county and x.pilot_id = p.id`,
  'x.code, d.ordinal',
);

/** Of deliveries and revisions only those the other side confirmed, with the time of the confirmation. */
const confirmed = (table: string) =>
  list(
    `json_build_object('on', c.happened_on, 'amountFen', c.amount_fen, 'quantity', c.quantity,
      'recordedAt', utc_text(c.answered_at))`,
    `${table} c where c.county = g.county and c.pledge_id = g.id and c.state = 'confirmed'`,
    'c.answered_at, c.id',
  );

const TERMS = list(
  `json_build_object('recordedAt', utc_text(t.recorded_at),
    'documented', t.document_number is not null and t.document_sha256 is not null, 'tranches', ${list(
      `json_build_object('dueOn', n.due_on, 'amountFen', n.amount_fen, 'quantity', n.quantity,
        'recordedAt', utc_text(n.recorded_at))`,
      'pledge_tranche n where n.county = t.county and n.pledge_id = t.pledge_id and n.terms_number = t.number',
      'n.ordinal',
    )})`,
  'pledge_terms t where t.county = g.county and t.pledge_id = g.id',
  't.number',
);

const PLEDGES = list(
  `json_build_object('code', g.code, 'giver', coalesce(o.name, g.giver_name), 'kind', g.kind, 'standings', ${list(
    `json_build_object('standing', s.standing, 'recordedAt', utc_text(s.recorded_at))`,
    'pledge_standing s where s.county = g.county and s.pledge_id = g.id',
    's.ordinal',
  )}, 'terms', ${TERMS}, 'deliveries', ${confirmed('pledge_delivery')}, 'revisions', ${confirmed('pledge_revision')})`,
  `pledge g left join organisation o on o.county = g.county and o.id = g.giver_id
   where g.county = p.county and g.pilot_id = p.id`,
  'g.code',
);

const APPROVALS = list(
  `json_build_object('code', a.code, 'matter', a.matter, 'approver', o.name, 'termWorkdays', a.term_workdays,
    'predecessors', ${list('b.code', 'approval_predecessor r join approval b on b.county = r.county and b.id = r.predecessor_id where r.county = a.county and r.approval_id = a.id', 'b.code')},
    'events', ${list(
      `json_build_object('kind', e.kind, 'on', e.happened_on, 'round', e.round, 'reason', e.reason,
        'remarks', e.remarks, 'path', e.path, 'pathBefore', e.path_before, 'recordedAt', utc_text(e.recorded_at))`,
      'approval_event e where e.county = a.county and e.approval_id = a.id',
      'e.ordinal',
    )})`,
  `approval a join organisation o on o.county = a.county and o.id = a.approver_id
   where a.county = p.county and a.pilot_id = p.id`,
  'a.code',
);

const CORRECTIONS = list(
  `json_strip_nulls(json_build_object('day', k.day, 'working', k.working, 'reason', k.reason, 'notice', k.notice))`,
  'calendar_correction k where k.county = f.county',
  'k.recorded_at, k.id',
);

const ON_RECORD = `
  select json_build_object(
    'flaw', ${FLAW}, 'flawEdits', ${FLAW_EDITS}, 'answers', ${ANSWERS}, 'judgements', ${JUDGEMENTS},
    'pilot', json_build_object('code', p.code, 'county', p.county, 'field', p.field, 'origin', p.origin),
    'states', ${STATES}, 'scopes', ${SCOPES}, 'records', ${RECORDS}, 'safeguards', ${SAFEGUARDS},
    'pledges', ${PLEDGES}, 'approvals', ${APPROVALS}, 'corrections', ${CORRECTIONS}) as on_record
  from flaw f join pilot p on p.county = f.county and p.id = f.pilot_id
  where f.county = $1 and f.id = $2`;

@Injectable()
export class FactsRepository {
  /** Null when the county has no such flaw. */
  async load(q: Reader, flawId: string): Promise<OnRecord | null> {
    const rows = await q.sql<{ on_record: OnRecord }>(ON_RECORD, [q.scope.county, flawId]);
    return rows[0]?.on_record ?? null;
  }
}
