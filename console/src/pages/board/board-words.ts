// What the board calls things that have no table of words in the domain.
import type { Schemas } from '@/api/client';
import { say, sayIn, type Words } from '@/words/say';

type Signal = Schemas['ClaimSignalFigure']['signal'];

export const SIGNAL_WORDS: Readonly<Record<Signal, Words>> = {
  green: { zh: '按期，时间充裕', en: 'in time' },
  yellow: { zh: '按期，临近期限', en: 'in time, term near' },
  red: { zh: '超期', en: 'late' },
  none: { zh: '所处环节没有期限', en: 'in a step without a term' },
};

export const sayBasis = (basis: Schemas['BoardBasis']): string => sayIn(basis);

const plain = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 });

/** Under a heading that names the unit: yuan without the word. */
export const yuanText = (fen: number): string => plain.format(fen / 100);

export const unitsText = (count: number): string => say(`${count} 件`, `${count} unit${count === 1 ? '' : 's'}`);
