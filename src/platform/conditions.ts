import { grams, searchText } from '../domain/grams';
import type { Cursor } from './page';

/** The WHERE of a list: each condition says `?` where its value stands, and the values never enter the text. */
export class Conditions {
  private readonly parts: string[] = [];
  readonly values: unknown[] = [];
  private readonly table: string;

  /** @param alias of the table listed, where the statement names more than one */
  constructor(alias?: string) {
    this.table = alias === undefined ? '' : `${alias}.`;
  }

  add(condition: string, ...values: unknown[]): this {
    const numbered = values.reduce<string>((text, value) => {
      this.values.push(value);
      return text.replace('?', `$${this.values.length}`);
    }, condition);
    this.parts.push(numbered);
    return this;
  }

  /** Adds the condition only when the value was asked for. */
  when<T>(value: T | undefined, condition: string, ...values: unknown[]): this {
    return value === undefined ? this : this.add(condition, ...(values.length > 0 ? values : [value]));
  }

  /** One county's rows are found by its key; a wider reach is left to row-level security. */
  within({ county, reach }: { county: string; reach: string }): this {
    return reach.length === 6 ? this.add(`${this.table}county = ?`, county) : this;
  }

  /** The words stand in the search text: the index of grams finds candidates, the text itself decides. */
  saying(words: string | undefined): this {
    if (words === undefined) return this;
    this.add(`${this.table}grams @> ?`, grams(words));
    return this.add(`position(? in ${this.table}search_text) > 0`, searchText(words));
  }

  /** What comes after the page before, the newest first. */
  olderThan(cursor: Cursor | null): this {
    if (cursor === null) return this;
    const { at, id } = cursor;
    return this.add(`(${this.table}recorded_at, ${this.table}id) < (?::timestamptz, ?::uuid)`, at, id);
  }

  get text(): string {
    return this.parts.length === 0 ? 'true' : this.parts.join(' and ');
  }

  /** The number of the next placeholder, for LIMIT. */
  next(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
