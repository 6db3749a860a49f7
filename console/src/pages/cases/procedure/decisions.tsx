// 认定: what was proposed, referred, issued and served, on which rule and state; and the proposal of the panel's majority.
import type { ReactNode } from 'react';
import { REFERRAL_WORDS } from '@domain/claim/referral';
import { $api, type Schemas } from '@/api/client';
import { Reading } from '@/parts/feedback';
import { Facts } from '@/parts/page';
import { Tag, type Tone } from '@/parts/tag';
import { Day, Instant } from '@/parts/time';
import { say, sayIn, type Words } from '@/words/say';
import { STAGE_WORDS, usePeople, type Claim } from './claim-data';
import { ProposalForm } from './proposal-form';

type Decision = Schemas['DecisionView'];

const STATE: Readonly<Record<Decision['state'], { tone: Tone; words: Words }>> = {
  proposed: { tone: 'brand', words: { zh: '拟定', en: 'proposed' } },
  referred: { tone: 'warn', words: { zh: '报上级批准', en: 'referred' } },
  issued: { tone: 'good', words: { zh: '已签发', en: 'issued' } },
  'sent-back': { tone: 'bad', words: { zh: '发回', en: 'sent back' } },
  dropped: { tone: 'plain', words: { zh: '作废', en: 'dropped' } },
};

export function Decisions({ claim }: { claim: Claim }): ReactNode {
  const all = $api.useQuery('get', '/api/claims/{id}/decisions', { params: { path: { id: claim.id } } });
  const open = all.data?.some(({ state }) => state === 'proposed' || state === 'referred');
  return (
    <>
      <Reading of={all}>
        {decisions =>
          decisions.length === 0 ? (
            <p className="quiet">{say('还没有可以查看的认定。', 'No decision that you may read yet.')}</p>
          ) : (
            <ul className="case-list">
              {[...decisions].reverse().map(one => (
                <DecisionRow key={one.id} of={one} claim={claim} />
              ))}
            </ul>
          )
        }
      </Reading>
      {claim.mine.includes('propose') && open === false && <ProposalForm claim={claim} />}
    </>
  );
}

function DecisionRow({ of, claim }: { of: Decision; claim: Claim }): ReactNode {
  const name = usePeople(claim.id);
  const older = of.olderState as Decision['olderState'] | null;
  const { tone, words } = STATE[of.state];
  const act = (by: string | null, at: string | null) =>
    at === null ? null : (
      <>
        <Instant at={at} /> {by !== null && name(by)}
      </>
    );
  return (
    <li>
      <strong>
        {of.code} {sayIn(of.kindWords)}
      </strong>{' '}
      <Tag tone={tone}>{sayIn(words)}</Tag> {of.inForce && <Tag tone="good">{say('现行有效', 'in force')}</Tag>}{' '}
      <span className="quiet small">
        {sayIn(STAGE_WORDS[of.stage])} {say(`第 ${of.round} 轮`, `round ${of.round}`)}
      </span>
      {older !== null && <p className="note note-warn">{sayIn(older.words)}</p>}
      <p className="case-said">{of.reason}</p>
      <Facts
        of={[
          [say('与核对结论不一致的理由', 'Why it departs from the finding'), of.departureReason, 'wide'],
          [say('适用清单的比较', 'Rules compared'), sayIn(of.comparison), 'wide'],
          [say('依据的核对', 'On finding'), of.findingCode],
          [
            say('有效期止', 'Valid through'),
            of.validThrough === null ? say('长期', 'without end') : <Day on={of.validThrough} />,
          ],
          [
            say('须报上级的情形', 'For the higher level'),
            of.referralGrounds.map(one => sayIn(REFERRAL_WORDS[one])).join('、'),
          ],
          [say('拟定', 'Proposed'), act(of.proposedBy, of.proposedAt)],
          [say('报上级', 'Referred'), act(null, of.referredAt)],
          [say('上级批准', 'Approved above'), act(of.approvedBy, of.approvedAt)],
          [say('上级意见', 'Word from above'), of.higherReason, 'wide'],
          [say('签发', 'Issued'), act(of.issuedBy, of.issuedAt)],
          [say('送达', 'Served'), act(null, of.servedAt)],
          [say('不同意见', 'Dissent'), of.dissent === null ? null : say(`${of.dissent} 票`, `${of.dissent} vote(s)`)],
        ]}
      />
    </li>
  );
}
