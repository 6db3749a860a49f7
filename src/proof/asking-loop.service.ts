// When outsiders are asked: after each round of signing, for every log they have not all spoken on. Beside the signing and
// never in its way: a witness that keeps its caller waiting holds up its own log's questions and nothing else.
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AskingService } from './asking.service';
import { SigningLoopService } from './signing-loop.service';
import { SigningService } from './signing.service';

@Injectable()
export class AskingLoopService implements OnModuleDestroy {
  private readonly running = new Map<string, Promise<void>>();
  /** Logs that were signed anew while their outsiders were still being asked. */
  private readonly again = new Set<string>();
  /** Sizes on which everybody has spoken: what was not signed since needs no question, and no query either. */
  private readonly settled = new Map<string, number>();
  private ended = false;
  private held = false;

  constructor(
    private readonly asking: AskingService,
    private readonly signing: SigningService,
    private readonly loop: SigningLoopService,
  ) {}

  /** From now on every round of signing is followed by one of asking, until the application closes. */
  begin(): void {
    this.loop.afterRound(() => this.round());
  }

  /** Nobody is asked until `release`: outside times would be news from the future to people whose clock stands in the past. */
  hold(): void {
    this.held = true;
  }

  release(): void {
    this.held = false;
  }

  /** Starts what is due and waits for nothing. */
  round(): void {
    if (this.ended || this.held || !this.asking.hasParties()) return;
    for (const county of this.signing.counties()) this.start(county);
  }

  async onModuleDestroy(): Promise<void> {
    this.ended = true;
    this.asking.abandon();
    await Promise.all(this.running.values());
  }

  private start(county: string): void {
    const standing = this.signing.standing(county);
    if (this.ended || standing?.state !== 'signed' || this.settled.get(county) === standing.size) return;
    if (this.running.has(county)) {
      this.again.add(county);
      return;
    }
    const asked = this.asking
      .ask(county)
      .then(outcome => void (outcome === 'settled' && this.settled.set(county, standing.size)))
      .catch((error: unknown) => this.asking.report(county, error))
      .finally(() => {
        this.running.delete(county);
        if (this.again.delete(county)) this.start(county);
      });
    this.running.set(county, asked);
  }
}
