// Asks witnesses and time-stamp authorities for their word on the newest checkpoint, all at once, and tells an outsider that
// cannot be reached (tried again, after a rest) from one that contradicts this log (a person must look).
import { Injectable, Logger } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Gauge } from 'prom-client';
import { utf8 } from '../domain/canonical';
import { parseSignatures, printSignature } from '../domain/merkle/note';
import { sha256 } from '../platform/digests';
import { Metrics } from '../platform/metrics';
import { timestamps } from '../verifier/timestamps-on-demand';
import { AnchoringService, type PendingCheckpoint } from './anchoring.service';
import type { AuthoritySetting, WitnessSetting } from './anchors-file';
import { askAuthority, askWitness, type WitnessReply } from './asking';

/** Milliseconds a party that failed is left alone: doubled with each failure, up to a minute. */
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 60_000;

interface Rest {
  failures: number;
  until: number;
}

/** What a witness remembers is no beginning of this log: one of the two was set back or rewritten. */
class Contradiction extends Error {}

/** `settled`: everybody has spoken on the newest checkpoint; `silent`: somebody was asked in vain, or is not due yet. */
export type Asked = 'settled' | 'silent';

/**
 * What outsiders say is verified and kept by AnchoringService; what is remembered here only saves questions, so that any
 * number of processes may ask.
 */
@Injectable()
export class AskingService {
  private readonly logger = new Logger('Anchors');
  private readonly failing: Gauge<'county' | 'party'>;
  private readonly contradicted: Gauge<'county' | 'party'>;
  /** Sizes the witnesses are believed to know, by log and witness. */
  private readonly known = new Map<string, number>();
  private readonly resting = new Map<string, Rest>();
  private readonly stampedAt = new Map<string, number>();
  private readonly leaving = new AbortController();

  constructor(
    private readonly anchoring: AnchoringService,
    metrics: Metrics,
  ) {
    const gauge = (name: string, help: string) =>
      new Gauge({ name, help, labelNames: ['county', 'party'] as const, registers: [metrics.registry] });
    this.failing = gauge(
      'ledger_anchor_failures',
      'Failures in a row of a witness or time-stamp authority asked for a log; 0 when it answered last',
    );
    this.contradicted = gauge(
      'ledger_witness_contradicts',
      '1 while a witness remembers another history of a log than this one: alarm',
    );
  }

  hasParties(): boolean {
    const { witnesses, authorities } = this.anchoring.settings;
    return witnesses.length + authorities.length > 0;
  }

  /** Drops every question under way: the process ends. */
  abandon(): void {
    this.leaving.abort();
  }

  /** All silent parties at once: one that is down delays nobody. Ends when each has answered or failed. */
  async ask(county: string): Promise<Asked> {
    const pending = await this.anchoring.pending(county);
    if (pending === null) return 'settled';
    const { witnesses, authorities } = this.anchoring.settings;
    const silentWitnesses = witnesses.filter(({ key }) => !pending.cosignedBy.includes(key.name));
    const silentAuthorities = authorities.filter(({ name }) => !pending.stampedBy.includes(name));
    const due = silentAuthorities.filter(one => this.isDue(county, one));
    const spoke = await Promise.all([
      ...silentWitnesses.map(one => this.patiently(county, one.key.name, () => this.askOne(pending, one))),
      ...due.map(one => this.patiently(county, one.name, () => this.stamp(pending, one))),
    ]);
    return due.length === silentAuthorities.length && spoke.every(Boolean) ? 'settled' : 'silent';
  }

  report(county: string, error: unknown): void {
    this.logger.warn({ county, error: wordsOf(error) });
  }

