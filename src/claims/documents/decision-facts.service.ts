import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { DECIDING_FACTS, type Facts } from '../../domain/check/facts';
import type { BookFinding, Finding, Result } from '../../domain/check/finding';
import type { Rulebook } from '../../domain/check/rulebook';
import { explain, type ExplainedItem, type Explanation } from '../../domain/check/wording';
import { FACT_WORDS } from '../../domain/check/words/names';
import { ELEMENTS } from '../../domain/claim/claim';
import type { DecisionPaperFacts, ReviewedItem, RuleReading } from '../../domain/claim/papers/decision-facts';
import type { PaperFrame } from '../../domain/claim/papers/frame';
import type { FoundBy } from '../../domain/flaw';
import { localDay, type Day } from '../../domain/period';
import { COMMON_CONSEQUENCES } from '../../domain/claim/protection';
import { FindingRow } from '../../flaws/finding.entity';
import type { Flaw } from '../../flaws/flaw.entity';
import type { Reader } from '../../ledger/door';
import { RulebooksService } from '../../rulebooks/rulebooks.service';
import { ClaimCorrection } from '../after/after.entity';
import { ClaimActEntry } from '../claim.entity';
import { ClaimDecision } from '../deciding/decision.entity';
import type { PaperAsked } from './due-papers';
import type { Matter } from './subjects.service';

const FOUND_BY: Readonly<Record<FoundBy, string>> = {
  'self-report': '自行报告',
  inspection: '检查发现',
  audit: '审计发现',
  petition: '信访反映',
  media: '媒体反映',
  tip: '问题线索',
};

/** What a decision rested on: its own finding, replayable and unchanged, with the rulebooks that finding names. */
interface Ground {
  row: FindingRow;
  facts: Facts;
  finding: Finding;
  explanation: Explanation;
  books: { applied: Rulebook; other: Rulebook | null };
}

/** Everything a decision document says, from the decision, its finding and the claim. No member, no vote, no opinion. */
@Injectable()
export class DecisionFactsService {
  constructor(private readonly rulebooks: RulebooksService) {}

  async of(
    q: Reader,
    { asked, matter, frame }: { asked: PaperAsked; matter: Matter; frame: PaperFrame },
  ): Promise<DecisionPaperFacts> {
    const { claim, due, names } = asked;
    const decision = (await q.one(ClaimDecision, { id: due.subjectId }))!;
    const ground = await this.ground(q, decision);
    const acts = await q.find(ClaimActEntry, { claim_id: claim.id, act: In(['admit', 'serve']) });
    const corrections = await q.find(ClaimCorrection, { claim_id: claim.id }, { order: { recorded_at: 'ASC' } });
    const dayOf = (act: string, stage = 'first'): Day | undefined => {
      const entry = acts.find(one => one.act === act && one.stage === stage);
      return entry && localDay(entry.recorded_at);
    };
    const filedOn = localDay(claim.filed_at);
    return {
      frame,
      subject: matter.subject,
      filedOn,
      proposed: claim.claimant_kind === 'proposed',
      admittedOn: dayOf('admit') ?? filedOn,
      found: foundIn(ground, matter.flaw),
      check: checkOf(ground),
      elements: ELEMENTS.map(element => elementOf(ground, element)).filter(({ items }) => items.length > 0),
      rule: ruleOf(ground),
      decision: {
        kind: decision.kind,
        consequence: null,
        reasons: decision.reason.split(/\n+/),
        departure: decision.departure_reason,
        stateDigest: decision.state_sha256,
        approvedBy: names.approver === null ? null : { organ: names.approver, number: decision.code },
        correction: corrections.find(one => one.recorded_at <= due.madeAt)?.code ?? null,
      },
      protection: protectionOf(decision, { ground, servedOn: dayOf('serve', decision.stage) ?? due.day }),
      reviewedBy: { reReview: names.organ, upperReview: names.upperBody },
    };
  }

  private async ground(q: Reader, decision: ClaimDecision): Promise<Ground> {
    const row = (await q.one(FindingRow, { id: decision.finding_id }))!;
    const finding = JSON.parse(row.document) as Finding;
    const kept = await this.rulebooks.all(q);
    const bookOf = (one: BookFinding | null): Rulebook | null =>
      kept.find(({ rulebook: { code, version } }) => code === one?.rulebook.code && version === one.rulebook.version)
        ?.rulebook ?? null;
    const [applied, other] = [bookOf(finding.applied)!, bookOf(finding.other)];
    const explanation = explain(finding, { older: applied, present: other }, 'zh');
    return { row, facts: JSON.parse(row.facts) as Facts, finding, explanation, books: { applied, other } };
  }
}

