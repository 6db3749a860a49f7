// States and acts carry the domain's own words, so that a page never invents a second name for one thing.
import type { ReactNode } from 'react';
import type { Lifecycle } from '@domain/lifecycle';
import { sayIn, type Words } from '@/words/say';

export type Tone = 'good' | 'warn' | 'bad' | 'brand' | 'plain';

export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }): ReactNode {
  return <span className={`tag tag-${tone}`}>{children}</span>;
}

const TONES: Readonly<Record<string, Tone>> = {
  running: 'good',
  made: 'good',
  granted: 'good',
  sealed: 'good',
  filed: 'brand',
  registered: 'brand',
  returned: 'warn',
  suspended: 'warn',
  disputed: 'warn',
  claimed: 'warn',
  refused: 'bad',
  revoked: 'bad',
  lapsed: 'bad',
  'not-admitted': 'bad',
  barred: 'bad',
  'outside-record': 'bad',
  'not-eligible': 'bad',
  undetermined: 'warn',
  covered: 'good',
  eligible: 'good',
  met: 'good',
  unmet: 'bad',
  unknown: 'warn',
  'for-people': 'brand',
  green: 'good',
  yellow: 'warn',
  red: 'bad',
};

export const toneOf = (code: string): Tone => TONES[code] ?? 'plain';

/** The state of anything that has a lifecycle table in the domain. */
export function StateTag<S extends string>({
  state,
  words,
}: {
  state: S;
  words: Readonly<Partial<Record<S, Words>>>;
}): ReactNode {
  const said = words[state];
  return <Tag tone={toneOf(state)}>{said ? sayIn(said) : state}</Tag>;
}

export const actName = <S extends string, A extends string>(cycle: Lifecycle<S, A, null>, act: A): string =>
  sayIn(cycle.acts[act].words);
