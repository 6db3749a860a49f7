// The checkpoints kept outside the database beside those inside: what was ever published is in the database, word for
// word, and the database is not behind it.
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Refusal } from '../domain/errors';
import type { Reader } from '../ledger/door';
import type { PublishedCheckpoint, PublishedStoreService } from '../proof/published-store.service';
import type { Findings } from './faults';
import type { FsckRepository } from './fsck.repository';

const PAGE = 200;

export interface PublishedParts {
  county: string;
  findings: Findings;
  rows: FsckRepository;
  store: PublishedStoreService;
  /** Where the published files are. */
  folder: string;
}

interface Line {
  size: number;
  note: string;
}

export class PublishedPass {
  private newest: PublishedCheckpoint | null = null;

  constructor(private readonly parts: PublishedParts) {}

  /** Called before the head is read: what is published later is no part of this run. */
  begin(): PublishedCheckpoint | null {
    const { county, findings, store } = this.parts;
    try {
      this.newest = store.read(county);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      findings.fault('published.unreadable', `published ${county}`, { found: error.words.en });
    }
    return this.newest;
  }

  async run(q: Reader, headSize: number): Promise<void> {
    const { findings } = this.parts;
    if (this.newest === null) return;
    const { size, note } = this.newest;
    if (size > headSize) {
      const sides = { expected: `>= ${size}`, found: String(headSize) };
      findings.fault('published.ahead', `published ${size}`, sides);
    } else {
      await this.compare(q, [{ size, note }]);
    }
    let page: Line[] = [];
    for await (const line of this.history()) {
      if (line.size >= size || line.size > headSize) continue;
      page.push(line);
      if (page.length < PAGE) continue;
      await this.compare(q, page);
      page = [];
    }
    await this.compare(q, page);
  }

  private async compare(q: Reader, lines: readonly Line[]): Promise<void> {
    if (lines.length === 0) return;
    const { findings, rows, county } = this.parts;
    const sizes = lines.map(({ size }) => size);
    const stored = await rows.notesAt(q, county, sizes);
    for (const { size, note } of lines) {
      const where = `published ${size}`;
      const found = stored.get(size);
      if (found === undefined) findings.fault('published.unknown', where, { expected: note });
      else findings.expect(found === note, 'published.differs', { where, expected: note, found });
    }
  }

  /** One JSON object a line; a power cut may have left a part of one, which the next line then follows. */
  private async *history(): AsyncGenerator<Line> {
    const file = join(this.parts.folder, this.parts.county, 'history.jsonl');
    if (!existsSync(file)) return;
    for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      const line = parsed(text);
      if (line !== null) yield line;
      else if (text !== '') this.parts.findings.unjudged('published.torn-line');
    }
  }
}

function parsed(text: string): Line | null {
  try {
    const { size, note } = JSON.parse(text) as Partial<Line>;
    return typeof size === 'number' && typeof note === 'string' ? { size, note } : null;
  } catch {
    return null;
  }
}
