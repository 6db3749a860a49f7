import { Injectable } from '@nestjs/common';
import {
  flawRefusal,
  followFlaw,
  markBreaches,
  refuseImpossibleDays,
  rulebookPlace,
  sideOf,
  type FlawValues,
} from '../domain/flaw';
import { grams, searchText } from '../domain/grams';
import type { Actor } from '../domain/permission';
import { refuseRecused } from '../domain/recusal';
import { countyOf } from '../domain/region';
import { FilesService } from '../files/files.service';
import type { Receipt } from '../ledger/append';
import type { Reader, Writer } from '../ledger/door';
import { Journal } from '../ledger/journal';
import type { Pilot } from '../pilots/pilot.entity';
import { PilotsService, type ActOn } from '../pilots/pilots.service';
import { sha256Hex, valueSha256 } from '../platform/digests';
import { newId } from '../platform/ids';
import { pageOf, PAGE_SIZE } from '../platform/page';
import { RulebooksService } from '../rulebooks/rulebooks.service';
import { Flaw } from './flaw.entity';
import { flawView, type FlawPage, type FlawsQuery, type FlawWritten, type ReportFlawBody } from './flaws.dto';
import { FlawsRepository } from './flaws.repository';

@Injectable()
export class FlawsService {
  constructor(
    private readonly journal: Journal,
    private readonly rows: FlawsRepository,
    private readonly pilots: PilotsService,
    private readonly files: FilesService,
    private readonly rulebooks: RulebooksService,
  ) {}

  /**
   * Reported by the sponsor's unit a flaw is a self-report with the ledger's time; by an inspector it is established.
   * @throws Refusal flaw.not-own-unit, flaw.pilot-draft, recusal.applies, and what `refuseUnfit` throws
   */
  async report(actor: Actor, body: ReportFlawBody): Promise<FlawWritten> {
    const { value, receipts } = await this.journal.write(actor, async tx => {
      const pilot = await this.pilots.found(tx, body.pilotId);
      if (pilot.state === 'draft') throw flawRefusal('flaw.pilot-draft');
      const established = await this.speaksAsInspector(tx, actor, pilot);
      const values = valuesOf(body, actor);
      await this.refuseUnfit(tx, pilot, values);
      const flaw = await this.newRow(tx, { actor, pilot, values, established });
      await tx.insert(Flaw, flaw);
      tx.record('flaw.reported', flaw.code, {
        flaw: flaw.id,
        pilot: pilot.id,
        established,
        selfReport: flaw.self_report,
        sha256: valueSha256(values),
      });
      return { flaw, pilot };
    });
    return written({ ...value, receipts });
  }

  async list(actor: Actor, query: FlawsQuery): Promise<FlawPage> {
    const rows = await this.journal.read(actor, q => this.rows.page(q, query));
    return pageOf(rows, query.limit ?? PAGE_SIZE, row =>
      flawView(row, { code: row.pilot_code, title: row.pilot_title }),
    );
  }

  /** The flaws of one pilot. @throws Refusal pilot.not-found */
  async ofPilot(actor: Actor, pilotId: string, query: FlawsQuery): Promise<FlawPage> {
    const rows = await this.journal.read(actor, async q => {
      await this.pilots.found(q, pilotId);
      return this.rows.page(q, { ...query, pilot: pilotId });
    });
    return pageOf(rows, query.limit ?? PAGE_SIZE, row =>
      flawView(row, { code: row.pilot_code, title: row.pilot_title }),
    );
  }

  /** Only an inspector closes a flaw, and only once it was checked. @throws Refusal recusal.applies, state.act-not-open */
  async close(actor: Actor, on: ActOn, reason: string): Promise<FlawWritten> {
    const { value, receipts } = await this.journal.write(actor, async tx => {
      const { flaw, pilot } = await this.locked(tx, on.id);
      tx.expect(flaw, on.version);
      await this.refuseStake(tx, actor, pilot);
      const closed = await tx.change(Flaw, flaw, { state: followFlaw(flaw.state, 'close') });
      tx.record('flaw.closed', flaw.code, { flaw: flaw.id, outcome: flaw.outcome, reasonSha256: sha256Hex(reason) });
      return { flaw: closed, pilot };
    });
    return written({ ...value, receipts });
  }

  /** The flaw and its pilot within the reader's reach. @throws Refusal flaw.not-found */
  async found(q: Reader, id: string): Promise<{ flaw: Flaw; pilot: Pilot }> {
    const flaw = await q.one(Flaw, { id });
    if (!flaw) throw flawRefusal('flaw.not-found');
    return { flaw, pilot: await this.pilots.found(q, flaw.pilot_id) };
  }

  /** The same with the flaw's row locked. @throws Refusal flaw.not-found */
  async locked(tx: Writer, id: string): Promise<{ flaw: Flaw; pilot: Pilot }> {
    const flaw = await tx.lock(Flaw, id);
    if (!flaw) throw flawRefusal('flaw.not-found');
    return { flaw, pilot: await this.pilots.found(tx, flaw.pilot_id) };
  }

