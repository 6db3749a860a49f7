// A claim of the demo, from the accountability it answers to its end: one short text expands into the acts of the people
// concerned, on days counted from the day accountability began.
import { ELEMENTS } from '../domain/claim/claim';
import { addDays } from '../domain/period';
import type { Step } from './demo-step';

interface Deciding {
  panel: string[];
  /** What each member votes; the first of the panel takes the chair and proposes. */
  votes: Record<string, string>;
  decision: { kind: string; reason: string; departureReason?: string };
}

export interface ClaimScript extends Deciding {
  /** The day accountability begins, 'YYYY-MM-DD'. */
  begins: string;
  by: string;
  proposed?: boolean;
  /** Person whose unit is held to account; left out: that of `by`. */
  unit?: string;
  officer?: string;
  managedBy?: string;
  statement: string;
  wish: string;
  accuser: string;
  speaks?: { as: string; text: string };
  /** Inspectors of the handling body who conduct it and, in the end, issue; the accuser does neither. */
  handlers?: string[];
  /** What is still open when the claim begins, answered in its fact-finding. */
  establish?: { facts: Record<string, string>; questions: Record<string, string>; reason: string };
  recusal?: { as: string; of: string; ground: string; reason: string; decidedBy: string; upheld: boolean; why: string };
  referral?: { approvedBy: string; reason: string };
  correction?: { text: string; workdays: number; answer: string };
  clearance?: { alleged: string[]; found: string[]; scope: string };
  reReview?: Deciding & { reason: string };
}

const ACCUSER = 'inspector';

export function claimSteps(script: ClaimScript): Step[] {
  const at = (days: number, time = '09:30') => `${addDays(script.begins, days)} ${time}`;
  const [handler] = script.handlers ?? ['inspector2'];
  return [
    ...opening(script, at, handler!),
    ...(script.establish ? establishing(script.establish, at(9, '15:00'), handler!) : []),
    ...(script.recusal ? recusing(script.recusal, at(10), at(11)) : []),
    ...deciding(script, { at, from: 12, handler: handler! }),
    ...ending(script, at, handler!),
    ...(script.correction ? correcting(script, at, handler!) : []),
    ...(script.clearance ? clearing(script.clearance, at, handler!) : []),
    ...reviewing(script, at),
    ...closing(script, at, handler!),
  ];
}

type At = (days: number, time?: string) => string;
const act = (name: string) => `/claims/\${claim.id}/${name}`;
const on = { on: 'claim' };

function opening(script: ClaimScript, at: At, handler: string): Step[] {
  const { by, proposed, unit = by, officer, managedBy = 'county', statement, wish, accuser, speaks } = script;
  const accountability = {
    unitId: `\${unitOf.${unit}}`,
    ...(officer && { officerId: `\${who.${officer}}` }),
    managedBy,
    begunOn: script.begins,
    reason: '就该程序瑕疵启动问责',
  };
  const heard = { side: 'accuser', text: accuser, spokenBy: '承办问责的纪检监察室' };
  return [
    {
      at: at(0),
      as: ACCUSER,
      post: '/flaws/${flaw.id}/accountability',
      save: 'accountability',
      body: accountability,
    },
    {
      at: at(3),
      as: by,
      post: '/accountability/${accountability.id}/claims',
      save: 'claim',
      body: { statement, wish, ...(proposed && { proposed }) },
    },
    { at: at(5), as: handler, post: act('admit'), ...on, body: { reason: '符合受理条件' } },
    { at: at(6), as: handler, post: act('investigate'), ...on, body: { reason: '组织核实' } },
    { at: at(8), as: handler, post: act('statements'), ...on, body: heard },
    ...(speaks
      ? [{ at: at(9), as: speaks.as, post: act('statements'), ...on, body: { side: 'claimant', text: speaks.text } }]
      : []),
  ];
}

function establishing(
  { facts, questions, reason }: NonNullable<ClaimScript['establish']>,
  time: string,
  handler: string,
): Step[] {
  return [
    ...Object.entries(facts).map(([fact, why]): Step => {
      return { at: time, as: handler, post: act(`facts/${fact}`), ...on, body: { value: 'yes', reason: why } };
    }),
    ...Object.entries(questions).map(([question, value]): Step => {
      return { at: time, as: handler, post: act(`questions/${question}`), ...on, body: { value, reason } };
    }),
  ];
}

function recusing(
  { as, of, ground, reason, decidedBy, upheld, why }: NonNullable<ClaimScript['recusal']>,
  raised: string,
  decided: string,
): Step[] {
  return [
    {
      at: raised,
      as,
      post: act('recusals'),
      ...on,
      save: 'recusal',
      body: { accountId: `\${who.${of}}`, ground, reason },
    },
    {
      at: decided,
      as: decidedBy,
      post: '/recusals/${recusal.id}/decide',
      on: 'recusal',
      body: { upheld, reason: why },
    },
    { at: decided, as: decidedBy, get: '/claims/${claim.id}', save: 'claim' },
  ];
}

