// State machines are data: a table of acts, each with the states it is open in and the state it leads to. The same table
// answers "may this happen", feeds the documentation and is proved reachable by a test.

import { Refusal, refusals, type Words } from './errors';

/** `Stays` is null for a concept some of whose acts leave the state as it is. */
export interface Lifecycle<S extends string, A extends string, Stays extends null = never> {
  concept: Words;
  initial: S;
  states: Readonly<Record<S, Words>>;
  acts: Readonly<Record<A, { from: readonly S[]; to: S | Stays; words: Words }>>;
}

const lifecycleRefusal = refusals({
  'state.act-not-open': {
    kind: 'conflict',
    zh: '{concept}处于“{state}”状态，不能{act}；可进行该操作的状态：{open}',
    en: '{concept_en}: "{act_en}" is not open in state "{state_en}"; it is open in: {open_en}',
  },
});

/**
 * The state an act leads to.
 * @throws Refusal `state.act-not-open` naming the state and the states in which the act is open.
 */
export function follow<S extends string, A extends string>(cycle: Lifecycle<S, A, null>, state: S, act: A): S {
  const rule = cycle.acts[act];
  if (rule.from.includes(state)) return rule.to ?? state;
  throw notOpen(cycle, state, act);
}

export function openActs<S extends string, A extends string>(cycle: Lifecycle<S, A, null>, state: S): A[] {
  return (Object.keys(cycle.acts) as A[]).filter(act => cycle.acts[act].from.includes(state));
}

/** States that no sequence of acts from the initial one leads to; empty for a sound table. */
export function unreachable<S extends string, A extends string>(cycle: Lifecycle<S, A, null>): S[] {
  const reached = new Set<S>([cycle.initial]);
  for (let grown = true; grown;) {
    grown = false;
    for (const act of Object.keys(cycle.acts) as A[]) {
      const { from, to } = cycle.acts[act];
      if (to !== null && !reached.has(to) && from.some(state => reached.has(state))) grown = reached.add(to).has(to);
    }
  }
  return (Object.keys(cycle.states) as S[]).filter(state => !reached.has(state));
}

function notOpen<S extends string, A extends string>(cycle: Lifecycle<S, A, null>, state: S, act: A): Refusal {
  const rule = cycle.acts[act];
  return lifecycleRefusal('state.act-not-open', {
    figures: {
      concept: cycle.concept.zh,
      concept_en: cycle.concept.en,
      state: cycle.states[state].zh,
      state_en: state,
      act: rule.words.zh,
      act_en: rule.words.en,
      open: rule.from.map(from => cycle.states[from].zh).join('、'),
      open_en: rule.from.join(', '),
    },
  });
}
