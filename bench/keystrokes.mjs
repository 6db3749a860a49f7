// A hand at mouse and keyboard in a real browser, counted by the keystroke-level model. What is counted is what was done: every
// method does the thing in the page and adds the operators that a practised person needs for it.
//
// Seconds an operator, from Card, Moran and Newell, "The Keystroke-Level Model for User Performance Time with Interactive
// Systems", Communications of the ACM 23 (1980) 7, 396-410: K for the average typist who is no secretary, P, H, M; B, a button
// pressed or let go, as it was added later by others. Waiting for the machine and reading are not in them.
export const KLM = { K: 0.28, P: 1.1, B: 0.1, H: 0.4, M: 1.35 };
/** Assumed, on the high side: about three letters of pinyin a character, and one key for each to choose it. */
export const KEYS_PER_HAN = 4;

const keysOf = text => [...text].reduce((sum, sign) => sum + (/\p{Script=Han}/u.test(sign) ? KEYS_PER_HAN : 1), 0);

export class Hand {
  counts = { K: 0, P: 0, B: 0, H: 0, M: 0 };
  clicks = 0;
  #on = 'mouse';

  constructor(page) {
    this.page = page;
  }

  get seconds() {
    return Object.entries(this.counts).reduce((sum, [operator, times]) => sum + times * KLM[operator], 0);
  }

  #count(operators) {
    for (const operator of operators) this.counts[operator] += 1;
  }

  #reach(device) {
    if (this.#on !== device) this.#count('H');
    this.#on = device;
  }

  /** Decides, points and clicks. */
  async press(target) {
    this.#reach('mouse');
    this.#count('MPBB');
    this.clicks += 1;
    await target.click();
  }

  /** Goes to a field and types. */
  async type(field, text) {
    await this.press(field);
    this.#reach('keyboard');
    this.counts.K += keysOf(text);
    await field.fill(text);
  }

  /** Types a short text and sends it with Enter, as a list of words takes them. */
  async enter(field, text) {
    await this.type(field, text);
    await this.confirm(field);
  }

  async confirm(field) {
    this.#reach('keyboard');
    this.#count('K');
    this.clicks += 1;
    await field.press('Enter');
  }

  /** A day, eight digits. @param day 'YYYY-MM-DD' */
  async date(field, day) {
    await this.press(field);
    this.#reach('keyboard');
    this.counts.K += 8;
    await field.fill(day);
  }

  /** Opens a select box and takes one of what it offers. */
  async choose(box, option) {
    await this.press(box);
    await this.press(
      this.page
        .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: option })
        .first(),
    );
  }
}

/**
 * The answers a form marks as required, as it stands now.
 * @returns how many there are, and how many of them hold something
 */
export const requiredIn = scope =>
  scope.evaluate(root => {
    const items = [...root.querySelectorAll('label.ant-form-item-required')]
      .map(label => label.closest('.ant-form-item'))
      .filter(item => item.offsetParent !== null);
    const holds = item =>
      [...item.querySelectorAll('input, textarea')].some(field =>
        field.type === 'radio' ? field.checked : field.value !== '',
      ) || item.querySelector('.ant-select-selection-item, .ant-select-content-has-value') !== null;
    return { marked: items.length, held: items.filter(holds).length };
  });
