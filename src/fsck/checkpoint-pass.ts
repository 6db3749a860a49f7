// Every stored checkpoint beside the tree it claims to be of: its signature, what it says, and what outsiders put on it.
// Called as the rebuilt log passes each size, so that nothing is held in memory but a page of checkpoints.
import { utf8 } from '../domain/canonical';
import { Refusal } from '../domain/errors';
import type { Checkpoint } from '../domain/merkle/checkpoint';
import { cosignatureVerifier, cosignedInstant } from '../domain/merkle/cosignature';
import { sameBytes, toHex } from '../domain/merkle/encoding';
import { parseNote, parseSignatures } from '../domain/merkle/note';
import type { Instant } from '../domain/period';
import type { Reader } from '../ledger/door';
import { sha256 } from '../platform/digests';
import { noteCrypto } from '../platform/signatures';
import { quorumTime } from '../proof/anchoring.service';
import type { AnchoringService } from '../proof/anchoring.service';
import { openCheckpoint, type LogKey } from '../proof/log-keys';
import { timestamps } from '../verifier/timestamps-on-demand';
import type { Findings } from './faults';
import type { AnchorState, CheckpointState, FsckRepository, VoucherState } from './fsck.repository';

const PAGE = 200;

export interface CheckpointParts {
  county: string;
  origin: string;
  keys: readonly LogKey[];
  settings: AnchoringService['settings'];
  findings: Findings;
  rows: FsckRepository;
}

interface Around {
  vouchers: VoucherState[];
  anchors: AnchorState[];
}

export class CheckpointPass {
  private page: CheckpointState[] = [];
  private around: Around = { vouchers: [], anchors: [] };
  private next = 0;
  private ended = false;
  private before: CheckpointState | null = null;

  constructor(private readonly parts: CheckpointParts) {}

  /** The smallest stored checkpoint not judged yet, up to `newest`. */
  private async upcoming(q: Reader, newest: number): Promise<CheckpointState | null> {
    if (this.next === this.page.length && !this.ended) {
      const { rows, county } = this.parts;
      this.page = await rows.checkpoints(q, county, { after: this.before?.size ?? 0, limit: PAGE });
      this.next = 0;
      this.ended = this.page.length < PAGE;
      const [first, last] = [this.page[0], this.page.at(-1)];
      if (first && last) {
        const range = { from: first.size, to: last.size };
        this.around = {
          vouchers: await rows.vouchers(q, county, range),
          anchors: await rows.anchors(q, county, range),
        };
      }
    }
    const row = this.page[this.next];
    return row && row.size <= newest ? row : null;
  }

  /** The rebuilt tree stands at `size`; checkpoints larger than `newest` came after the run began. */
  async at(q: Reader, size: number, { root, newest }: { root: () => Uint8Array; newest: number }): Promise<void> {
    const row = await this.upcoming(q, newest);
    if (row === null || row.size > size) return;
    this.next++;
    await this.judge(q, row, root());
    this.before = row;
  }

  /** What is left is larger than the log. */
  async finish(q: Reader, newest: number): Promise<void> {
    const { findings, rows, county } = this.parts;
    for (let row = await this.upcoming(q, newest); row !== null; row = await this.upcoming(q, newest)) {
      this.next++;
      this.before = row;
      findings.fault('checkpoint.beyond-log', `checkpoint ${row.size}`, { found: toHex(row.root) });
    }
    for (const { size, by, token } of await rows.strays(q, county)) {
      findings.fault(token ? 'token.stray' : 'cosignature.stray', `checkpoint ${size} ${by}`);
    }
  }

  private async judge(q: Reader, row: CheckpointState, root: Uint8Array): Promise<void> {
    const { findings, keys } = this.parts;
    const where = `checkpoint ${row.size}`;
    if (keys.length === 0) findings.unjudged('checkpoint.no-key');
    const stated = this.opened(row);
    if (stated === null) return;
    const agrees = stated.size === BigInt(row.size) && sameBytes(stated.root, row.root);
    const sides = { expected: `${stated.size} ${toHex(stated.root)}`, found: `${row.size} ${toHex(row.root)}` };
    findings.expect(agrees, 'checkpoint.row-differs', { where, ...sides });
    if (stated.size === BigInt(row.size)) {
      const roots = { expected: toHex(root), found: toHex(stated.root) };
      findings.expect(sameBytes(stated.root, root), 'checkpoint.root-differs', { where, ...roots });
    }
    if (this.before !== null && this.before.signed_at > row.signed_at) {
      findings.fault('checkpoint.order', where, { expected: `>= ${this.before.signed_at}`, found: row.signed_at });
    }
    await this.vouched(q, row);
  }

