/** Where a command says what it found. */
export interface Io {
  /** One line, without its line end. */
  out(line: string): void;
  err(line: string): void;
}

/** 0: all is well; 1: something failed; 2: the input could not be understood. */
export type Exit = 0 | 1 | 2;
