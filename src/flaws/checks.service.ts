import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../domain/canonical';
import { check, ENGINE } from '../domain/check/check';
import type { Facts } from '../domain/check/facts';
import type { Finding } from '../domain/check/finding';
import { flawRefusal, followFlaw, rulebookPlace, sideOf } from '../domain/flaw';
import type { Actor } from '../domain/permission';
import type { Day } from '../domain/period';
import type { Reader, Writer } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { calendarFor } from '../platform/calendar';
import { Clock } from '../platform/clock';
import { sha256Hex, valueSha256 } from '../platform/digests';
import { newId } from '../platform/ids';
import type { KeptRulebook } from '../rulebooks/rulebook.entity';
import { RulebooksService } from '../rulebooks/rulebooks.service';
import { factsOf } from './facts';
import { FactsRepository } from './facts.repository';
import { FindingRow } from './finding.entity';
import type { UsedRulebook, UsedRulebooks } from './findings.dto';
import { Flaw } from './flaw.entity';
import { FlawsService } from './flaws.service';

/** What goes into a check, with the digests by which the same question is known again. */
interface Question {
  flaw: Flaw;
  facts: Facts;
  factsText: string;
  factsSha256: string;
  older: KeptRulebook | null;
  present: KeptRulebook | null;
  rulebooks: string;
}

/** `fresh`: the check was made now; otherwise the same facts and rulebooks had already given this finding. */
export interface Checked {
  row: FindingRow;
  fresh: boolean;
}

/** Carries a finding out of a writing transaction that has nothing to write: another caller made it meanwhile. */
class FoundMeanwhile extends Error {
  constructor(readonly row: FindingRow) {
    super('the same check was made meanwhile');
  }
}

@Injectable()
export class ChecksService {
  constructor(
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly flaws: FlawsService,
    private readonly onRecord: FactsRepository,
    private readonly rulebooks: RulebooksService,
  ) {}

  /**
   * The same facts and rulebooks give the stored finding and no new ledger entry.
   * @throws Refusal flaw.not-found, flaw.not-own-unit, state.act-not-open, check.no-rulebook
   */
  async check(actor: Actor, flawId: string): Promise<Checked> {
    const stored = await this.journal.read(actor, async q =>
      storedFinding(q, await this.question(q, { actor, flawId, today: this.clock.today() })),
    );
    if (stored) return { row: stored, fresh: false };
    try {
      const { value } = await this.journal.write(actor, async tx => {
        const { row, fresh } = await this.checkIn(tx, actor, flawId);
        if (!fresh) throw new FoundMeanwhile(row);
        return row;
      });
      return { row: value, fresh: true };
    } catch (error) {
      if (error instanceof FoundMeanwhile) return { row: error.row, fresh: false };
      throw error;
    }
  }

  /** The same within a transaction that has other acts to enter: it may end with nothing written here. */
  async checkIn(tx: Writer, actor: Actor, flawId: string): Promise<Checked> {
    const locked = await tx.lock(Flaw, flawId);
    if (!locked) throw flawRefusal('flaw.not-found');
    const question = await this.question(tx, { actor, flawId, today: tx.today });
    const stored = await storedFinding(tx, question);
    if (stored) return { row: stored, fresh: false };
    const { facts, older, present } = question;
    const finding = check(facts, { older: older?.rulebook ?? null, present: present?.rulebook ?? null });
    const row = await findingRow(tx, { actor, question, finding });
    await tx.insert(FindingRow, row);
    const state = followFlaw(locked.state, 'check');
    if (state !== locked.state || row.outcome !== locked.outcome) {
      await tx.change(Flaw, locked, { state, outcome: row.outcome });
    }
    tx.record('flaw.checked', locked.code, {
      flaw: locked.id,
      finding: row.code,
      factsDigest: row.facts_sha256,
      rulebooks: JSON.parse(row.rulebooks) as UsedRulebooks,
      engine: row.engine,
      outcome: row.outcome,
      findingDigest: row.document_sha256,
    });
    return { row, fresh: true };
  }

  /**
   * Digest of what is on record now, as the check of that finding would see it: asked for on its day, with the outside proofs
   * of time it knew. A proof that came later strengthens the log and changes no fact. @throws Refusal flaw.not-found
   */
  async factsSha256(q: Reader, flawId: string, finding: Pick<FindingRow, 'asked_on' | 'facts'>): Promise<string> {
    const rows = await this.onRecord.load(q, flawId);
    if (!rows) throw flawRefusal('flaw.not-found');
    const now = factsOf(rows, finding.asked_on, calendarFor(rows.corrections));
    return valueSha256(provedAsIn(JSON.parse(finding.facts) as Facts, now));
  }

  private async question(
    q: Reader,
    { actor, flawId, today }: { actor: Actor; flawId: string; today: Day },
  ): Promise<Question> {
    const { flaw, pilot } = await this.flaws.found(q, flawId);
    sideOf(actor, pilot.sponsor_id);
    followFlaw(flaw.state, 'check');
    const rows = await this.onRecord.load(q, flawId);
    if (!rows) throw flawRefusal('flaw.not-found');
    const facts = factsOf(rows, today, calendarFor(rows.corrections));
    const place = { region: rulebookPlace(facts.flaw.regions, pilot.county), field: pilot.field };
    const pair = await this.rulebooks.pair(q, place, { actFrom: facts.flaw.actFrom, askedOn: today });
    const factsText = canonicalJson(facts);
    const used = { older: usedRulebook(pair.older), present: usedRulebook(pair.present) };
    return { flaw, facts, factsText, factsSha256: sha256Hex(factsText), ...pair, rulebooks: canonicalJson(used) };
  }
}

function provedAsIn({ flaw, record }: Facts, now: Facts): Facts {
  const notice = 'noticeAnchoredAt' in flaw && { noticeAnchoredAt: flaw.noticeAnchoredAt };
  const same = now.record !== null && now.record.code === record?.code;
  return {
    ...now,
    flaw: { ...now.flaw, ...notice },
    record: same ? { ...now.record!, anchoredAt: record.anchoredAt } : now.record,
  };
}

const usedRulebook = (kept: KeptRulebook | null): UsedRulebook | null =>
  kept && { code: kept.rulebook.code, version: kept.rulebook.version, sha256: kept.sha256 };

function storedFinding(q: Reader, { flaw, factsSha256, rulebooks }: Question): Promise<FindingRow | null> {
  return q.one(FindingRow, { flaw_id: flaw.id, facts_sha256: factsSha256, rulebooks, engine: ENGINE });
}

async function findingRow(
  tx: Writer,
  { actor, question, finding }: { actor: Actor; question: Question; finding: Finding },
): Promise<FindingRow> {
  const document = canonicalJson(finding);
  return {
    county: tx.county,
    id: newId(),
    code: await tx.code('HD'),
    flaw_id: question.flaw.id,
    engine: finding.engine,
    asked_on: finding.askedOn,
    lane: finding.lane,
    outcome: finding.outcome,
    facts: question.factsText,
    facts_sha256: question.factsSha256,
    rulebooks: question.rulebooks,
    document,
    document_sha256: sha256Hex(document),
    actor_id: actor.accountId,
    recorded_at: tx.now,
  };
}