interface Sitting {
  at: At;
  /** Days after accountability began. */
  from: number;
  handler: string;
}

function deciding({ panel, votes, decision }: Deciding, { at, from, handler }: Sitting): Step[] {
  const members = panel.map((person, seat) => ({ accountId: `\${who.${person}}`, chair: seat === 0 }));
  const first = from === 12;
  return [
    { at: at(from), as: handler, post: act('panel'), ...on, body: { members, reason: '组成合议组' } },
    ...(first
      ? [{ at: at(from + 2), as: handler, post: act('deliberate'), ...on, body: { reason: '事实已核实' } }]
      : []),
    ...panel.map(person => ({
      at: at(from + 4),
      as: person,
      post: act('opinions'),
      ...on,
      body: { elements: elementsOf(decision.reason), vote: votes[person], reason: decision.reason },
    })),
    { at: at(from + 5), as: panel[0]!, post: act('decision'), ...on, body: decision },
  ];
}

const elementsOf = (reason: string) => Object.fromEntries(ELEMENTS.map(element => [element, reason]));

function ending({ referral }: ClaimScript, at: At, handler: string): Step[] {
  const issued: Step[] = referral
    ? [
        { at: at(18), as: handler, post: act('refer'), ...on, body: { reason: '依清单规定报上级批准' } },
        {
          at: at(21),
          as: referral.approvedBy,
          post: act('approve-referral'),
          ...on,
          body: { reason: referral.reason },
        },
      ]
    : [{ at: at(18), as: handler, post: act('issue'), ...on }];
  return [...issued, { at: at(23), as: handler, post: act('serve'), ...on, body: { how: '当面送达' } }];
}

function correcting({ by, unit = by, correction, reReview }: ClaimScript, at: At, handler: string): Step[] {
  const { text, workdays, answer } = correction!;
  const task = '/corrections/${correction.id}';
  // While a review runs, those who decided before it are recused.
  const signer = reReview?.panel[1] ?? handler;
  return [
    {
      at: at(24),
      as: handler,
      post: act('corrections'),
      ...on,
      save: 'correction',
      body: { text, workdays, unitId: `\${unitOf.${unit}}` },
    },
    { at: at(24), as: handler, get: '/claims/${claim.id}', save: 'claim' },
    { at: at(38), as: unit, file: `${answer}（演示材料）`, save: 'corrected' },
    {
      at: at(38),
      as: unit,
      post: `${task}/answer`,
      on: 'correction',
      body: { text: answer, evidence: ['${corrected.sha256}'] },
    },
    { at: at(40), as: signer, post: `${task}/sign-off`, on: 'correction', body: { reason: '整改到位' } },
  ];
}

function clearing(body: NonNullable<ClaimScript['clearance']>, at: At, handler: string): Step[] {
  return [
    { at: at(24, '14:00'), as: handler, post: act('clear'), ...on, save: 'clearance', body },
    {
      at: at(25, '14:00'),
      as: 'inspector7',
      post: '/clearances/${clearance.id}/confirm',
      on: 'clearance',
      body: { reason: '核实材料充分，同意澄清' },
    },
    { at: at(25, '14:10'), as: handler, get: '/claims/${claim.id}', save: 'claim' },
  ];
}

/** Others sit: whoever took part before is recused, so that the review's own panel forms itself and serves. */
function reviewing(script: ClaimScript, at: At): Step[] {
  const { by, reReview } = script;
  if (reReview === undefined) return [];
  const [chair, second] = reReview.panel;
  return [
    { at: at(30), as: by, post: act('request-re-review'), ...on, body: { reason: reReview.reason } },
    {
      at: at(32),
      as: second!,
      post: act('statements'),
      ...on,
      body: { side: 'accuser', text: '原认定的事实和理由不变', spokenBy: '承办问责的纪检监察室' },
    },
    ...deciding(reReview, { at, from: 33, handler: second! }),
    { at: at(39), as: second!, post: act('issue'), ...on },
    { at: at(41), as: chair!, post: act('serve'), ...on, body: { how: '当面送达' } },
  ];
}

/** Once the month for an appeal is over. */
function closing({ reReview }: ClaimScript, at: At, handler: string): Step[] {
  const body = { reason: '期限届满，事项办结' };
  const as = reReview ? reReview.panel[0]! : handler;
  return [{ at: at(reReview ? 76 : 58), as, post: act('close'), ...on, body }];
}
