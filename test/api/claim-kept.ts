// Claims that begin alike are walked once over the routes; whoever asks for such a claim again gets the same one, put back as
// it stood. So one claim of a kind can be in hand at a time, and the log remembers what the rows no longer know: a case that
// needs two at once, or counts the entries of its claim, walks one of its own by `claimAt`.
import type { World } from '../setup/world';
import { heardClaim, stepTo, wayTo, type claimAt, type DecidedOptions, type LateState } from './claim-decided';
import { putBack, taken, type Snapshot } from './claim-snapshots';

type Walked = Awaited<ReturnType<typeof claimAt>>;

interface Kept {
  walked: Walked;
  snapshot: Snapshot;
}

const keptIn = new WeakMap<World, Map<string, Kept>>();

const subject = ({ claim, flaw }: Walked) => ({ claimId: claim.id, flawId: flaw.id });

/** What the walk has come to depend on when it reaches `state`. */
function kindOf(world: World, state: LateState | 'heard', options: DecidedOptions): string {
  const { panel, votes, kind, issuer, story, ...early } = options;
  const later: Record<string, unknown> = {
    ...(state !== 'heard' && { panel }),
    ...(!['heard', 'panel', 'deliberating'].includes(state) && { votes, kind }),
    ...(['referred', 'decided', 'served'].includes(state) && { issuer }),
  };
  return JSON.stringify([world.clock.now(), story?.pilot.id, state, early, later]);
}

/** A claim as `claimAt` gives it. */
export async function keptClaim(world: World, state: LateState, options: DecidedOptions = {}): Promise<Walked> {
  const kept = keptIn.get(world) ?? new Map<string, Kept>();
  keptIn.set(world, kept);
  const way = wayTo(state);
  const from = way.findLastIndex(passed => kept.has(kindOf(world, passed, options)));
  const start = kept.get(kindOf(world, way[from] ?? 'heard', options));
  if (start !== undefined) await putBack(world, subject(start.walked), start.snapshot);
  let walked = start?.walked ?? (await heardClaim(world, options));
  const keep = async (at: LateState | 'heard') =>
    kept.set(kindOf(world, at, options), { walked, snapshot: await taken(world, subject(walked)) });
  if (start === undefined) await keep('heard');
  for (const step of way.slice(from + 1)) {
    walked = { ...walked, claim: await stepTo(world, walked.claim, { state: step, options }) };
    if (step === 'deliberating' || step === state) await keep(step);
  }
  return walked;
}
