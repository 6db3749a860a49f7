// What outsiders put on a checkpoint: verified before it is kept, and counted once a quorum of witnesses or a time-stamp
// token is complete. Asking them is the clients' work; whether their word counts is decided here.
import { Inject, Injectable } from '@nestjs/common';
import { utf8 } from '../domain/canonical';
import { Refusal, refusals, type Words } from '../domain/errors';
import { cosignatureVerifier, cosignedInstant } from '../domain/merkle/cosignature';
import { parseNote, parseSignatures, printSignature } from '../domain/merkle/note';
import type { Instant } from '../domain/period';
import type { Writer } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { TreeService } from '../ledger/tree.service';
import { sha256 } from '../platform/digests';
import { noteCrypto } from '../platform/signatures';
import { timestamps } from '../verifier/timestamps-on-demand';
import type { AnchorSettings } from './anchors-file';
import { CheckpointsRepository, type CheckpointRow, type CosignatureRow } from './checkpoints.repository';
import { ContinuityService } from './continuity.service';
import { logScope } from './signing.service';

/** Injection token of the witnesses and authorities of this installation. */
export const ANCHOR_SETTINGS = Symbol('anchor-settings');

export const anchoringRefusal = refusals({
  'checkpoint.not-found': {
    kind: 'not-found',
    zh: '没有规模为 {size} 的检查点',
    en: 'there is no checkpoint of {size} entries',
  },
  'cosignature.not-counted': {
    kind: 'invalid',
    zh: '联署不予采信：{zh}',
    en: 'the cosignature does not count: {en}',
  },
  'timestamp.not-counted': {
    kind: 'invalid',
    zh: '时间戳不予采信：{zh}',
    en: 'the time stamp does not count: {en}',
  },
});

/** A checkpoint on which somebody's word is still missing. */
export interface PendingCheckpoint {
  county: string;
  size: number;
  /** The signed note: text and the log's own signature lines. */
  note: string;
  /** The three lines a token's imprint is made of. */
  text: string;
  /** Names of witnesses, and of authorities, that have spoken. */
  cosignedBy: string[];
  stampedBy: string[];
}

/** `anchoredAt`: the outside time of this very checkpoint; null while neither quorum nor token is complete. */
export interface Counted {
  anchoredAt: Instant | null;
}

// How far an outsider's clock may be behind ours. What claims an earlier time than that speaks of a tree not yet signed.
const CLOCK_TOLERANCE_MS = 300_000;

@Injectable()
export class AnchoringService {
  constructor(
    private readonly journal: Journal,
    private readonly rows: CheckpointsRepository,
    private readonly continuity: ContinuityService,
    private readonly tree: TreeService,
    @Inject(ANCHOR_SETTINGS) readonly settings: AnchorSettings,
  ) {}

  /**
   * The newest published checkpoint on which a configured witness or authority has not spoken yet; null when there is
   * none, and for a log that must not be signed.
   */
  async pending(county: string): Promise<PendingCheckpoint | null> {
    return this.journal.read(logScope(county), async q => {
      const found = await this.continuity.assured(q, county).catch(unlessForked);
      const last = found?.last ?? null;
      if (last === null || last.note !== found!.published?.note) return null;
      const cosignedBy = (await this.rows.cosignatures(q, county, last.size)).map(({ witness }) => witness);
      const stampedBy = (await this.rows.tokens(q, county, last.size)).map(({ authority }) => authority);
      const silent =
        this.settings.witnesses.some(({ key }) => !cosignedBy.includes(key.name)) ||
        this.settings.authorities.some(({ name }) => !stampedBy.includes(name));
      if (!silent) return null;
      return { county, size: last.size, note: last.note, text: parseNote(last.note).text, cosignedBy, stampedBy };
    });
  }

  /** Entries covered by the newest checkpoint signed here, 0 before the first. */
  newestSize(county: string): Promise<number> {
    return this.journal.read(logScope(county), async q => (await this.rows.heads(q, county)).last?.size ?? 0);
  }

  /** For a witness that knows an earlier checkpoint. @throws Refusal proof.from-empty, proof.sizes-reversed, proof.node-missing */
  consistency(county: string, sizes: { from: number; to: number }): Promise<Uint8Array[]> {
    return this.journal.read(logScope(county), q => this.tree.consistency(q, county, sizes));
  }

  /**
   * Keeps a witness's signature line on a checkpoint; the same again changes nothing.
   * @throws Refusal checkpoint.not-found, cosignature.not-counted, note.malformed
   */
  async addCosignature(county: string, size: number, line: string): Promise<Counted> {
    return this.adding(county, size, async (tx, checkpoint) => {
      await this.rows.insertCosignature(tx, size, this.cosignatureOf(checkpoint, line));
      if (await this.rows.isAnchored(tx, size, 'quorum')) return;
      const at = quorumTime(await this.rows.cosignatures(tx, county, size), this.settings.quorum);
      if (at !== null) await this.rows.insertAnchor(tx, size, { kind: 'quorum', at });
    });
  }

