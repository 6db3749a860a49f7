import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../domain/canonical';
import { check, ENGINE, type Books } from '../domain/check/check';
import type { Facts } from '../domain/check/facts';
import type { Reader } from '../ledger/door';
import { RulebooksService } from '../rulebooks/rulebooks.service';
import { sha256Hex, valueSha256 } from '../platform/digests';
import { differences } from './differences';
import type { FindingRow } from './finding.entity';
import { FindingsRepository } from './findings.repository';
import type { ReplayFault, ReplayView, UsedRulebook, UsedRulebooks } from './findings.dto';

const SHOWN_DIFFERENCES = 20;

/** Makes a stored finding again from its own facts and the very rulebooks it names, and compares the bytes. */
@Injectable()
export class ReplaysService {
  constructor(
    private readonly rulebooks: RulebooksService,
    private readonly rows: FindingsRepository,
  ) {}

  async replay(q: Reader, row: FindingRow): Promise<ReplayView> {
    const faults = new Set<ReplayFault>();
    if (sha256Hex(row.facts) !== row.facts_sha256) faults.add('facts-digest');
    if (sha256Hex(row.document) !== row.document_sha256) faults.add('finding-digest');
    if (row.engine !== ENGINE) faults.add('engine');
    if (await this.differsFromLedger(q, row)) faults.add('ledger');
    const books = await this.booksOf(q, JSON.parse(row.rulebooks) as UsedRulebooks);
    if (books === null) faults.add('rulebook');
    const again = books && canonicalJson(check(JSON.parse(row.facts) as Facts, books));
    if (again !== null && again !== row.document) faults.add('finding');
    return {
      code: row.code,
      identical: faults.size === 0,
      differs: [...faults].sort(),
      engine: row.engine,
      engineNow: ENGINE,
      differences: again === null ? [] : differences(JSON.parse(row.document), JSON.parse(again), SHOWN_DIFFERENCES),
    };
  }

  /** The ledger's entry has both digests: whoever rewrites a finding would have to rewrite the log too. */
  private async differsFromLedger(q: Reader, row: FindingRow): Promise<boolean> {
    const entry = await this.rows.onLedger(q, row);
    return entry === null || entry.factsDigest !== row.facts_sha256 || entry.findingDigest !== row.document_sha256;
  }

  /** The rulebooks a finding names, or null when one of them is no longer what it was. */
  async booksOf(q: Reader, used: UsedRulebooks): Promise<Books | null> {
    const kept = await this.rulebooks.all(q);
    const bookOf = (one: UsedRulebook | null) => {
      if (one === null) return null;
      const found = kept.find(({ rulebook }) => rulebook.code === one.code && rulebook.version === one.version);
      return found?.sha256 === one.sha256 && valueSha256(found.rulebook) === one.sha256 ? found.rulebook : undefined;
    };
    const [older, present] = [bookOf(used.older), bookOf(used.present)];
    return older === undefined || present === undefined ? null : { older, present };
  }
}
