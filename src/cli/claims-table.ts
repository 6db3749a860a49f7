// What the demo prints of its claims: who decided what, by how many votes, in how many working days, and what came after,
// as an inspector reads it through the API.
import { CLAIM_LIFECYCLE, type ClaimStage, type ClaimState, type DecisionKind } from '../domain/claim/claim';
import { DECISION_KIND_WORDS, type ReferralGround } from '../domain/claim/decision';
import { REFERRAL_WORDS } from '../domain/claim/referral';
import { OUTCOME_WORDS } from '../domain/check/words/names';
import type { Outcome } from '../domain/check/finding';
import { get, type Reader } from './demo-report';
import { table } from './table';

interface ClaimSeen {
  id: string;
  code: string;
  state: ClaimState;
  pilotTitle: string;
  flawCode: string;
  route: { handling: string; zh: string };
}

interface DecisionSeen {
  code: string;
  stage: ClaimStage;
  state: string;
  kind: DecisionKind;
  departureReason: string | null;
  rule: { applied: { outcome: Outcome } };
  referralGrounds: ReferralGround[];
  dissent: number | null;
}

interface StepSeen {
  step: string;
  used: number;
  term: number | null;
  overdueBy: number;
}

const HEADINGS = [
  '申请 claim',
  '办理 handled by',
  '核对 check',
  '认定 decision',
  '用时 working days',
  '其后 afterwards',
];
const WIDTHS = [24, 18, 16, 40, 30, 26];

const STEPS: Record<string, string> = {
  'claim-admission': '受理',
  'fact-finding': '核实',
  deliberation: '合议',
  referral: '报批',
  reply: '送达',
  're-review': '复审',
  'upper-review': '复核',
};

const PAPERS: Record<string, string> = {
  'filing-receipt': '收件回执',
  decision: '认定文书',
  correction: '纠错通知书',
  clearance: '澄清通报',
};

export async function claimsTable(reader: Reader): Promise<string> {
  const { items } = await get<{ items: ClaimSeen[] }>(reader, '/claims?limit=100');
  const rows: string[][] = [];
  for (const claim of items.reverse()) rows.push(await claimRow(reader, claim));
  return table(HEADINGS, WIDTHS, rows);
}

async function claimRow(reader: Reader, claim: ClaimSeen): Promise<string[]> {
  const decisions = await get<DecisionSeen[]>(reader, `/claims/${claim.id}/decisions`);
  const issued = decisions.filter(({ state }) => state === 'issued');
  const { clock } = await get<{ clock: { history: StepSeen[] } }>(reader, `/claims/${claim.id}`);
  const documents = await get<{ kind: string }[]>(reader, `/claims/${claim.id}/documents`);
  const recusals = await get<{ recusals: { state: string }[] }>(reader, `/claims/${claim.id}/recusals`);
  const outcome = issued[0]?.rule.applied.outcome;
  return [
    `${claim.code}\n${claim.flawCode}\n${claim.pilotTitle}`,
    `${claim.route.handling}\n${claim.route.zh}`,
    outcome ? `${OUTCOME_WORDS[outcome].zh}\n${outcome}` : '—',
    issued.map(decisionText).join('\n'),
    // The month for an appeal is the claimant's own time, nobody's term.
    clock.history
      .filter(({ step }) => step !== 'appeal')
      .map(stepText)
      .join('\n'),
    [
      CLAIM_LIFECYCLE.states[claim.state].zh,
      ...documents.map(({ kind }) => PAPERS[kind] ?? kind),
      ...recusals.recusals.map(({ state }) => (state === 'upheld' ? '回避 1 人（准予）' : '回避申请未准')),
    ].join('\n'),
  ];
}

const STAGES: Record<ClaimStage, string> = { first: '', 're-review': '复审：', 'upper-review': '复核：' };

function decisionText({ code, stage, kind, departureReason, referralGrounds, dissent }: DecisionSeen): string {
  const words = DECISION_KIND_WORDS[kind];
  return [
    `${STAGES[stage]}${words.zh} ${words.en}（${code}）`,
    ...(dissent ? [`· 不同意见 ${dissent} 票，存档`] : []),
    ...(departureReason ? ['· 与核对不一致，已写明理由'] : []),
    ...referralGrounds.map(ground => `· 报上级批准：${REFERRAL_WORDS[ground].zh}`),
  ].join('\n');
}

function stepText({ step, used, term, overdueBy }: StepSeen): string {
  const late = overdueBy > 0 ? `，超期 ${overdueBy}` : '';
  return `${STEPS[step] ?? step} ${used}${term === null ? '' : `/${term}`}${late}`;
}