  private async askOne(pending: PendingCheckpoint, { key, url }: WitnessSetting): Promise<void> {
    const { county, size, note } = pending;
    const name = `${county} ${key.name}`;
    const consistency = (from: number) => this.anchoring.consistency(county, { from, to: size });
    const stop = this.leaving.signal;
    const put = (old: number) => askWitness({ url, old, size, checkpoint: note, consistency, stop });
    let reply = await put(Math.min(this.known.get(name) ?? 0, size));
    if (reply.kind === 'knows') {
      this.known.set(name, reply.size);
      if (reply.size > size) return this.refuseSetBack(pending, reply.size);
      reply = await put(reply.size);
    }
    await this.keep(pending, { name, key }, reply);
  }

  /** Another process may have shown it a newer checkpoint meanwhile, which covers this one; if there is none, we lost it. */
  private async refuseSetBack({ county }: PendingCheckpoint, knows: number): Promise<void> {
    const signed = await this.anchoring.newestSize(county);
    if (signed >= knows) return;
    throw new Contradiction(`it has cosigned ${knows} entries of this log, of which ${signed} are signed here`);
  }

  private async keep(
    { county, size }: PendingCheckpoint,
    { name, key }: { name: string; key: WitnessSetting['key'] },
    reply: WitnessReply,
  ): Promise<void> {
    if (reply.kind === 'refused') {
      const said = `refused with ${reply.status}: ${reply.text}`;
      throw reply.status === 422 ? new Contradiction(said) : new Error(said);
    }
    if (reply.kind === 'knows') throw new Error(`knows ${reply.size} entries, asked for ${size}`);
    const own = parseSignatures(reply.lines).filter(line => line.name === key.name && line.keyId === key.keyId);
    if (own.length === 0) throw new Error('answered without a signature of its own key');
    for (const line of own) await this.anchoring.addCosignature(county, size, printSignature(line));
    this.known.set(name, size);
  }

  private async stamp({ county, size, text }: PendingCheckpoint, authority: AuthoritySetting): Promise<void> {
    const { readTimestampResponse, timestampRequest } = timestamps();
    const imprint = sha256(utf8(text));
    const nonce = new Uint8Array(randomBytes(12));
    nonce[0]! &= 0x7f;
    nonce[0]! |= 0x01;
    const answer = await askAuthority(authority.url, timestampRequest(imprint, nonce), this.leaving.signal);
    const token = readTimestampResponse(answer, { imprint, nonce });
    const chain = authority.certificates.join('\n');
    await this.anchoring.addToken(county, size, { authority: authority.name, token, chain });
    this.stampedAt.set(`${county} ${authority.name}`, Date.now());
  }

  /** Authorities are paid by the stamp: a log that grows all day is stamped once an interval. */
  private isDue(county: string, { name, intervalMs }: AuthoritySetting): boolean {
    return Date.now() >= (this.stampedAt.get(`${county} ${name}`) ?? 0) + intervalMs;
  }

  /** Whether the party answered as it should. */
  private async patiently(county: string, party: string, work: () => Promise<void>): Promise<boolean> {
    const name = `${county} ${party}`;
    const rest = this.resting.get(name);
    if (rest !== undefined && Date.now() < rest.until) return false;
    try {
      await work();
      this.resting.delete(name);
      this.failing.set({ county, party }, 0);
      this.contradicted.set({ county, party }, 0);
      return true;
    } catch (error) {
      if (!this.leaving.signal.aborted) this.rest({ county, party, failures: (rest?.failures ?? 0) + 1 }, error);
      return false;
    }
  }

  private rest({ county, party, failures }: { county: string; party: string; failures: number }, error: unknown): void {
    const pause = Math.min(FIRST_REST_MS * 2 ** (failures - 1), LONGEST_REST_MS);
    this.resting.set(`${county} ${party}`, { failures, until: Date.now() + pause });
    this.failing.set({ county, party }, failures);
    const told = { county, party, failures, error: wordsOf(error) };
    if (!(error instanceof Contradiction)) return this.logger.warn(told);
    this.contradicted.set({ county, party }, 1);
    this.logger.error({ code: 'witness.contradicts', ...told });
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
