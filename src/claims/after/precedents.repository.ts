// Decided cases of one kind of flaw within the reader's reach, without anybody's name.
import { Injectable } from '@nestjs/common';
import type { DecisionKind } from '../../domain/claim/claim';
import type { CitedRule } from '../../domain/claim/decision';
import type { Reader } from '../../ledger/door';

/** The newest ones: an older practice that nobody followed since is none. */
const CANDIDATES = 200;

export interface DecidedCase {
  decision: string;
  county: string;
  kind: DecisionKind;
  rule: CitedRule;
  /** Of serving, in Asia/Shanghai. */
  year: number;
  /** Canonical JSON of the finding the decision was made on. */
  document: string;
}

@Injectable()
export class PrecedentsRepository {
  async decided(q: Reader, { flawKind, except }: { flawKind: string; except: string }): Promise<DecidedCase[]> {
    return q.sql<DecidedCase>(
      `select d.code as decision, c.county, d.kind, d.rule, extract(year from c.served_on)::int as year, n.document
       from flaw f
       join claim c on c.county = f.county and c.flaw_id = f.id and c.state in ('served', 'closed')
       join claim_decision d on d.county = c.county and d.id = c.decision_id
       join finding n on n.county = d.county and n.id = d.finding_id
       where f.kind = $1 and c.id <> $2 order by c.served_on desc, c.id desc limit ${CANDIDATES}`,
      [flawKind, except],
    );
  }
}