  /**
   * Keeps a time-stamp token (DER) with its chain (PEM, may be empty); verified against the authority's certificates.
   * @throws Refusal checkpoint.not-found, timestamp.not-counted
   */
  async addToken(
    county: string,
    size: number,
    given: { authority: string; token: Uint8Array; chain: string },
  ): Promise<Counted> {
    return this.adding(county, size, async (tx, checkpoint) => {
      const at = await this.tokenTime(checkpoint, given);
      const { authority, token, chain } = given;
      const row = { authority, token: Buffer.from(token), gen_time: at, chain };
      if (await this.rows.insertToken(tx, size, row)) await this.rows.insertAnchor(tx, size, { kind: 'token', at });
    });
  }

  private adding(
    county: string,
    size: number,
    add: (tx: Writer, checkpoint: CheckpointRow) => Promise<void>,
  ): Promise<Counted> {
    return this.journal.keep(logScope(county), async tx => {
      // Two witnesses heard at once would each find the quorum short by the other.
      await this.rows.lock(tx);
      const checkpoint = await this.rows.at(tx, county, size);
      if (checkpoint === null) throw anchoringRefusal('checkpoint.not-found', { figures: { size } });
      await add(tx, checkpoint);
      const covering = await this.rows.anchored(tx, county, size - 1);
      return { anchoredAt: covering?.size === size ? covering.anchored_at : null };
    });
  }

  private cosignatureOf(checkpoint: CheckpointRow, line: string): CosignatureRow {
    const [signature, ...spare] = parseSignatures(line);
    if (signature === undefined || spare.length > 0)
      throw uncounted('cosignature', '应恰为一行', 'it must be one line');
    const { name, keyId } = signature;
    const witness = this.settings.witnesses.find(({ key }) => key.name === name && key.keyId === keyId);
    if (!witness)
      throw uncounted('cosignature', `不认识 ${name}+${keyId}`, `${name}+${keyId} is no witness of this log`);
    const message = utf8(parseNote(checkpoint.note).text);
    if (!cosignatureVerifier(witness.key, noteCrypto).verify(message, signature.signature)) {
      throw uncounted('cosignature', '签名无效', 'its signature is not valid');
    }
    const at = cosignedInstant(signature);
    refuseTooEarly('cosignature', at, checkpoint);
    return { witness: name, key_id: keyId, line: printSignature(signature), cosigned_at: at };
  }

  private async tokenTime(
    checkpoint: CheckpointRow,
    { authority, token, chain }: { authority: string; token: Uint8Array; chain: string },
  ): Promise<Instant> {
    const setting = this.settings.authorities.find(({ name }) => name === authority);
    if (!setting) throw uncounted('timestamp', `不认识 ${authority}`, `${authority} is no authority of this log`);
    const imprint = sha256(utf8(parseNote(checkpoint.note).text));
    const chains = chain === '' ? [] : [chain];
    const answer = await timestamps().verifyTimestamp({ token, imprint, chains, authorities: setting.certificates });
    if (answer.why !== null) throw uncounted('timestamp', answer.why.zh, answer.why.en);
    const at = answer.time;
    if (at === null) throw uncounted('timestamp', '没有时间', 'it states no time');
    refuseTooEarly('timestamp', at, checkpoint);
    return at;
  }
}

/** The time of the last witness needed, each counted once with its earliest word. */
export function quorumTime(
  cosignatures: readonly Pick<CosignatureRow, 'witness' | 'cosigned_at'>[],
  quorum: number,
): Instant | null {
  const earliest = new Map<string, Instant>();
  for (const { witness, cosigned_at: at } of cosignatures) {
    const before = earliest.get(witness);
    if (before === undefined || at < before) earliest.set(witness, at);
  }
  return [...earliest.values()].sort()[quorum - 1] ?? null;
}

function refuseTooEarly(what: 'cosignature' | 'timestamp', at: Instant, { signed_at: signedAt }: CheckpointRow): void {
  if (Date.parse(at) + CLOCK_TOLERANCE_MS >= Date.parse(signedAt)) return;
  throw uncounted(
    what,
    `其时间 ${at} 早于检查点 ${signedAt}`,
    `its time ${at} is before the checkpoint's, ${signedAt}`,
  );
}

function uncounted(what: 'cosignature' | 'timestamp', zh: Words['zh'], en: Words['en']): Refusal {
  return anchoringRefusal(`${what}.not-counted`, { figures: { zh, en } });
}

function unlessForked(error: unknown): null {
  if (error instanceof Refusal && /^log(-key)?\./.test(error.code)) return null;
  throw error;
}
