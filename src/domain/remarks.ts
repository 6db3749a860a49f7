// What reviewers demanded, round by round, and where the demands contradict (story S4). Nobody can meet both halves of a
// contradiction, so the days it cost are not the sponsor's alone; which half was right is for people, never computed.

/** Demands come in pairs that exclude each other. */
export const demands = ['require', 'forbid', 'keep', 'change', 'more', 'less'] as const;
export type Demand = (typeof demands)[number];

export interface Remark {
  /** What it is about, in one fixed spelling per approval: '片长', '土地用途'. */
  topic: string;
  /** One of {@link demands}; any other word is kept and shown, and contradicts nothing. */
  demand: string;
  /** The person or post that asked. */
  by: string;
}

export interface Round {
  round: number;
  remarks: readonly Remark[];
}

export interface Demanded {
  round: number;
  demand: string;
  by: string;
}

/** Two demands on one topic that nobody can meet together; of one round when two reviewers disagreed within it. */
export interface Contradiction {
  topic: string;
  earlier: Demanded;
  later: Demanded;
}

const opposites = new Map<string, Demand>([
  ['require', 'forbid'],
  ['forbid', 'require'],
  ['keep', 'change'],
  ['change', 'keep'],
  ['more', 'less'],
  ['less', 'more'],
]);

export function isDemand(text: unknown): text is Demand {
  return typeof text === 'string' && opposites.has(text);
}

interface Return {
  kind: string;
  round?: number | null;
  remarks?: readonly Remark[] | null;
}

/** The rounds in an approval's events; a return without a number counts on from the one before it. */
export function roundsOf(events: readonly Return[]): Round[] {
  const rounds: Round[] = [];
  for (const event of events) {
    if (event.kind !== 'returned') continue;
    rounds.push({ round: event.round ?? (rounds.at(-1)?.round ?? 0) + 1, remarks: event.remarks ?? [] });
  }
  return rounds;
}

/** Every contradicting pair, in the order of the later demand and then of the earlier. */
export function contradictions(rounds: readonly Round[]): Contradiction[] {
  const found: Contradiction[] = [];
  const seen: { topic: string; demanded: Demanded }[] = [];
  for (const { round, remarks } of [...rounds].sort((a, b) => a.round - b.round)) {
    for (const { topic, demand, by } of remarks) {
      const later = { round, demand, by };
      for (const earlier of seen) {
        if (earlier.topic !== topic || opposites.get(earlier.demanded.demand) !== demand) continue;
        found.push({ topic, earlier: earlier.demanded, later });
      }
      seen.push({ topic, demanded: later });
    }
  }
  return found;
}
