// In one sentence: on whose desk a record lies and what comes next. For the sponsor and for the office alike.
import type { Schemas } from '@/api/client';
import { say, sayIn } from '@/words/say';
import { END_GROUND, OFFICE } from '../record-words';

type Detail = Schemas['ExemptionDetail'];

export function deskSentence(record: Detail): string {
  const { state } = record;
  if (state === 'draft') {
    return say(
      '还没有提交，在申报单位手里；提交之前不起任何作用。',
      'Not filed yet, on the desk of the filing unit; until then it means nothing.',
    );
  }
  if (state === 'returned')
    return say('已退回，等申报单位补正后再次提交。', 'Returned; the filing unit makes it good and files again.');
  if (state === 'filed') return filedSentence(record);
  if (state === 'sealed') return sealedSentence(record);
  return endSentence(record);
}

function filedSentence({ opinionsDue, opinions, round }: Detail): string {
  const against = opinions.filter(one => one.round === round && one.stance === 'against');
  if (against.length > 0) {
    const names = against.map(one => sayIn(OFFICE[one.office])).join('、');
    return say(
      `${names}反对，不能封存，等备案机关退回或者不予备案。`,
      `${names} is against it: the office returns or refuses it.`,
    );
  }
  if (opinionsDue.length === 0)
    return say('在备案机关手里，等封存。', 'On the desk of the filing office, to be sealed.');
  const names = opinionsDue.map(office => sayIn(OFFICE[office])).join('、');
  return say(
    `在备案机关手里，等${names}出具书面意见。`,
    `On the desk of the filing offices: the opinion of ${names} is due.`,
  );
}

function sealedSentence({ countsFrom, period, inForce }: Detail): string {
  const until = period.to ?? say('无期限', 'open end');
  const from = countsFrom !== null && countsFrom > period.from ? countsFrom : period.from;
  return inForce
    ? say(`已封存，自 ${from} 起算，至 ${until} 有效。`, `Sealed; it counts from ${from} and holds until ${until}.`)
    : say(
        `已封存，${from} 起算，今天还不起作用；至 ${until}。`,
        `Sealed; it counts from ${from} and not yet today; until ${until}.`,
      );
}

function endSentence({ state, period, endGround }: Detail): string {
  const ENDED: Partial<Record<Detail['state'], string>> = {
    expired: say(
      `${period.to ?? ''} 已到期。期限内的行为仍以它为准；继续试点请续备。`,
      `It expired on ${period.to ?? ''}. Acts within its period still rest on it; renew it to go on.`,
    ),
    refused: say('备案机关不予备案。理由见办理经过。', 'The office refused it; the reason stands below.'),
    withdrawn: say('申报单位已撤回。', 'The filing unit withdrew it.'),
    superseded: say('已由续备取代。', 'Its renewal took its place.'),
    revoked: say('已被撤销', 'Revoked') + (endGround === null ? '' : `：${groundSaid(endGround)}`),
  };
  return ENDED[state] ?? '';
}

const groundSaid = (ground: string): string =>
  ground in END_GROUND ? sayIn(END_GROUND[ground as keyof typeof END_GROUND]) : ground;