  /**
   * True when the actor speaks as an inspector without a stake, whose word outranks the sponsor's.
   * @throws Refusal flaw.not-own-unit, recusal.applies
   */
  async speaksAsInspector(q: Reader, actor: Actor, pilot: Pilot): Promise<boolean> {
    if (sideOf(actor, pilot.sponsor_id) === 'sponsor') return false;
    await this.refuseStake(q, actor, pilot);
    return true;
  }

  /** @throws Refusal recusal.applies */
  async refuseStake(q: Reader, actor: Actor, pilot: Pilot): Promise<void> {
    refuseRecused(actor, await this.rows.stakes(q, pilot));
  }

  /** @throws Refusal flaw.day-ahead, flaw.days-reversed, flaw.region-outside, flaw.kind-unknown, file.unknown */
  async refuseUnfit(tx: Writer, pilot: Pilot, values: FlawValues): Promise<void> {
    refuseImpossibleDays(values, tx.today);
    refuseForeignRegions(pilot.county, values.regions ?? []);
    await this.refuseUnknownKind(tx, pilot, values);
    await this.files.expectAll(tx, values.files);
  }

  /** A kind is good when a rulebook in force then or now lists it; where none is in force nothing can be said. */
  private async refuseUnknownKind(tx: Writer, pilot: Pilot, values: FlawValues): Promise<void> {
    const { kind, actFrom, regions } = values;
    if (kind === null) return;
    const place = { region: rulebookPlace(regions, pilot.county), field: pilot.field };
    const pair = await this.rulebooks.pair(tx, place, { actFrom, askedOn: tx.today });
    const books = [pair.older, pair.present].flatMap(kept => (kept ? [kept.rulebook] : []));
    const listed = books.some(book => book.flawKinds.some(({ code }) => code === kind));
    if (listed || books.every(book => book.flawKinds.length === 0)) return;
    const fault = { field: 'kind', zh: '清单中没有此种类', en: 'is in no rulebook in force' };
    throw flawRefusal('flaw.kind-unknown', { figures: { kind }, fields: [fault] });
  }

  private async newRow(
    tx: Writer,
    { actor, pilot, values, established }: { actor: Actor; pilot: Pilot; values: FlawValues; established: boolean },
  ): Promise<Flaw> {
    return {
      county: tx.county,
      id: newId(),
      version: 1,
      code: await tx.code('XC'),
      state: 'reported',
      pilot_id: pilot.id,
      ...columnsOf(values),
      // What somebody else enters says nothing of what the sponsor has reported: that is established apart.
      self_report: established ? 'unknown' : 'yes',
      self_report_on: established ? null : tx.today,
      self_reported_at: established ? null : tx.now,
      established,
      reporter_id: actor.accountId,
      reporter_unit: actor.organisationId,
      outcome: null,
      ...searchColumns(values.description, pilot.title),
      recorded_at: tx.now,
    };
  }
}

/** The values of a report: what was left out is not established. */
function valuesOf(body: ReportFlawBody, actor: Actor): FlawValues {
  return {
    kind: body.kind ?? null,
    actFrom: body.actFrom ?? null,
    actTo: body.actTo ?? null,
    regions: body.regions ?? null,
    activities: body.activities ?? null,
    foundOn: body.foundOn ?? null,
    foundBy: body.foundBy,
    awareOn: body.awareOn ?? null,
    breaches: body.breaches ? markBreaches(null, body.breaches, actor.accountId) : null,
    units: body.units ?? [],
    posts: body.posts ?? [],
    amountFen: body.amountFen ?? null,
    lossFen: body.lossFen ?? null,
    description: body.description,
    files: body.files ?? [],
  };
}

type ValueColumns = Pick<
  Flaw,
  | 'kind'
  | 'act_from'
  | 'act_to'
  | 'regions'
  | 'activities'
  | 'found_on'
  | 'found_by'
  | 'aware_on'
  | 'breaches'
  | 'units'
  | 'posts'
  | 'amount_fen'
  | 'loss_fen'
  | 'description'
  | 'files'
>;

const copied = (list: readonly string[] | null) => (list === null ? null : [...list]);

export function columnsOf(values: FlawValues): ValueColumns {
  return {
    kind: values.kind,
    act_from: values.actFrom,
    act_to: values.actTo,
    regions: copied(values.regions),
    activities: copied(values.activities),
    found_on: values.foundOn,
    found_by: values.foundBy,
    aware_on: values.awareOn,
    breaches: values.breaches === null ? null : [...values.breaches],
    units: [...values.units],
    posts: [...values.posts],
    amount_fen: values.amountFen,
    loss_fen: values.lossFen,
    description: values.description,
    files: [...values.files],
  };
}

export const searchColumns = (description: string, title: string) => ({
  search_text: searchText(description, title),
  grams: grams(`${description} ${title}`),
});

export function written(made: { flaw: Flaw; pilot: Pilot; receipts: Receipt[] }): FlawWritten {
  return { ...flawView(made.flaw, made.pilot), receipt: made.receipts[0]! };
}

function refuseForeignRegions(county: string, regions: readonly string[]): void {
  for (const [at, region] of regions.entries()) {
    if (countyOf(region) === county) continue;
    const fault = { field: `regions[${at}]`, zh: '不在本县', en: 'is not in this county' };
    throw flawRefusal('flaw.region-outside', { figures: { region }, fields: [fault] });
  }
}
