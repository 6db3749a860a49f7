// The acts that take a reason and nothing else, as far as they are open to the reader now. What needs more stands in its tab.
import { Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { CLAIM_LIFECYCLE, SUSPENSION_GROUNDS, type ClaimStep, type SuspensionGround } from '@domain/claim/claim';
import { api, tag } from '@/api/client';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { actName } from '@/parts/tag';
import { say, sayIn, type Words } from '@/words/say';
import type { Claim } from './claim-data';

interface PlainAct {
  /** Every route of this kind takes `{ reason }`. */
  path: `/api/claims/{id}/${string}`;
  needed: boolean;
  explain: Words;
  danger?: boolean;
}

const PLAIN: Readonly<Partial<Record<ClaimStep, PlainAct>>> = {
  admit: {
    path: '/api/claims/{id}/admit',
    needed: false,
    explain: { zh: '受理后开始调查核实，申请人收到受理回执。', en: 'Fact-finding comes next; the claimant is told.' },
  },
  'refuse-admission': {
    path: '/api/claims/{id}/refuse-admission',
    needed: true,
    danger: true,
    explain: { zh: '申请到此结束，理由送申请人。', en: 'Ends the claim; the claimant reads the reason.' },
  },
  investigate: {
    path: '/api/claims/{id}/investigate',
    needed: false,
    explain: { zh: '开始计算调查核实期限。', en: 'The term of fact-finding begins.' },
  },
  extend: {
    path: '/api/claims/{id}/extend',
    needed: true,
    explain: { zh: '每一阶段只能延长一次，须在期限届满前。', en: 'Once a stage, and before the term has run out.' },
  },
  resume: {
    path: '/api/claims/{id}/resume',
    needed: true,
    explain: { zh: '恢复后继续计算期限。', en: 'The clock goes on.' },
  },
  deliberate: {
    path: '/api/claims/{id}/deliberate',
    needed: true,
    explain: {
      zh: '事实核实完毕、双方均已听取、合议组已组成时提请。',
      en: 'Once the facts are established, both sides heard and the panel formed.',
    },
  },
  reopen: {
    path: '/api/claims/{id}/reopen',
    needed: true,
    explain: { zh: '退回调查核实，已表决的一轮作废。', en: 'Back to fact-finding; the round of votes falls.' },
  },
  refer: {
    path: '/api/claims/{id}/refer',
    needed: false,
    explain: { zh: '由上一级机关批准或者发回。', en: 'The body one level up approves it or sends it back.' },
  },
  'approve-referral': {
    path: '/api/claims/{id}/approve-referral',
    needed: true,
    explain: { zh: '批准后认定即为签发。', en: 'The decision is issued with it.' },
  },
  'send-back': {
    path: '/api/claims/{id}/send-back',
    needed: true,
    explain: { zh: '发回后重新合议。', en: 'It is deliberated anew.' },
  },
  issue: {
    path: '/api/claims/{id}/issue',
    needed: false,
    explain: { zh: '签发人须不是拟定人。签发后制作认定书。', en: 'Not by whoever proposed it. The document is made.' },
  },
  'request-re-review': {
    path: '/api/claims/{id}/request-re-review',
    needed: true,
    explain: { zh: '由原机关其他人员复审，不会更重。', en: 'By others of the same body; never harsher.' },
  },
  'request-upper-review': {
    path: '/api/claims/{id}/request-upper-review',
    needed: true,
    explain: { zh: '由上一级机关复核，不会更重。', en: 'By the body above; never harsher.' },
  },
  close: {
    path: '/api/claims/{id}/close',
    needed: true,
    explain: { zh: '复审、复核期限届满后方可办结。', en: 'Once the month for a review is over.' },
  },
  withdraw: {
    path: '/api/claims/{id}/withdraw',
    needed: true,
    danger: true,
    explain: { zh: '撤回后申请结束。', en: 'Ends the claim.' },
  },
};

/** The lifecycle tells two ways back from a referral apart; the route knows by itself which one it is. */
const actsOf = ({ mine }: Claim): ClaimStep[] => [
  ...new Set(mine.map(act => (act === 'send-back-review' ? 'send-back' : (act as ClaimStep)))),
];

const FORWARD: readonly ClaimStep[] = ['admit', 'investigate', 'deliberate', 'issue', 'approve-referral', 'serve'];

export const reasonField = (needed: boolean, name = 'reason', label = say('理由', 'Reason')): ReactNode => (
  <Form.Item name={name} label={label} rules={[{ required: needed }]}>
    <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} showCount />
  </Form.Item>
);

export function PlainActs({ claim }: { claim: Claim }): ReactNode {
  const acts = actsOf(claim);
  const shown = acts.filter(act => PLAIN[act] !== undefined || act === 'suspend' || act === 'serve');
  if (shown.length === 0) return null;
  return (
    <div className="case-acts">
      {shown.map(act => (
        <PlainActButton key={act} act={act} claim={claim} />
      ))}
    </div>
  );
}

interface Typed {
  reason?: string;
  ground?: SuspensionGround;
  how?: string;
}

function PlainActButton({ act, claim }: { act: ClaimStep; claim: Claim }): ReactNode {
  const params = { path: { id: claim.id }, header: tag(claim.version) };
  const plain = PLAIN[act];
  const look = { type: FORWARD.includes(act) ? ('primary' as const) : ('default' as const), danger: plain?.danger };
  const common = { label: actName(CLAIM_LIFECYCLE, act), look };
  if (act === 'suspend') {
    return (
      <Act<Typed>
        {...common}
        explain={say('中止期间不计入调查核实期限。', 'Fact-finding rests; its clock stands still.')}
        fields={<SuspendFields />}
        run={body => must(api.POST('/api/claims/{id}/suspend', { params, body: body as never }))}
      />
    );
  }
  if (act === 'serve') {
    return (
      <Act<Typed>
        {...common}
        explain={say('送达次日起一个月内可以申请复审或者复核。', 'A review may be asked for within a month.')}
        fields={reasonField(true, 'how', say('送达方式', 'How it was served'))}
        run={body => must(api.POST('/api/claims/{id}/serve', { params, body: body as never }))}
      />
    );
  }
  const { path, needed, explain } = plain!;
  return (
    <Act<Typed>
      {...common}
      explain={sayIn(explain)}
      fields={reasonField(needed)}
      run={body => must(api.POST(path as '/api/claims/{id}/close', { params, body: body as never }))}
    />
  );
}

const GROUNDS: Readonly<Record<SuspensionGround, Words>> = {
  'expert-appraisal': { zh: '鉴定、评估', en: 'expert appraisal' },
  'other-proceedings': { zh: '等待其他案件的结果', en: 'other proceedings' },
  'claimant-unavailable': { zh: '申请人暂时不能参加', en: 'the claimant cannot take part' },
  'force-majeure': { zh: '不可抗力', en: 'force majeure' },
};

function SuspendFields(): ReactNode {
  const options = SUSPENSION_GROUNDS.map(value => ({ value, label: sayIn(GROUNDS[value]) }));
  return (
    <>
      <Form.Item name="ground" label={say('中止事由', 'Ground')} rules={[{ required: true }]}>
        <Select options={options} />
      </Form.Item>
      {reasonField(true)}
    </>
  );
}
