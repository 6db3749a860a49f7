import { Injectable } from '@nestjs/common';
import type { Refusal } from '../domain/errors';

/** Reasons for which this process should get no traffic, told by whoever finds them; /ready asks. */
@Injectable()
export class Readiness {
  private readonly questions: (() => Refusal | null)[] = [];

  /** `question` answers at once, from what is known: /ready is asked every few seconds. */
  ask(question: () => Refusal | null): void {
    this.questions.push(question);
  }

  /** The first reason against, or null. */
  fault(): Refusal | null {
    for (const question of this.questions) {
      const fault = question();
      if (fault !== null) return fault;
    }
    return null;
  }
}