function foundIn({ facts }: Ground, flaw: Flaw): DecisionPaperFacts['found'] {
  const { actFrom, actTo, foundOn, amountFen, lossFen, breaches } = facts.flaw;
  const { record } = facts;
  return {
    act: actFrom === null ? null : { from: actFrom, to: actTo },
    foundOn: foundOn ?? localDay(flaw.recorded_at),
    foundBy: FOUND_BY[flaw.found_by],
    amountFen,
    lossFen,
    breaches: (breaches ?? []).map(({ document, article, mark }) => ({ document, article, mark })),
    account: [flaw.description],
    established: DECIDING_FACTS.flatMap(fact => {
      const answer = facts.answers[fact];
      if (answer === undefined) return [];
      const basis = answer.evidence.length === 0 ? '调查核实' : `调查核实，证据材料${answer.evidence.length}份`;
      return [{ fact: FACT_WORDS[fact].zh, answer: answer.value, basis }];
    }),
    record: record && { code: record.code, sealedAt: record.sealedAt },
  };
}

function checkOf({ row, finding, explanation }: Ground): DecisionPaperFacts['check'] {
  return {
    finding: row.code,
    digest: row.document_sha256,
    lane: finding.lane,
    outcome: finding.outcome,
    causes: explanation.causes.map(({ sentence }) => sentence),
    redLines: explanation.redLines.map(reviewed),
  };
}

const reviewed = ({ title, result, provision }: ExplainedItem): ReviewedItem => ({
  title,
  result: result as ReviewedItem['result'],
  provision,
});

/** The members' own words stay in the deliberation record: what is printed is how the conditions that decide stand. */
function elementOf(
  { finding, explanation }: Ground,
  element: (typeof ELEMENTS)[number],
): DecisionPaperFacts['elements'][number] {
  const { conditions, groups } = finding.applied;
  const mine = conditions.filter(one => one.element === element);
  const titles = new Map(explanation.conditions.map(({ code, title }) => [code, title]));
  const deciding = mine.filter(({ decides, group }) => {
    const met = groups.some(one => one.group === group && one.result === 'met');
    return decides && !met;
  });
  const named = (results: readonly Result[]): string =>
    deciding.flatMap(({ code, result }) => (results.includes(result) ? [`“${titles.get(code)}”`] : [])).join('、');
  const [unmet, open] = [named(['unmet']), named(['unknown', 'for-people'])];
  const words = [...(unmet === '' ? [] : [`${unmet}不符合`]), ...(open === '' ? [] : [`${open}未能查明`])];
  return {
    element,
    items: mine.map(({ code }) => reviewed(explanation.conditions.find(one => one.code === code)!)),
    opinion: words.length === 0 ? '起决定作用的条件均无不符合之处' : words.join('；'),
  };
}

function ruleOf({ finding, books }: Ground): DecisionPaperFacts['rule'] {
  const { applied, other, timeRule, askedOn } = finding;
  return {
    timeRule,
    applied: readingOf(applied, books.applied, askedOn),
    other: other && books.other && readingOf(other, books.other, askedOn),
  };
}

/** A rule whose first day no source names is dated by its adoption, or by the day it was read. */
function readingOf({ effect, outcome }: BookFinding, book: Rulebook, askedOn: Day): RuleReading {
  const { source, inForce } = book;
  return {
    title: book.title.zh,
    document: source.document,
    article: /^[\d-]+$/.test(source.article) ? `第${source.article}条` : source.article,
    inForce: { from: inForce.from ?? source.adopted ?? askedOn, to: inForce.to },
    effect,
    outcome,
  };
}

/** Only an exemption keeps a matter from counting (domain/protection.ts). */
function protectionOf(
  { kind, valid_through }: ClaimDecision,
  { ground, servedOn }: { ground: Ground; servedOn: Day },
): DecisionPaperFacts['protection'] {
  if (kind !== 'exempt') return null;
  const areas = (ground.books.applied.protects ?? COMMON_CONSEQUENCES).map(({ zh }) => zh);
  return { areas, validity: { from: servedOn, to: valid_through } };
}
