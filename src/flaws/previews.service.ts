import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Books } from '../domain/check/check';
import { Refusal, refusals } from '../domain/errors';
import type { Actor } from '../domain/permission';
import type { Reader } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { requestRefusal } from '../platform/problem.filter';
import { DraftsService } from '../rulebooks/drafts.service';
import type { UsedRulebooks } from './findings.dto';
import { DraftReplay } from './previews-replay';
import type { PreviewChange, PreviewLine, PreviewQuery, PreviewSummary } from './previews.dto';
import { PreviewsRepository, type PastFinding } from './previews.repository';
import { ReplaysService } from './replays.service';

export const previewRefusal = refusals({
  'preview.running': {
    kind: 'too-many',
    zh: '您的上一次影响预览还在进行，请等它结束或者先中止',
    en: 'your last impact preview is still running; wait for it or end it first',
  },
});

const BATCH = 500;
/** Other requests are answered in between: no turn of the event loop is held longer than about this. */
const TURN_MS = 10;

interface Preview {
  actor: Actor;
  latest: boolean;
  replay: DraftReplay;
  total: number;
  /** By the text of a finding's `rulebooks`; null: no longer what they were. */
  named: Map<string, Books | null>;
  summary: Omit<PreviewSummary, 'seconds' | 'findingsPerSecond'>;
}

/** Runs a draft rulebook over past findings and says what would change. Reads only, a batch and a connection at a time. */
@Injectable()
export class PreviewsService {
  private readonly logger = new Logger(PreviewsService.name);
  private readonly running = new Set<string>();

  constructor(
    private readonly journal: Journal,
    private readonly rows: PreviewsRepository,
    private readonly drafts: DraftsService,
    private readonly replays: ReplaysService,
  ) {}

  /**
   * Lines of JSON, made as fast as they are read and no further; ending the stream ends the work within a batch.
   * One at a time for an account. Whatever fails after the first line is a line itself.
   * @throws Refusal rulebook.draft-not-found, rulebook.draft-overtaken, preview.running
   */
  async open(actor: Actor, draftId: string, query: PreviewQuery): Promise<Readable> {
    const latest = query.latest === 'true';
    const opened = await this.journal.read(actor, async q => {
      const { draft, books } = await this.drafts.proposed(q, draftId);
      return { replay: new DraftReplay(draft, books, query.as ?? 'present'), total: await this.rows.count(q, latest) };
    });
    if (this.running.has(actor.accountId)) throw previewRefusal('preview.running');
    this.running.add(actor.accountId);
    const summary = { total: 0, replayed: 0, changed: 0, byOutcome: {}, unreadable: 0 };
    const stream = Readable.from(this.lines({ actor, latest, ...opened, named: new Map(), summary }), {
      objectMode: false,
    });
    return stream.once('close', () => this.running.delete(actor.accountId));
  }

  private async *lines(preview: Preview): AsyncGenerator<string> {
    const started = performance.now();
    try {
      yield lineOf({ progress: { done: 0, total: preview.total } });
      for await (const batch of this.batches(preview)) {
        const lines = await this.replayed(preview, batch);
        const done = preview.summary.total;
        yield [...lines, { progress: { done, total: Math.max(done, preview.total) } }].map(lineOf).join('');
      }
      const seconds = (performance.now() - started) / 1000;
      const findingsPerSecond = Math.round(preview.summary.total / seconds);
      yield lineOf({ summary: { ...preview.summary, seconds: Number(seconds.toFixed(3)), findingsPerSecond } });
    } catch (error) {
      yield lineOf({ error: this.problemOf(error) });
    }
  }

  private async *batches(preview: Preview): AsyncGenerator<PastFinding[]> {
    let last: PastFinding | null = null;
    for (;;) {
      const batch: PastFinding[] = await this.journal.read(preview.actor, async q => {
        const found = await this.rows.after(q, last, { latest: preview.latest, limit: BATCH });
        await this.nameBooks(q, preview.named, found);
        return found;
      });
      if (batch.length > 0) yield batch;
      if (batch.length < BATCH) return;
      last = batch.at(-1)!;
    }
  }

  private async nameBooks(q: Reader, named: Preview['named'], batch: readonly PastFinding[]): Promise<void> {
    for (const { rulebooks } of batch) {
      if (named.has(rulebooks)) continue;
      const used = usedIn(rulebooks);
      named.set(rulebooks, used && (await this.replays.booksOf(q, used)));
    }
  }

  private async replayed({ replay, named, summary }: Preview, batch: readonly PastFinding[]): Promise<PreviewLine[]> {
    const lines: PreviewLine[] = [];
    let turn = performance.now();
    for (const row of batch) {
      summary.total++;
      const found = replay.of(row, named.get(row.rulebooks) ?? null);
      if (found === 'unreadable') {
        summary.unreadable++;
        lines.push({ unreadable: { finding: row.code, county: row.county } });
      } else if (found !== 'untouched') {
        summary.replayed++;
        if (found.impact !== null) lines.push({ change: counted(summary, changeOf(row, found.flaw, found.impact)) });
      }
      if (performance.now() - turn < TURN_MS) continue;
      await nextTurn();
      turn = performance.now();
    }
    return lines;
  }

  private problemOf(error: unknown): NonNullable<PreviewLine['error']> {
    if (error instanceof Refusal) return { code: error.code, detail: error.words };
    const incident = randomUUID();
    this.logger.error({ incident, error: error instanceof Error ? error.stack : String(error) });
    const { code, words } = requestRefusal('server.failure', { figures: { incident } });
    return { code, detail: words };
  }
}

const lineOf = (line: PreviewLine): string => `${JSON.stringify(line)}\n`;

function usedIn(text: string): UsedRulebooks | null {
  try {
    const used = JSON.parse(text) as Partial<UsedRulebooks>;
    return used.older === undefined || used.present === undefined ? null : (used as UsedRulebooks);
  } catch {
    return null;
  }
}

function changeOf(
  row: PastFinding,
  flaw: string,
  impact: Omit<PreviewChange, 'finding' | 'findingId' | 'flaw' | 'county' | 'latest'>,
): PreviewChange {
  const { id, code, county, latest } = row;
  return { finding: code, findingId: id, flaw, county, latest, ...impact };
}

function counted(summary: Preview['summary'], change: PreviewChange): PreviewChange {
  const { before, after } = change.outcome;
  summary.changed++;
  if (before !== after) {
    const turn = `${before}->${after}`;
    summary.byOutcome[turn] = (summary.byOutcome[turn] ?? 0) + 1;
  }
  return change;
}
