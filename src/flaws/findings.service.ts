import { Injectable } from '@nestjs/common';
import { explain } from '../domain/check/wording';
import type { Facts } from '../domain/check/facts';
import type { Finding } from '../domain/check/finding';
import { flawRefusal } from '../domain/flaw';
import type { Actor } from '../domain/permission';
import type { Reader } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { differences } from './differences';
import { FindingRow } from './finding.entity';
import {
  findingSummary,
  type FindingDetail,
  type FindingDifference,
  type FindingSummary,
  type FindingView,
  type ReplayView,
  type UsedRulebooks,
} from './findings.dto';
import { FindingsRepository } from './findings.repository';
import { FlawsService } from './flaws.service';
import { ReplaysService } from './replays.service';

const REPLAY_BATCH = 200;

/** Findings read back: with their sentences, their receipt, their facts, against each other and against a replay. */
@Injectable()
export class FindingsService {
  constructor(
    private readonly journal: Journal,
    private readonly rows: FindingsRepository,
    private readonly flaws: FlawsService,
    private readonly replays: ReplaysService,
  ) {}

  /** Newest first. @throws Refusal flaw.not-found */
  async ofFlaw(actor: Actor, flawId: string): Promise<FindingSummary[]> {
    return this.journal.read(actor, async q => {
      await this.flaws.found(q, flawId);
      return (await this.rowsOf(q, flawId)).map(findingSummary);
    });
  }

  /** @throws Refusal finding.not-found */
  async detail(actor: Actor, id: string): Promise<FindingDetail> {
    return this.journal.read(actor, async q => {
      const row = await found(q, id);
      return { ...(await this.view(q, row)), facts: JSON.parse(row.facts) as Facts };
    });
  }

  /** @throws Refusal finding.not-found */
  async replay(actor: Actor, id: string): Promise<ReplayView> {
    return this.journal.read(actor, async q => this.replays.replay(q, await found(q, id)));
  }

  /** What became different from one finding to another, of the same flaw or not. @throws Refusal finding.not-found */
  async difference(actor: Actor, id: string, to: string): Promise<FindingDifference> {
    return this.journal.read(actor, async q => {
      const [one, two] = [await found(q, id), await found(q, to)];
      return {
        facts: differences(JSON.parse(one.facts), JSON.parse(two.facts)),
        finding: differences(JSON.parse(one.document), JSON.parse(two.document)),
      };
    });
  }

  /** A finding just made or found, with its sentences and its receipt. */
  async viewOf(actor: Actor, row: FindingRow): Promise<FindingView> {
    return this.journal.read(actor, q => this.view(q, row));
  }

  /** Newest first, with the bytes they were stored with; at most `take` of them. */
  async rowsOf(q: Reader, flawId: string, take?: number): Promise<FindingRow[]> {
    return q.find(FindingRow, { flaw_id: flawId }, { order: { recorded_at: 'DESC', id: 'DESC' }, take });
  }

  /** @throws Refusal finding.not-found */
  async viewById(q: Reader, id: string): Promise<FindingView> {
    return this.view(q, await found(q, id));
  }

  /** A stored finding with its sentences and its receipt. */
  async view(q: Reader, row: FindingRow): Promise<FindingView> {
    const finding = JSON.parse(row.document) as Finding;
    const kept = await this.replays.booksOf(q, JSON.parse(row.rulebooks) as UsedRulebooks);
    const books = kept ?? { older: null, present: null };
    const explanation = { zh: explain(finding, books, 'zh'), en: explain(finding, books, 'en') };
    const onLedger = await this.rows.onLedger(q, row);
    return { ...findingSummary(row), finding, explanation, receipt: onLedger?.receipt ?? null };
  }

  /** Replays the findings of a county one after another: all of them, or the one with this code or id. */
  async *replayCounty(county: string, only: string | null = null): AsyncGenerator<ReplayView> {
    const scope = { county, reach: county };
    let after: string | null = null;
    for (;;) {
      const batch: FindingRow[] = await this.journal.read(scope, q =>
        only === null ? this.rows.after(q, county, { id: after, limit: REPLAY_BATCH }) : named(q, only),
      );
      for (const row of batch) yield await this.journal.read(scope, q => this.replays.replay(q, row));
      after = batch.at(-1)?.id ?? null;
      if (only !== null || batch.length < REPLAY_BATCH) return;
    }
  }
}

/** @throws Refusal finding.not-found */
async function found(q: Reader, id: string): Promise<FindingRow> {
  const row = await q.one(FindingRow, { id });
  if (!row) throw flawRefusal('finding.not-found');
  return row;
}

/** @throws Refusal finding.not-found */
async function named(q: Reader, name: string): Promise<FindingRow[]> {
  const rows = await q.find(FindingRow, /^HD-/.test(name) ? { code: name } : { id: name });
  if (rows.length === 0) throw flawRefusal('finding.not-found');
  return rows;
}
