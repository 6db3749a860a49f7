// On whose desk an approval lies now, in one sentence: who, what is awaited, for how many working days, and the term.
import { approvalLifecycle } from '@domain/clock';
import { heldWords } from '@/parts/desk';
import { workdays } from '@/parts/time';
import { say, sayIn } from '@/words/say';
import { suspensionWord } from './words';
import type { Approval } from './sides';

export interface Names {
  approver: string;
  sponsor: string;
}

const AWAITED = {
  'not-started': () => say('等它提出申请，或询问办理途径', 'to apply, or to ask which procedure applies'),
  inquiring: () => say('等它告知办理途径', 'to name the path'),
  'path-named': () => say('途径已告知，等它申请', 'the path is named; to apply'),
  applied: () => say('等它受理或决定', 'to accept or decide'),
  accepted: () => say('已受理，等它决定', 'accepted; to decide'),
  returned: () => say('已退回，等它重新提交', 'returned; to resubmit'),
} as const;

/** What is awaited of whoever holds it; null once nothing is. */
export const awaitedOf = (state: string): string | null =>
  state in AWAITED ? AWAITED[state as keyof typeof AWAITED]() : null;

export function deskSentence(approval: Approval, { approver, sponsor }: Names): string {
  const { state, clock } = approval;
  const held = heldWords(clock);
  if (state === 'suspended') {
    const reason = approval.events.findLast(({ kind }) => kind === 'suspended')?.reason ?? null;
    const why = reason === null ? '' : say(`（${suspensionWord(reason)}）`, ` (${suspensionWord(reason)})`);
    return say(
      `在${approver}：依法中止计时${why}，${held}，不计入时限；结束后由它恢复计时。`,
      `With ${approver}: suspended by law${why} ${held}, not counted; it resumes when that is over.`,
    );
  }
  const awaited = awaitedOf(state);
  if (awaited === null) return settledSentence(approval, approver);
  if (clock.onDesk === 'not-started') return say(`在${sponsor}：${awaited}。`, `With ${sponsor}: ${awaited}.`);
  const holder = clock.onDesk === 'authority' ? approver : sponsor;
  return (
    say(`在${holder}：${awaited}，${held}`, `With ${holder}: ${awaited}, ${held}`) + termWords(clock) + say('。', '.')
  );
}

/** Only the authority's days use up the term. */
type Term = Pick<Approval['clock'], 'onDesk' | 'term' | 'termUsed' | 'overdueBy'>;

export function termWords({ onDesk, term, termUsed, overdueBy }: Term): string {
  if (onDesk !== 'authority' || term === null) return '';
  const over = overdueBy > 0 ? say(`，超期 ${overdueBy} 个`, `, ${overdueBy} over`) : '';
  return say(`；时限 ${term} 个，已用 ${termUsed} 个${over}`, `; ${termUsed} of ${workdays(term)} used${over}`);
}

function settledSentence({ state, events, clock }: Approval, approver: string): string {
  const on = events.at(-1)?.on ?? '';
  const authority = workdays(clock.totals.authority);
  const words = sayIn(approvalLifecycle.states[state]);
  return say(
    `${words}（${on}）。全程 ${workdays(clock.total)}，其中在${approver} ${authority}。`,
    `${words} on ${on}. ${workdays(clock.total)} in all, ${authority} of them with ${approver}.`,
  );
}