  private opened(row: CheckpointState): Checkpoint | null {
    const { findings, keys, origin } = this.parts;
    try {
      return openCheckpoint(row.note, keys, origin);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      findings.fault('checkpoint.signature-invalid', `checkpoint ${row.size}`, {
        expected: origin,
        found: error.words.en,
      });
      return null;
    }
  }

  private async vouched(q: Reader, row: CheckpointState): Promise<void> {
    const text = parseNote(row.note).text;
    const own = this.around.vouchers.filter(one => one.size === row.size);
    const [cosigned, stamped]: [{ witness: string; cosigned_at: Instant }[], Instant[]] = [[], []];
    for (const one of own) {
      if (one.token === null) {
        const at = this.cosignature(one, text);
        if (at !== null) cosigned.push({ witness: one.by, cosigned_at: at });
      } else {
        const at = await this.token(one, { ...one, token: one.token, text });
        if (at !== null) stamped.push(at);
      }
    }
    await this.anchored(q, row.size, { cosigned, stamped });
  }

  /** The time it counts with; null when it is false or nobody here knows the witness. */
  private cosignature(one: VoucherState, text: string): Instant | null {
    const { findings, settings } = this.parts;
    const where = `checkpoint ${one.size} ${one.by}`;
    const witness = settings.witnesses.find(({ key }) => key.name === one.by && key.keyId === one.key_id);
    if (!witness) {
      findings.unjudged('cosignature.unknown-witness');
      return null;
    }
    const [signature, ...spare] = signaturesOf(one.line ?? '');
    const known = signature?.name === one.by && signature.keyId === one.key_id && spare.length === 0;
    const valid = known && cosignatureVerifier(witness.key, noteCrypto).verify(utf8(text), signature.signature);
    if (!findings.expect(valid, 'cosignature.invalid', { where, found: one.line?.trim() ?? null })) return null;
    const at = cosignedInstant(signature!);
    findings.expect(at === one.at, 'cosignature.row-differs', { where, expected: at, found: one.at });
    return at;
  }

  private async token(
    one: VoucherState,
    { token, text, chain }: { token: Buffer; text: string; chain: string | null },
  ): Promise<Instant | null> {
    const { findings, settings } = this.parts;
    const where = `checkpoint ${one.size} ${one.by}`;
    const authority = settings.authorities.find(({ name }) => name === one.by);
    if (!authority) {
      findings.unjudged('token.unknown-authority');
      return null;
    }
    const question = { token, imprint: sha256(utf8(text)), chains: chain ? [chain] : [] };
    const answer = await timestamps().verifyTimestamp({ ...question, authorities: authority.certificates });
    const valid = answer.why === null && answer.time !== null;
    if (!findings.expect(valid, 'token.invalid', { where, found: answer.why?.en ?? null })) return null;
    const at = answer.time!;
    findings.expect(at === one.at, 'token.row-differs', { where, expected: at, found: one.at });
    return at;
  }

  private async anchored(
    q: Reader,
    size: number,
    { cosigned, stamped }: { cosigned: { witness: string; cosigned_at: Instant }[]; stamped: Instant[] },
  ): Promise<void> {
    const { findings, settings, rows, county } = this.parts;
    const quorum = settings.witnesses.length > 0 ? quorumTime(cosigned, settings.quorum) : null;
    const own = this.around.vouchers.filter(one => one.size === size);
    for (const { kind, anchored_at: at } of this.around.anchors.filter(one => one.size === size)) {
      const where = `anchor ${size} ${kind}`;
      const held =
        own.some(one => (one.token === null) === (kind === 'quorum') && one.at === at) ||
        (kind === 'quorum' && cosigned.some(one => one.cosigned_at === at)) ||
        (kind === 'token' && stamped.includes(at));
      const judged = kind === 'token' ? stamped.includes(at) : quorum !== null && at >= quorum;
      if (held && !judged) findings.unjudged('anchor.other-quorum');
      else findings.expect(held, 'anchor.unfounded', { where, found: at });
    }
    for (const at of [quorum, ...stamped]) {
      if (at === null) continue;
      const anchored = await rows.isAnchoredBy(q, county, { size, at });
      // A cosignature heard late may complete the quorum with earlier times than the row was written with.
      const late = at === quorum && this.around.anchors.some(one => one.size === size && one.kind === 'quorum');
      findings.expect(anchored || late, 'anchor.missing', { where: `checkpoint ${size}`, expected: at });
    }
  }
}

function signaturesOf(line: string): ReturnType<typeof parseSignatures> {
  try {
    return parseSignatures(line);
  } catch {
    return [];
  }
}
