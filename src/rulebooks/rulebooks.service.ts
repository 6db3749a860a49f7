import { Injectable } from '@nestjs/common';
import { booksFor, chooseRulebook } from '../domain/check/choosing';
import type { Rulebook } from '../domain/check/rulebook';
import { canonicalJson } from '../domain/canonical';
import { refusals, type Refusal } from '../domain/errors';
import type { Day } from '../domain/period';
import { reachOf, type Actor } from '../domain/permission';
import { Journal } from '../ledger/journal';
import type { Reader, Writer } from '../ledger/door';
import { Clock } from '../platform/clock';
import type { LoadedRulebook } from '../platform/rulebook-files';
import { RulebookRow, type KeptRulebook } from './rulebook.entity';
import {
  rulebookSummary,
  rulebookView,
  type InForceQuery,
  type RulebookSummary,
  type RulebookView,
} from './rulebooks.dto';

export const rulebookRefusal = refusals({
  'rulebook.not-found': { kind: 'not-found', zh: '没有清单 {id}', en: 'there is no rulebook {id}' },
  'rulebook.none-in-force': {
    kind: 'conflict',
    zh: '{day} 在 {region} 没有生效的容错清单',
    en: 'no rulebook is in force in {region} on {day}',
  },
  'rulebook.none-found': {
    kind: 'not-found',
    zh: '没有可适用的清单：{day} 在 {county} 没有任何容错清单生效',
    en: 'there is no rulebook to go by: none is in force in {county} on {day}',
  },
  'rulebook.county-not-found': {
    kind: 'not-found',
    zh: '在您可见的范围内没有 {county} 这个县',
    en: 'there is no county {county} within your reach',
  },
  'rulebook.changed': {
    kind: 'conflict',
    zh: '清单 {id} 已登记为摘要 {recorded}，文件却是 {file}：改动须用新的版本号',
    en: 'rulebook {id} is on record with digest {recorded}, the file has {file}: a change needs a new version',
  },
});

/** Where and when a rulebook is wanted; `field` prefers a rule made for that field of work. */
export interface Place {
  region: string;
  field?: string;
}

@Injectable()
export class RulebooksService {
  // A rulebook on record never changes, so a parsed one may be kept; the key is its digest.
  private readonly parsed = new Map<string, Rulebook>();

