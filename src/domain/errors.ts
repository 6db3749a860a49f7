// What the registry refuses, and why, in both languages. The domain names a kind; only platform/problem.filter.ts
// knows which HTTP status a kind becomes. Every code is declared once, next to the concept it protects.

export type RefusalKind =
  | 'invalid' // the input cannot be understood or breaks a rule of form
  | 'unauthenticated' // nobody is logged in, or no longer
  | 'forbidden' // known, but not allowed
  | 'not-found' // absent, or invisible to this actor: the two are never told apart
  | 'conflict' // the act is not open in the present state
  | 'stale' // somebody else changed it first
  | 'precondition-required' // If-Match or Idempotency-Key is missing
  | 'key-reused' // one Idempotency-Key, two different requests
  | 'too-large'
  | 'unsupported-type'
  | 'too-many'
  | 'unavailable'; // the outcome is unknown or the service cannot answer now

export interface Words {
  zh: string;
  en: string;
}

/** One offending field: `field` is a dotted path from the root of the request, `breaches[0].document`. */
export interface FieldFault extends Words {
  field: string;
}

export type Figures = Readonly<Record<string, string | number | boolean | null>>;

export interface RefusalEntry extends Words {
  kind: RefusalKind;
  /** Names of database constraints whose violation means this refusal. */
  constraints?: readonly string[];
}

/** The only error that rooms and domain throw on purpose. `figures` fill the `{placeholders}` of the texts. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly entry: RefusalEntry,
    readonly details: {
      figures?: Figures;
      fields?: readonly FieldFault[];
      /** What the answer carries besides, by name, for whoever was refused to go on with. */
      members?: Readonly<Record<string, unknown>>;
    } = {},
  ) {
    super(`${code}: ${fill(entry.en, details.figures)}`);
    this.name = 'Refusal';
  }

  get kind(): RefusalKind {
    return this.entry.kind;
  }

  get fields(): readonly FieldFault[] {
    return this.details.fields ?? [];
  }

  get words(): Words {
    return { zh: fill(this.entry.zh, this.details.figures), en: fill(this.entry.en, this.details.figures) };
  }
}

const declared = new Map<string, RefusalEntry>();

/**
 * Declares a group of refusal codes and returns the function that makes them:
 * `throw pilotRefusal('pilot.not-found', { figures: { code } })`.
 * @throws Error at load time when a code is declared twice.
 */
export function refusals<C extends string>(entries: Record<C, RefusalEntry>) {
  for (const [code, entry] of Object.entries<RefusalEntry>(entries)) {
    if (declared.has(code)) throw new Error(`refusal code declared twice: ${code}`);
    declared.set(code, entry);
  }
  return (code: C, details?: Refusal['details']): Refusal => new Refusal(code, entries[code], details);
}

/** The refusal that a violated database constraint stands for, or null when nobody declared it. */
export function refusalForConstraint(constraint: string): Refusal | null {
  for (const [code, entry] of declared) {
    if (entry.constraints?.includes(constraint)) return new Refusal(code, entry);
  }
  return null;
}

/** Every declared code, sorted, for the documentation and its test. */
export function declaredRefusals(): { code: string; entry: RefusalEntry }[] {
  return [...declared].map(([code, entry]) => ({ code, entry })).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Replaces `{name}` by the figure of that name; an unknown name stays visible rather than vanishing. */
export function fill(text: string, figures: Figures = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in figures ? String(figures[name]) : whole));
}

/** Whether a rule has nothing against it: its refusal is the answer, any other error stays one. */
export function allowedBy(rule: () => void): boolean {
  try {
    rule();
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Whether what was asked is refused; any other error stays one. */
export async function isRefused(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return false;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
}
