// Recusal (回避): whoever has a stake in a matter decides nothing about it. The registry refuses by itself what it can see
// in its own records; other grounds are declared or demanded and decided by people (domain.md section 2).

import { refusals } from './errors';

export const recusalRefusal = refusals({
  'recusal.applies': {
    kind: 'forbidden',
    zh: '应当回避：{why_zh}，不能认定或判断',
    en: 'recusal applies: {why_en}; you may not establish or judge anything here',
  },
});

const GROUNDS = {
  unit: { why_zh: '您属于申报单位或其上级单位', why_en: 'you belong to the sponsoring unit or one of its superiors' },
  person: { why_zh: '您经办过该试点', why_en: 'you have had a hand in this pilot yourself' },
} as const;

/** The grounds of recusal that the registry sees by itself (domain.md section 2). */
export interface Stakes {
  /** The sponsor's unit and, above it, every superior up to the top. */
  units: readonly string[];
  /** Persons who registered, led or reported, filed, counter-signed or decided an approval of the pilot. */
  persons: readonly string[];
}

/** @throws Refusal recusal.applies naming the ground */
export function refuseRecused(actor: { organisationId: string; personId: string }, stakes: Stakes): void {
  if (stakes.units.includes(actor.organisationId)) throw recusalRefusal('recusal.applies', { figures: GROUNDS.unit });
  if (stakes.persons.includes(actor.personId)) throw recusalRefusal('recusal.applies', { figures: GROUNDS.person });
}