  constructor(
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  /**
   * Puts rulebooks from files on record, each in the log of its own region; those already there are left alone.
   * Safe when several processes start at once: the second finds what the first recorded.
   * @throws Refusal rulebook.changed
   */
  async load(files: readonly LoadedRulebook[]): Promise<string[]> {
    const loaded: string[] = [];
    for (const { rulebook, sha256 } of files) {
      const scope = { county: rulebook.region, reach: reachOf(rulebook.region) || rulebook.region };
      const known = await this.journal.read(scope, q => this.recorded(q, rulebook));
      if (known) refuseChanged(rulebook, known.sha256, sha256);
      else if (await this.record(scope, rulebook, sha256)) loaded.push(idOf(rulebook));
    }
    return loaded;
  }

  async list(actor: Actor): Promise<RulebookSummary[]> {
    const kept = await this.journal.read(actor, q => this.all(q));
    return kept.map(rulebookSummary);
  }

  /** `WC-513221@2`. @throws Refusal rulebook.not-found */
  async detail(actor: Actor, id: string): Promise<RulebookView> {
    const kept = await this.journal.read(actor, q => this.all(q));
    const found = kept.find(({ rulebook }) => idOf(rulebook) === id);
    if (!found) throw rulebookRefusal('rulebook.not-found', { figures: { id } });
    return rulebookView(found);
  }

  /**
   * By which work of a field in a county is judged on a day, today unless said.
   * @throws Refusal rulebook.county-not-found, rulebook.none-found
   */
  async held(actor: Actor, { county, field, day = this.clock.today() }: InForceQuery): Promise<RulebookView> {
    if (!county.startsWith(actor.reach)) throw countyNotFound(county);
    const found = await this.journal.read(actor, q => this.chosen(q, { region: county, field }, day));
    if (!found) throw rulebookRefusal('rulebook.none-found', { figures: { day, county } });
    return rulebookView(found);
  }

  /** Every rulebook on record with its digest, sorted by code and version. */
  async all(q: Reader): Promise<KeptRulebook[]> {
    const keys = await q.sql<{ code: string; version: number; sha256: string }>(
      'select code, version, sha256 from rulebook order by code, version',
    );
    const missing = keys.filter(({ sha256 }) => !this.parsed.has(sha256));
    for (const { code, version } of missing) {
      const row = await q.sql<RulebookRow>('select document, sha256 from rulebook where code = $1 and version = $2', [
        code,
        version,
      ]);
      this.parsed.set(row[0]!.sha256, JSON.parse(row[0]!.document) as Rulebook);
    }
    return keys.map(({ sha256 }) => ({ rulebook: this.parsed.get(sha256)!, sha256 }));
  }

  /** The rulebook in force at a place on a day, or null. */
  async chosen(q: Reader, place: Place, day: Day): Promise<KeptRulebook | null> {
    const kept = await this.all(q);
    const rulebook = chooseRulebook(
      kept.map(one => one.rulebook),
      { ...place, day },
    );
    return kept.find(one => one.rulebook === rulebook) ?? null;
  }

  /** @throws Refusal rulebook.none-in-force */
  async inForce(q: Reader, place: Place, day: Day): Promise<Rulebook> {
    const found = await this.chosen(q, place, day);
    if (!found) throw rulebookRefusal('rulebook.none-in-force', { figures: { day, region: place.region } });
    return found.rulebook;
  }

  /** The pair of the time rule: in force on the first day of the act, and on the day asked. */
  async pair(
    q: Reader,
    place: Place,
    days: { actFrom: Day | null; askedOn: Day },
  ): Promise<{ older: KeptRulebook | null; present: KeptRulebook | null }> {
    const kept = await this.all(q);
    const { older, present } = booksFor(
      kept.map(one => one.rulebook),
      { ...place, ...days },
    );
    const keptOf = (book: Rulebook | null) => kept.find(one => one.rulebook === book) ?? null;
    return { older: keptOf(older), present: keptOf(present) };
  }

  /** Enters a rulebook into the county of `tx`; whoever calls puts the act on the ledger. */
  async enter(tx: Writer, rulebook: Rulebook, sha256: string): Promise<void> {
    await tx.insert(RulebookRow, {
      code: rulebook.code,
      version: rulebook.version,
      title_zh: rulebook.title.zh,
      title_en: rulebook.title.en,
      in_force_from: rulebook.inForce.from,
      in_force_to: rulebook.inForce.to,
      document: canonicalJson(rulebook),
      sha256,
      recorded_at: tx.now,
    });
  }

  private async recorded(q: Reader, { code, version }: Rulebook): Promise<{ sha256: string } | null> {
    const rows = await q.sql<{ sha256: string }>('select sha256 from rulebook where code = $1 and version = $2', [
      code,
      version,
    ]);
    return rows[0] ?? null;
  }

  private async record(scope: { county: string; reach: string }, rulebook: Rulebook, sha256: string): Promise<boolean> {
    try {
      await this.journal.write(scope, async tx => {
        await this.enter(tx, rulebook, sha256);
        tx.record('rulebook.loaded', idOf(rulebook), { code: rulebook.code, version: rulebook.version, sha256 });
      });
      return true;
    } catch (error) {
      const known = await this.journal.read(scope, q => this.recorded(q, rulebook));
      if (!known) throw error;
      refuseChanged(rulebook, known.sha256, sha256);
      return false;
    }
  }
}

export const idOf = (rulebook: Pick<Rulebook, 'code' | 'version'>): string => `${rulebook.code}@${rulebook.version}`;

function countyNotFound(county: string): Refusal {
  const fault = { field: 'county', zh: '不在可见范围内', en: 'is not within reach' };
  return rulebookRefusal('rulebook.county-not-found', { figures: { county }, fields: [fault] });
}

function refuseChanged(rulebook: Rulebook, recorded: string, file: string): void {
  if (recorded === file) return;
  throw rulebookRefusal('rulebook.changed', { figures: { id: idOf(rulebook), recorded, file } });
}
