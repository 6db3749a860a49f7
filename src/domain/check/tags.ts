// Which of the three distinctions (三个区分开来) and of the six elements each condition speaks to, so that an inspector
// can read one finding in the field's own order. Fixed for all rulebooks (domain.md sections 5 and 7).

import type { Distinction, Element } from './finding';
import type { ConditionCode } from './rulebook';

export interface Tag {
  distinction: Distinction;
  element: Element;
}

/**
 * `first-trial`: inexperience and first trial, or knowing violation: what was filed openly beforehand and lies within it.
 * `no-clear-limit`: no clear limit from above, or an explicit ban ignored: rules, powers and authorisations.
 * `unintended-fault`: an unintended fault for development, or private gain: conduct, reporting, remedy, loss.
 */
export const TAGS: Readonly<Record<ConditionCode, Tag>> = {
  C01: { distinction: 'first-trial', element: 'procedure' },
  C02: { distinction: 'first-trial', element: 'procedure' },
  C03: { distinction: 'first-trial', element: 'procedure' },
  C04: { distinction: 'first-trial', element: 'procedure' },
  C05: { distinction: 'first-trial', element: 'procedure' },
  C06: { distinction: 'first-trial', element: 'gravity' },
  C07: { distinction: 'no-clear-limit', element: 'gravity' },
  C08: { distinction: 'first-trial', element: 'procedure' },
  C09: { distinction: 'unintended-fault', element: 'procedure' },
  C10: { distinction: 'unintended-fault', element: 'motive' },
  C11: { distinction: 'unintended-fault', element: 'remedy' },
  C12: { distinction: 'unintended-fault', element: 'consequences' },
  C13: { distinction: 'first-trial', element: 'motive' },
  C14: { distinction: 'unintended-fault', element: 'motive' },
  C15: { distinction: 'unintended-fault', element: 'motive' },
  C16: { distinction: 'no-clear-limit', element: 'procedure' },
  C17: { distinction: 'unintended-fault', element: 'consequences' },
  C18: { distinction: 'no-clear-limit', element: 'gravity' },
  C19: { distinction: 'unintended-fault', element: 'procedure' },
  C20: { distinction: 'first-trial', element: 'conditions' },
};
