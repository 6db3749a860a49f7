// What people answer in a case: deciding facts (是、否、不清楚) and questions that are never computed (符合、不符合). One list,
// so that many are answered in one go; open ones first.
import { DECIDING_FACTS, type DecidingFact } from '@domain/check/facts';
import type { Explanation } from '@domain/check/wording';
import { FACT_WORDS, LINE_RESULT_WORDS, RESULT_WORDS } from '@domain/check/words/names';
import type { Schemas } from '@/api/client';
import { ANSWER, optionsOf } from '@/words/names';
import { say, sayIn } from '@/words/say';

/** Something that was said, by whom and on what. */
export interface Said {
  value: string;
  label: string;
  by: string;
  recordedAt: string;
  on: string | null;
  reason: string | null;
  evidence: readonly string[];
  /** By an inspector without a stake, not by the sponsor's side. */
  established: boolean;
  counts: boolean;
}

export interface Point {
  key: string;
  kind: 'fact' | 'question';
  code: string;
  title: string;
  options: { value: string; label: string }[];
  /** Has a day of its own that may matter. */
  dayed: boolean;
  open: boolean;
  /** Newest last. */
  said: Said[];
}

/** What is done on a day; the others are so or not so. */
const DAYED: readonly DecidingFact[] = [
  'collective-decision',
  'emergency',
  'reported-afterwards',
  'remedied',
  'being-remedied',
  'loss-recovered',
  'effect-removed',
  'harm-stopped',
  'objection-on-record',
];

type Flaw = Pick<Schemas['FlawDetail'], 'answers' | 'judgements'>;

/** @param asInspector what the sponsor said stays open until an inspector has established it */
export function factPoints({ answers }: Flaw, asInspector: boolean): Point[] {
  return DECIDING_FACTS.map(code => {
    const said = answers
      .filter(({ fact }) => fact === code)
      .map(answer => ({ ...answer, label: sayIn(ANSWER[answer.value]!) }));
    const now = said.find(({ counts }) => counts);
    const settled =
      now !== undefined &&
      (asInspector ? now.established && now.value !== 'unknown' : now.established || now.value !== 'unknown');
    return {
      key: `fact-${code}`,
      kind: 'fact',
      code,
      title: sayIn(FACT_WORDS[code]),
      options: optionsOf(ANSWER),
      dayed: DAYED.includes(code),
      open: !settled,
      said,
    };
  });
}

const judgedOptions = (line: boolean): Point['options'] =>
  (['met', 'unmet', 'unknown'] as const).map(value => ({
    value,
    label:
      value === 'unknown'
        ? say('尚不能认定', 'cannot say yet')
        : sayIn((line ? LINE_RESULT_WORDS : RESULT_WORDS)[value]),
  }));

/** Questions the last check left to people, and those that people have answered before. */
export function questionPoints({ judgements }: Flaw, asked: readonly string[], explanation: Explanation): Point[] {
  const codes = [...new Set([...asked, ...judgements.map(({ question }) => question)])].sort();
  return codes.map(code => {
    const line = explanation.redLines.find(one => one.code === code);
    const title = (line ?? explanation.conditions.find(one => one.code === code))?.title ?? '';
    const options = judgedOptions(line !== undefined);
    const said = judgements
      .filter(({ question }) => question === code)
      .map(judgement => ({
        ...judgement,
        on: null,
        evidence: [],
        established: true,
        label: options.find(({ value }) => value === judgement.value)!.label,
      }));
    const now = said.find(({ counts }) => counts);
    return {
      key: `question-${code}`,
      kind: 'question',
      code,
      title: `${code} ${title}`.trim(),
      options,
      dayed: false,
      open: now === undefined || now.value === 'unknown',
      said,
    };
  });
}
