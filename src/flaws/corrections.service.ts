import { Injectable } from '@nestjs/common';
import { corrections, flawRefusal, followFlaw, markBreaches, type FlawChange, type FlawValues } from '../domain/flaw';
import type { Day } from '../domain/period';
import type { Actor } from '../domain/permission';
import type { Writer } from '../ledger/door';
import { Journal } from '../ledger/journal';
import type { ActOn } from '../pilots/pilots.service';
import { valueSha256 } from '../platform/digests';
import { newId } from '../platform/ids';
import { Flaw, FlawEdit } from './flaw.entity';
import type { CorrectFlawBody, FlawChanges, FlawWritten, SelfReportBody } from './flaws.dto';
import { columnsOf, FlawsService, searchColumns, written } from './flaws.service';

const SELF_REPORT_REASON = '自行报告';

/** Changing what is known of a flaw, openly: each changed value is kept with who, why and when. */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly journal: Journal,
    private readonly flaws: FlawsService,
  ) {}

  /**
   * @throws Refusal flaw.nothing-changed, flaw.value-established where a sponsor would change what an inspector entered,
   *   recusal.applies, version.stale, state.act-not-open, and what `refuseUnfit` throws
   */
  async correct(actor: Actor, on: ActOn, { reason, changes }: CorrectFlawBody): Promise<FlawWritten> {
    const { value, receipts } = await this.journal.write(actor, async tx => {
      const { flaw, pilot } = await this.flaws.locked(tx, on.id);
      tx.expect(flaw, on.version);
      const state = followFlaw(flaw.state, 'correct');
      const established = await this.flaws.speaksAsInspector(tx, actor, pilot);
      const present = valuesOfRow(flaw);
      const wanted = wantedOf(changes, present, actor);
      const changed = corrections(present, wanted);
      if (!established) await refuseEstablished(tx, flaw, changed);
      const values = { ...present, ...wanted };
      await this.flaws.refuseUnfit(tx, pilot, values);
      const patch = { state, ...columnsOf(values), ...searchColumns(values.description, pilot.title) };
      const next = await tx.change(Flaw, flaw, patch);
      await keepEdits(tx, next, { changed, reason, established, actor });
      const fields = changed.map(({ field }) => field);
      tx.record('flaw.corrected', flaw.code, { flaw: flaw.id, fields, established, sha256: valueSha256(values) });
      return { flaw: next, pilot };
    });
    return written({ ...value, receipts });
  }

  /**
   * The sponsor's own report of a flaw that somebody else had entered, with the ledger's time; or what an inspector finds
   * about one made on paper, which has a stated day only.
   * @throws Refusal flaw.self-reported-already, flaw.self-report-unsaid, flaw.nothing-changed, recusal.applies
   */
  async selfReport(actor: Actor, on: ActOn, body: SelfReportBody): Promise<FlawWritten> {
    const { value, receipts } = await this.journal.write(actor, async tx => {
      const { flaw, pilot } = await this.flaws.locked(tx, on.id);
      tx.expect(flaw, on.version);
      const state = followFlaw(flaw.state, 'self-report');
      if (flaw.self_report === 'yes') throw flawRefusal('flaw.self-reported-already');
      const established = await this.flaws.speaksAsInspector(tx, actor, pilot);
      const columns = established ? reportOnPaper(body, tx.today) : reportNow(tx);
      if (columns.self_report === flaw.self_report) throw flawRefusal('flaw.nothing-changed');
      const next = await tx.change(Flaw, flaw, { state, ...columns });
      const changed = [{ field: 'selfReport', from: flaw.self_report, to: columns.self_report }];
      await keepEdits(tx, next, { changed, reason: body.reason ?? SELF_REPORT_REASON, established, actor });
      const { self_report: made, self_report_on: day } = columns;
      tx.record('flaw.self-reported', flaw.code, { flaw: flaw.id, made, on: day, established });
      return { flaw: next, pilot };
    });
    return written({ ...value, receipts });
  }
}

type SelfReportColumns = Pick<Flaw, 'self_report' | 'self_report_on' | 'self_reported_at'>;

const reportNow = (tx: Writer): SelfReportColumns => ({
  self_report: 'yes',
  self_report_on: tx.today,
  self_reported_at: tx.now,
});

/** @throws Refusal flaw.self-report-unsaid, flaw.day-ahead */
function reportOnPaper({ made, on }: SelfReportBody, today: Day): SelfReportColumns {
  if (made === undefined || (made === 'yes' && !on)) throw flawRefusal('flaw.self-report-unsaid');
  if (on && on > today) throw flawRefusal('flaw.day-ahead', { figures: { day: on, today } });
  return { self_report: made, self_report_on: made === 'yes' ? on! : null, self_reported_at: null };
}

function valuesOfRow(row: Flaw): FlawValues {
  return {
    kind: row.kind,
    actFrom: row.act_from,
    actTo: row.act_to,
    regions: row.regions,
    activities: row.activities,
    foundOn: row.found_on,
    foundBy: row.found_by,
    awareOn: row.aware_on,
    breaches: row.breaches,
    units: row.units,
    posts: row.posts,
    amountFen: row.amount_fen,
    lossFen: row.loss_fen,
    description: row.description,
    files: row.files,
  };
}

/** What is asked for, with the marks' authors; a null where nothing may be null asks for nothing. */
function wantedOf(changes: FlawChanges, present: FlawValues, actor: Actor): Partial<FlawValues> {
  const { breaches, units, posts, files, foundBy, description, ...nullable } = changes;
  const whole = { units, posts, files, foundBy, description };
  const wanted: Partial<FlawValues> = Object.fromEntries([
    ...Object.entries(nullable).filter(([, value]) => value !== undefined),
    ...Object.entries(whole).filter(([, value]) => value !== undefined && value !== null),
  ]);
  if (breaches === undefined) return wanted;
  return {
    ...wanted,
    breaches: breaches === null ? null : markBreaches(present.breaches, breaches, actor.accountId),
  };
}

/** An inspector's entry outranks: the sponsor answers it in the facts and does not overwrite it. */
async function refuseEstablished(tx: Writer, flaw: Flaw, changed: readonly FlawChange[]): Promise<void> {
  const edits = await tx.find(FlawEdit, { flaw_id: flaw.id, established: true });
  const fixed = changed.find(({ field }) => flaw.established || edits.some(edit => edit.field === field));
  if (fixed === undefined) return;
  const fault = { field: `changes.${fixed.field}`, zh: '已由纪检监察人员认定', en: 'was established by an inspector' };
  throw flawRefusal('flaw.value-established', { figures: { field: fixed.field }, fields: [fault] });
}

async function keepEdits(
  tx: Writer,
  flaw: Flaw,
  made: { changed: readonly FlawChange[]; reason: string; established: boolean; actor: Actor },
): Promise<void> {
  const { changed, reason, established, actor } = made;
  const rows = changed.map(({ field, from, to }) => ({
    id: newId(),
    flaw_id: flaw.id,
    ordinal: flaw.version,
    field,
    from_text: from,
    to_text: to,
    reason,
    established,
    actor_id: actor.accountId,
    recorded_at: tx.now,
  }));
  await tx.insert(FlawEdit, rows);
}
