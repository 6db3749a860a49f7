// Which facts and questions of a flaw still wait, and for whom: of what the last finding missed, the sponsor is asked where
// nobody has said anything yet, the inspector until he has established it himself (domain.md sections 3 and 5).

import type { Judgement, Tri } from '../check/facts';
import { answerThatCounts, type RankedAnswer } from '../flaw-facts';

export interface SaidOfFlaw {
  /** Paths of the finding; facts of the flaw stand below `answers.`. */
  missing: readonly string[];
  /** Codes of conditions and red lines. */
  questions: readonly string[];
  answers: readonly (RankedAnswer & { fact: string; value: Tri })[];
  judgements: readonly { question: string; value: string; ordinal: number }[];
}

const PREFIX = 'answers.';
const missingFacts = ({ missing }: SaidOfFlaw): string[] =>
  missing.filter(path => path.startsWith(PREFIX)).map(path => path.slice(PREFIX.length));

const counting = (said: SaidOfFlaw, fact: string) => answerThatCounts(said.answers.filter(one => one.fact === fact));

/** An inspector's "unknown" outranks whatever the sponsor could add. */
export const factsForSponsor = (said: SaidOfFlaw): string[] =>
  missingFacts(said).filter(fact => {
    const counts = counting(said, fact);
    return counts === null || (counts.value === 'unknown' && !counts.established);
  });

export const factsForInspector = (said: SaidOfFlaw): string[] =>
  missingFacts(said).filter(fact => {
    const counts = counting(said, fact);
    return counts === null || counts.value === 'unknown' || !counts.established;
  });

const OPEN = 'unknown' satisfies Judgement['value'];

export function questionsForInspector({ questions, judgements }: SaidOfFlaw): string[] {
  return questions.filter(question => {
    const last = judgements.filter(one => one.question === question).sort((a, b) => b.ordinal - a.ordinal)[0];
    return last === undefined || last.value === OPEN;
  });
}
