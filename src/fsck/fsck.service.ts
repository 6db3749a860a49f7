// One whole check of a county's log: the log from its rows, what vouches for it, what was published, what outsiders are
// served, and the registry beside it. Reads page by page; a log of any length takes the same memory.
import { Injectable } from '@nestjs/common';
import { Refusal } from '../domain/errors';
import { sameBytes, toHex } from '../domain/merkle/encoding';
import { EMPTY_FRONTIER, rootOf, type Frontier } from '../domain/merkle/tree';
import type { Reader } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { LedgerRepository } from '../ledger/ledger.repository';
import { ledgerRefusal } from '../ledger/ledger.service';
import { sha256 } from '../platform/digests';
import { CheckpointPass } from './checkpoint-pass';
import { Erasures } from './erasures';
import { Findings, type Fault, type FaultCode, type Unjudged } from './faults';
import { FsckRepository, type HeadState } from './fsck.repository';
import { LogPass } from './log-pass';
import { PublicPass } from './public-pass';
import { PublishedPass } from './published-pass';
import { RegistryPass } from './registry-pass';
import { SourcesService } from './sources.service';

/** `done` counts entries of `of`, or names the table at work. */
export type Progress = (stage: string, done: number | string, of: number) => void;

export interface FsckReport {
  county: string;
  size: number;
  /** Hex; of the tree rebuilt from the rows. */
  root: string;
  /** Single comparisons that held, and that did not. */
  passed: number;
  failed: number;
  faults: Fault[];
  untold: { code: FaultCode; count: number }[];
  unjudged: Unjudged[];
}

interface Begun {
  county: string;
  findings: Findings;
  head: HeadState;
  /** Size of the newest stored checkpoint. */
  newest: number;
  published: PublishedPass;
  progress: Progress;
}

@Injectable()
export class FsckService {
  constructor(
    private readonly journal: Journal,
    private readonly entries: LedgerRepository,
    private readonly rows: FsckRepository,
    private readonly sources: SourcesService,
  ) {}

  /** @throws Refusal ledger.not-found when nothing at all is known of such a log */
  async check(county: string, progress: Progress = () => undefined): Promise<FsckReport> {
    const begun = await this.begin(county, progress);
    const { findings, head } = begun;
    let [frontier, damaged]: [Frontier, ReadonlySet<number>] = [EMPTY_FRONTIER, new Set()];
    await this.stage(begun, 'log', async q => {
      const pass = await this.log(q, begun);
      [frontier, damaged] = [pass.frontier, pass.damaged];
      await this.head(q, begun, frontier);
    });
    await this.stage(begun, 'published', q => begun.published.run(q, head.size));
    await this.stage(begun, 'public', () => this.public(begun));
    const registry = new RegistryPass(this.rows, findings, table => progress('registry', table, head.size));
    await this.stage(begun, 'registry', q => registry.run(q, { county, size: head.size, damaged }));
    const { passed, failed, faults } = findings;
    const root = toHex(rootOf(sha256, frontier));
    const told = { faults, untold: findings.untold(), unjudged: findings.unjudgedTold() };
    return { county, size: Number(frontier.size), root, passed, failed, ...told };
  }

  /** Every county, city or province that has a log. */
  async counties(): Promise<string[]> {
    const found = new Set<string>();
    // No reader sees every county at once: the reach of a province is the widest there is.
    for (let province = 10; province < 100; province++) {
      const scope = { county: `${province}0000`, reach: String(province) };
      for (const county of await this.journal.read(scope, q => this.rows.counties(q))) found.add(county);
    }
    const nation = { county: '000000', reach: '00' };
    for (const county of await this.journal.read(nation, q => this.rows.counties(q))) found.add(county);
    return [...found].sort();
  }

  /** Outside first, head last: what grows meanwhile is larger than what it is held to. */
  private async begin(county: string, progress: Progress): Promise<Begun> {
    const findings = new Findings(county);
    const { store, folder } = this.sources;
    const published = new PublishedPass({ county, findings, rows: this.rows, store, folder });
    const outside = published.begin();
    return this.reading(county, async q => {
      const newest = await this.rows.newestCheckpoint(q, county);
      const head = await this.rows.head(q, county);
      if (head === null && outside === null && newest === 0) throw ledgerRefusal('ledger.not-found');
      const empty = { size: 0, root: Buffer.from(rootOf(sha256, EMPTY_FRONTIER)), frontier: [] };
      return { county, findings, head: head ?? empty, newest, published, progress };
    });
  }

  private async log(q: Reader, { county, findings, head, newest, progress }: Begun) {
    const erasures = await Erasures.of(q, this.rows, county);
    const parts = { ...this.sources.of(county), county, findings, rows: this.rows };
    const checkpoints = new CheckpointPass(parts);
    const pass = new LogPass({
      county,
      findings,
      entries: this.entries,
      rows: this.rows,
      erasures,
      passed: (size, root) => checkpoints.at(q, size, { root, newest }),
      progress: entries => progress('log', entries, head.size),
    });
    const frontier = await pass.run(q, head.size);
    await checkpoints.finish(q, newest);
    return { frontier, damaged: pass.damaged };
  }

  private async head(q: Reader, { county, findings, head }: Begun, frontier: Frontier): Promise<void> {
    const root = rootOf(sha256, frontier);
    const sides = { expected: toHex(root), found: toHex(head.root) };
    findings.expect(sameBytes(root, head.root), 'head.root-differs', { where: 'head', ...sides });
    const [made, stored] = [frontier.hashes, head.frontier].map(hashes => hashes.map(toHex).join(' '));
    findings.expect(made === stored, 'head.frontier-differs', { where: 'head', expected: made!, found: stored! });
    for (const position of await this.rows.beyondHead(q, county)) {
      findings.fault('entry.beyond-head', `#${position}`, { expected: `< ${head.size}`, found: String(position) });
    }
  }

  private async public({ county, findings, head, progress }: Begun): Promise<void> {
    const address = this.sources.address();
    if (address === null) return findings.unjudged('public.not-served');
    const { origin, keys } = this.sources.of(county);
    const published = () => this.publishedNote(county);
    const read = (entries: number) => progress('public', entries, head.size);
    await new PublicPass({ county, address, origin, keys, findings, published, progress: read }).run();
  }

  private publishedNote(county: string): string | null {
    try {
      return this.sources.store.read(county)?.note ?? null;
    } catch (error) {
      // Named already when the run began.
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  /** A stage that breaks off, because rows are gone that it needs or a file cannot be read, is a fault and not the end. */
  private async stage({ county, findings }: Begun, name: string, work: (q: Reader) => Promise<void>): Promise<void> {
    try {
      await this.reading(county, work);
    } catch (error) {
      const found = error instanceof Refusal ? error.words.en : error instanceof Error ? error.message : String(error);
      findings.fault('log.unreadable', name, { found });
    }
  }

  private reading<T>(county: string, work: (q: Reader) => Promise<T>): Promise<T> {
    return this.journal.read({ county, reach: county }, work);
  }
}
