// One step of a demo story: when, who, and what is sent to the API.

export interface Step {
  at: string;
  as: string;
  /** Exactly one of these three says the act and the path. */
  post?: string;
  put?: string;
  get?: string;
  /** Text kept as an evidence file; the answer is the stored file. */
  file?: string;
  body?: unknown;
  on?: string;
  save?: string;
  /** The refusal the step is meant to meet, by its code. */
  refused?: string;
  /** Plays the step once for each, as `${each}`; `values` gives each its `${verdict}`. */
  each?: string[];
  values?: Record<string, string>;
}
