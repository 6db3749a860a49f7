// Findings as they were stored, and the ledger's receipt of each.
import { Injectable } from '@nestjs/common';
import type { Receipt } from '../ledger/append';
import type { Reader } from '../ledger/door';
import type { FindingRow } from './finding.entity';

const ENTRY = `
  select e.county, e.position, e.kind, encode(e.leaf_hash, 'hex') as "leafHash", utc_text(e.received_at) as "receivedAt",
    convert_from(l.payload, 'UTF8') as payload
  from flaw f join ledger_entry e on e.county = f.county and e.subject = f.code and e.kind = 'flaw.checked'
  join ledger_payload l on l.county = e.county and l.position = e.position
  where f.county = $1 and f.id = $2 and convert_from(l.payload, 'UTF8')::json ->> 'finding' = $3`;

const COLUMNS = `id, county, code, flaw_id, engine, asked_on, lane, outcome, facts, facts_sha256, rulebooks, document,
  document_sha256, actor_id, utc_text(recorded_at) as recorded_at`;

export interface FindingOnLedger {
  receipt: Receipt;
  factsDigest: string;
  findingDigest: string;
}

@Injectable()
export class FindingsRepository {
  /** Null once its payload was erased on a lawful order: the leaf stands, but no longer says which finding it is. */
  async onLedger(q: Reader, finding: FindingRow): Promise<FindingOnLedger | null> {
    const [entry] = await q.sql<Receipt & { payload: string }>(ENTRY, [finding.county, finding.flaw_id, finding.code]);
    if (!entry) return null;
    const { payload, ...receipt } = entry;
    const { factsDigest, findingDigest } = JSON.parse(payload) as Omit<FindingOnLedger, 'receipt'>;
    return { receipt, factsDigest, findingDigest };
  }

  /** Findings of a county in the order of their ids, after `after`. */
  async after(q: Reader, county: string, after: { id: string | null; limit: number }): Promise<FindingRow[]> {
    return q.sql<FindingRow>(
      `select ${COLUMNS} from finding where county = $1 and ($2::uuid is null or id > $2::uuid) order by id limit $3`,
      [county, after.id, after.limit],
    );
  }
}
