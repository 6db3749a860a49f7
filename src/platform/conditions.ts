/** The WHERE of a list: each condition says `?` where its value stands, and the values never enter the text. */
export class Conditions {
  private readonly parts: string[] = [];
  readonly values: unknown[] = [];

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

  get text(): string {
    return this.parts.length === 0 ? 'true' : this.parts.join(' and ');
  }

  /** The number of the next placeholder, for LIMIT. */
  next(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
