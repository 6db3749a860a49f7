// A warning in one plain sentence with its figures, and what to look at because of it. The names are the domain's.
import { BREADTH_LIMITS, type WarningCode } from '@domain/breadth';
import { moneyText } from '@/parts/money';
import { say } from '@/words/say';

type Figures = Readonly<Record<string, string | number>>;

/** What the figures say; empty where the name of the warning says it all. */
export function figuresSaid(code: WarningCode, figures: Figures, regionName: (region: string) => string): string {
  const f = (key: string): string => String(figures[key] ?? '');
  const SAID: Partial<Record<WarningCode, () => string>> = {
    'most-flaw-kinds': () =>
      say(`勾了 ${f('kinds')} 种，清单共 ${f('of')} 种`, `${f('kinds')} of ${f('of')} kinds ticked`),
    'everything-everywhere': () =>
      say(
        `范围是全县，又勾了 ${f('kinds')} 种（清单共 ${f('of')} 种）`,
        `the whole county and ${f('kinds')} of ${f('of')} kinds`,
      ),
    'whole-county': () =>
      say(`范围含${regionName(f('region'))}全境`, `the scope holds all of ${regionName(f('region'))}`),
    'too-long': () =>
      say(
        `共 ${f('days')} 天，超过 ${BREADTH_LIMITS.years} 年`,
        `${f('days')} days, more than ${BREADTH_LIMITS.years} years`,
      ),
    'beyond-scope-period': () =>
      say(
        `申报范围的期限是 ${f('scopeFrom')} 至 ${f('scopeTo') || '无期限'}`,
        `the scope runs from ${f('scopeFrom')} to ${f('scopeTo') || 'open end'}`,
      ),
    'cap-above-rulebook': () =>
      say(
        `填了 ${moneyText(Number(figures.lossCapFen))}，清单限额 ${moneyText(Number(figures.capFen))}`,
        `${moneyText(Number(figures.lossCapFen))} entered, the rulebook's cap is ${moneyText(Number(figures.capFen))}`,
      ),
    'bulk-filing': () =>
      say(
        `该单位 ${f('workdays')} 个工作日内提交了 ${f('filings')} 件备案`,
        `the unit filed ${f('filings')} records within ${f('workdays')} working days`,
      ),
    'near-identical': () =>
      say(`与 ${f('code')} 的文字有 ${f('percent')}% 相同`, `${f('percent')}% of the words are those of ${f('code')}`),
    'flaw-already-found': () =>
      say(
        `${f('day')} 已发现或者报告过瑕疵，本备案 ${f('filedOn')} 提交`,
        `a flaw was found or reported on ${f('day')}; this was filed on ${f('filedOn')}`,
      ),
  };
  return SAID[code]?.() ?? '';
}

/** What the reviewer looks at because of it. */
export function lookAt(code: WarningCode): string {
  const LOOK: Record<WarningCode, string> = {
    'most-flaw-kinds': say('是否每一种都真可能发生', 'whether each of them may really happen'),
    'whole-county': say('是否真要在全县试', 'whether it is really tried everywhere'),
    'everything-everywhere': say('这样的备案约等于没有边界', 'a record like this has no bounds'),
    'no-end': say('请申报单位写明止日', 'ask for a last day'),
    'too-long': say('试点为何要这么久', 'why a trial takes so long'),
    'beyond-scope-period': say('超出的日子没有试点可依', 'on the days beyond there is no pilot'),
    'no-loss-cap': say('损失到多少为止，没有说', 'nothing says how far a loss may go'),
    'cap-above-rulebook': say('超过清单限额的损失，备案也挡不住', 'no record holds above the cap of the rulebook'),
    'no-safeguards': say('没有承诺做任何事来防出错', 'nothing is promised against going wrong'),
    'leaning-on-nothing': say('没有说卡在哪个审批、等谁的承诺', 'no approval and no pledge is named'),
    'bulk-filing': say('是否只为多一份备案', 'whether they are made for their own sake'),
    'near-identical': say('是否照抄，风险是否真是本试点的', 'whether it was copied, and whether the risks are its own'),
    'flaw-already-found': say('事情是否在备案前已经发生', 'whether it had happened before the filing'),
  };
  return LOOK[code];
}
