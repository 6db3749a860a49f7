// On whose desk a pledge lies now, in one sentence: who, what is awaited, for how many working days, and by when.
import { localDay } from '@domain/period';
import { heldText } from '@/parts/desk';
import { workdays } from '@/parts/time';
import { say } from '@/words/say';
import { figureText } from './amounts';
import { openEntries, type Pledge } from './sides';

type NameOf = (unitId: string) => string;

export function deskSentence(pledge: Pledge, nameOf: NameOf): string {
  if (pledge.standing === 'claimed') return claimedSentence(pledge);
  if (pledge.standing === 'disputed') return disputedSentence(pledge, nameOf);
  return entriesSentence(pledge, nameOf) ?? madeSentence(pledge);
}

const heldWords = ({ waiting }: Pledge): string =>
  waiting === null ? '' : say(`，${heldText(waiting.workdays)}`, ` ${heldText(waiting.workdays)}`);

function claimedSentence(pledge: Pledge): string {
  const { giver, waiting } = pledge;
  const held = heldWords(pledge);
  if (giver.id === null) {
    return say(
      `承诺单位${giver.name}在县外，不能在本系统会签${held}没有答复。`,
      `The giver, ${giver.name}, is outside the county and cannot sign here; no answer${held}.`,
    );
  }
  const term = waiting?.term ?? null;
  const within = term === null ? '' : say(`，期限 ${term} 个`, `; the term is ${workdays(term)}`);
  return (
    say(`在${giver.name}：等它会签`, `With ${giver.name}: waiting for its signature`) + held + within + say('。', '.')
  );
}

function disputedSentence(pledge: Pledge, nameOf: NameOf): string {
  const receiver = nameOf(pledge.receiverId);
  const on = localDay(pledge.standings.at(-1)?.recordedAt ?? pledge.recordedAt);
  const held = heldWords(pledge);
  return say(
    `在${receiver}：${pledge.giver.name}于 ${on} 提出异议，等它改好条款重新主张${held}。`,
    `With ${receiver}: ${pledge.giver.name} disputed on ${on}; new terms are awaited${held}.`,
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
  const held = heldWords(pledge);
  return say(
    `在${desk}：等它确认${from} ${localDay(first.entry.enteredAt)} 填报的${what}${more}${held}。`,
    `With ${desk}: to confirm the ${what} that ${from} entered on ${localDay(first.entry.enteredAt)}${more}${held}.`,
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
