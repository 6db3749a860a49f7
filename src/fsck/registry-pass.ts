// Every row of the registry has its entry, and every entry that makes a row has its row: both ways, table by table.
import { canonicalJson } from '../domain/canonical';
import type { Reader } from '../ledger/door';
import { valueSha256 } from '../platform/digests';
import type { Findings } from './faults';
import type { FsckRepository, RowState } from './fsck.repository';
import { REGISTRY } from './registry';
import type { Witnessed } from './witnessed';

const BATCH = 1_000;
/** Sorts before every id. */
const FIRST = '';

export interface RegistryQuestion {
  county: string;
  /** Entries from here on came after the run began. */
  size: number;
  /** Entries already found damaged: what they say proves nothing about a row. */
  damaged: ReadonlySet<number>;
}

export class RegistryPass {
  constructor(
    private readonly rows: FsckRepository,
    private readonly findings: Findings,
    private readonly progress: (what: string) => void,
  ) {}

  async run(q: Reader, question: RegistryQuestion): Promise<void> {
    for (const of of REGISTRY) {
      this.progress(of.name);
      await this.rowsOf(q, of, question);
      if (of.makes.length > 0) await this.entriesOf(q, of, question);
    }
  }

  private async rowsOf(q: Reader, of: Witnessed, { county, damaged }: RegistryQuestion): Promise<void> {
    for (let id = FIRST; ;) {
      const batch = await this.rows.rows(q, county, { of, after: { id, limit: BATCH } });
      for (const row of batch) this.judge(of, row, damaged);
      if (batch.length < BATCH) return;
      id = batch.at(-1)!.id;
    }
  }

  private judge(of: Witnessed, row: RowState, damaged: ReadonlySet<number>): void {
    const where = `${of.name} ${row.name}`;
    const said = { ...row.expected };
    for (const [member, value] of Object.entries(row.digests)) {
      const digest = valueSha256(value);
      const known = said[member];
      if (known !== undefined && known !== digest) {
        this.findings.fault('row.differs', where, { expected: `${member}: ${text(known)}`, found: digest });
        return;
      }
      said[member] = digest;
    }
    if (row.kinds.length === 0) {
      this.findings.passed++;
    } else if (row.entries.length === 0) {
      const expected = `${row.kinds.join(' | ')} ${row.subject} ${row.at ?? ''}`.trim();
      this.findings.fault('row.without-entry', where, { expected, found: null });
    } else {
      this.compare(where, said, { row, damaged });
    }
  }

  private compare(
    where: string,
    said: Record<string, unknown>,
    { row, damaged }: { row: RowState; damaged: ReadonlySet<number> },
  ): void {
    let nearest: { position: number; members: string[]; payload: Record<string, unknown> } | null = null;
    let unreadable = false;
    for (const { position, payload: bytes } of row.entries) {
      const payload = damaged.has(position) ? null : parsed(bytes);
      if (payload === null) {
        unreadable = true;
        continue;
      }
      const members = Object.keys(said).filter(member => text(said[member]) !== text(payload[member]));
      if (members.length === 0) {
        this.findings.passed++;
        return;
      }
      if (nearest === null || members.length < nearest.members.length) nearest = { position, members, payload };
    }
    if (unreadable || nearest === null) {
      this.findings.unjudged('row.payload-gone');
      return;
    }
    const tell = (from: Record<string, unknown>) =>
      nearest.members.map(member => `${member}: ${text(from[member])}`).join(', ');
    const at = `${where} (#${nearest.position})`;
    this.findings.fault('row.differs', at, { expected: tell(nearest.payload), found: tell(said) });
  }

  private async entriesOf(q: Reader, of: Witnessed, { county, size, damaged }: RegistryQuestion): Promise<void> {
    for (const stray of await this.rows.strayEntries(q, county, { of, below: size })) {
      // A damaged entry was named already, and its columns are not to be believed.
      if (damaged.has(stray.position)) continue;
      const where = `#${stray.position} ${stray.kind} ${stray.subject}`;
      const [expected, found] = [`${of.name}: ${stray.entries}`, `${of.name}: ${stray.rows}`];
      this.findings.fault('entry.without-row', where, { expected, found });
    }
  }
}

/** An absent member and null say the same. */
const text = (value: unknown): string => canonicalJson(value ?? null);

function parsed(base64: string | null): Record<string, unknown> | null {
  if (base64 === null) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}
