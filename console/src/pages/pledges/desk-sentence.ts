// On whose desk a pledge lies now, in one sentence: who, what is awaited, for how many working days, and by when.
import { localDay } from '@domain/period';
import type { Schemas } from '@/api/client';
import { workdays } from '@/parts/time';
import { say } from '@/words/say';
import { figureText } from './amounts';
import { openEntries, type Pledge } from './sides';

type NameOf = (unitId: string) => string;

interface Known {
  nameOf: NameOf;
  /** What the reader's inbox holds about the pledge; it counts the days of an undocumented claim too. */
  waiting?: Schemas['InboxItem'];
}

export function deskSentence(pledge: Pledge, { nameOf, waiting }: Known): string {
  if (pledge.standing === 'claimed') return claimedSentence(pledge, waiting);
  if (pledge.standing === 'disputed') return disputedSentence(pledge, nameOf);
  return entriesSentence(pledge, nameOf) ?? madeSentence(pledge);
}

const lastDay = (pledge: Pledge): string => localDay(pledge.standings.at(-1)?.recordedAt ?? pledge.recordedAt);

function claimedSentence(pledge: Pledge, waiting: Known['waiting']): string {
  const { giver, silence } = pledge;
  const days = silence?.workdays ?? waiting?.daysUsed ?? null;
  const held =
    days === null
      ? say(`，自 ${lastDay(pledge)} 起`, ` since ${lastDay(pledge)}`)
      : say(`，已 ${workdays(days)}`, ` for ${workdays(days)}`);
  if (giver.id === null) {
    return say(
      `承诺单位${giver.name}在县外，不能在本系统会签${held}没有答复。`,
      `The giver, ${giver.name}, is outside the county and cannot sign here; no answer${held}.`,
    );
  }
  const term = silence?.term ?? waiting?.term ?? null;
  const within = term === null ? '' : say(`，期限 ${term} 个`, `; the term is ${workdays(term)}`);
  return (
    say(`在${giver.name}：等它会签`, `With ${giver.name}: waiting for its signature`) + held + within + say('。', '.')
  );
}

function disputedSentence(pledge: Pledge, nameOf: NameOf): string {
  const receiver = nameOf(pledge.receiverId);
  return say(
    `在${receiver}：${pledge.giver.name}于 ${lastDay(pledge)} 提出异议，等它改好条款重新主张。`,
    `With ${receiver}: ${pledge.giver.name} disputed on ${lastDay(pledge)}; new terms are awaited.`,
  );
}

/** Null when nothing entered waits for its answer. */
function entriesSentence(pledge: Pledge, nameOf: NameOf): string | null {
  const open = openEntries(pledge);
  const first = open[0];
  if (first === undefined) return null;
  const byGiver = first.entry.enteredUnit === pledge.giver.id;
  const desk = byGiver ? nameOf(pledge.receiverId) : pledge.giver.name;
  const from = nameOf(first.entry.enteredUnit);
  const what = first.kind === 'deliveries' ? say('兑现', 'delivery') : say('调整', 'revision');
  const more = open.length > 1 ? say(`等 ${open.length} 条记录`, ` and ${open.length - 1} more`) : '';
  return say(
    `在${desk}：等它确认${from} ${localDay(first.entry.enteredAt)} 填报的${what}${more}。`,
    `With ${desk}: to confirm the ${what} that ${from} entered on ${localDay(first.entry.enteredAt)}${more}.`,
  );
}

function madeSentence(pledge: Pledge): string {
  const { giver, figures, unit } = pledge;
  if (figures.shortfall > 0) {
    const owed = figureText(figures.shortfall, figures.measure, unit);
    return say(
      `在${giver.name}：欠兑现 ${owed}，最早一期 ${figures.oldestDueOn} 到期，已逾期 ${figures.workdaysLate} 个工作日。`,
      `With ${giver.name}: ${owed} undelivered; the oldest tranche fell due on ${figures.oldestDueOn}, ${workdays(figures.workdaysLate)} ago.`,
    );
  }
  const next = pledge.tranches.find(({ dueOn }) => dueOn > figures.on);
  if (figures.planned > 0 && next !== undefined && figures.delivered < figures.committed) {
    return say(
      `在${giver.name}：到期的都已兑现，下一期 ${next.dueOn} 到期。`,
      `With ${giver.name}: all that was due has been delivered; the next tranche is due on ${next.dueOn}.`,
    );
  }
  if (figures.committed === 0) return say('承诺已调整为零，没有等待办理的事。', 'Revised to nothing; nothing waits.');
  return say('已全部兑现，没有等待办理的事。', 'Delivered in full; nothing waits.');
}
