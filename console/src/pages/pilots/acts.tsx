// What may be done to a pilot as it stands: by its own unit, and by a leader who stops a false innovation.
import { Form, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import { PILOT_LIFECYCLE, PILOT_OUTCOMES, type PilotAct, type PilotOutcome } from '@domain/pilot';
import { api, tag, type Schemas } from '@/api/client';
import { useMay } from '@/api/session-hook';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { DayField } from '@/parts/fields';
import { actName } from '@/parts/tag';
import { today } from '@/parts/today';
import { nameOf, PILOT_OUTCOME } from '@/words/names';
import { say, sayIn, type Words } from '@/words/say';
import { stated, useOwn, type Pilot } from './reading';

type Plain = Schemas['ActBody'];
type Reasoned = Schemas['ReasonedActBody'];
type Closing = Schemas['CloseBody'];

const at = ({ id, version }: Pilot) => ({ params: { path: { id }, header: tag(version) } });

const SEND: Record<PilotAct, (pilot: Pilot, body: never) => Promise<unknown>> = {
  register: (pilot, body: Plain) => must(api.POST('/api/pilots/{id}/register', { ...at(pilot), body })),
  start: (pilot, body: Plain) => must(api.POST('/api/pilots/{id}/start', { ...at(pilot), body })),
  suspend: (pilot, body: Reasoned) => must(api.POST('/api/pilots/{id}/suspend', { ...at(pilot), body })),
  resume: (pilot, body: Plain) => must(api.POST('/api/pilots/{id}/resume', { ...at(pilot), body })),
  close: (pilot, body: Closing) => must(api.POST('/api/pilots/{id}/close', { ...at(pilot), body })),
  brake: (pilot, body: Reasoned) => must(api.POST('/api/pilots/{id}/brake', { ...at(pilot), body })),
};

const EXPLAIN: Record<PilotAct, Words> = {
  register: {
    zh: '登记后，申报范围从第二天起算数，成为以后核对的依据；再改就要走变更。',
    en: 'Once registered, the scope counts from the next day and is what later checks read; from then on it changes by amendment.',
  },
  start: { zh: '表示试点已经开始实施。', en: 'Says that the pilot is now carried out.' },
  suspend: {
    zh: '中止期间不再实施，容错备案在此期间的行为上不起作用。',
    en: 'Nothing is carried out meanwhile; exemption records do not cover acts of that time.',
  },
  resume: { zh: '表示试点恢复实施。', en: 'Says that the pilot goes on.' },
  close: {
    zh: '结束后不能再恢复，也不能再登记承诺和审批。请选最符合实际的结果。',
    en: 'A closed pilot stays closed: no more pledges or approvals. Choose the outcome that is true.',
  },
  brake: {
    zh: '叫停后试点立即结束，结果记为“被叫停”，理由长期留存，申报单位看得到。',
    en: 'The pilot ends at once as "stopped"; the reason stays on record and the sponsor sees it.',
  },
};

const OUTCOME_MEANS: Record<PilotOutcome, Words> = {
  adopted: { zh: '试成了，照原样推广。', en: 'It worked and is taken up as it is.' },
  adapted: { zh: '试出了门道，调整后采用。', en: 'It worked with changes and is taken up so.' },
  'tested-not-adopted': {
    zh: '认真试了，没成。这本身不是差错，不作负面评价。',
    en: 'Tried in earnest and not taken up. That is no flaw at all.',
  },
  starved: { zh: '答应的钱、人、授权没有到位，做不下去。', en: 'The promised support never came.' },
  withdrawn: { zh: '本单位自己决定不做了。', en: 'The unit itself gives it up.' },
  stopped: { zh: '由县领导叫停。', en: 'Stopped by a leader.' },
};

export function PilotActs({ pilot }: { pilot: Pilot }): ReactNode {
  const own = useOwn(pilot);
  const leads = useMay()('pilot.brake');
  const open = (Object.keys(PILOT_LIFECYCLE.acts) as PilotAct[]).filter(
    act => pilot.open.includes(act) && (act === 'brake' ? leads : own),
  );
  return open.map(act => <PilotActButton key={act} act={act} pilot={pilot} />);
}

const REASONED: readonly PilotAct[] = ['suspend', 'close', 'brake'];
const NEXT: readonly PilotAct[] = ['register', 'start', 'resume'];

function PilotActButton({ act, pilot }: { act: PilotAct; pilot: Pilot }): ReactNode {
  const label = act === 'register' ? say('登记试点', 'Register') : actName(PILOT_LIFECYCLE, act);
  return (
    <Act<Plain>
      label={label}
      explain={sayIn(EXPLAIN[act])}
      fields={
        <>
          {act === 'close' && <OutcomeField draft={pilot.state === 'draft'} />}
          <Form.Item
            name="reason"
            label={say('理由', 'Reason')}
            rules={
              REASONED.includes(act) ? [{ required: true, message: say('请写明理由', 'Give a reason') }] : undefined
            }
          >
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
          </Form.Item>
          <Form.Item name="on" label={say('发生之日', 'Day')} extra={say('不填就是今天', 'Empty: today')}>
            <DayField max={today()} />
          </Form.Item>
        </>
      }
      run={values => SEND[act](pilot, stated(values) as never)}
      look={{ type: NEXT.includes(act) ? 'primary' : 'default', danger: act === 'brake' }}
    />
  );
}

function OutcomeField({ draft }: { draft: boolean }): ReactNode {
  const open = PILOT_OUTCOMES.filter(outcome => outcome !== 'stopped' && (!draft || outcome === 'withdrawn'));
  return (
    <Form.Item
      name="outcome"
      label={say('结果', 'Outcome')}
      initialValue={open.length === 1 ? open[0] : undefined}
      rules={[{ required: true, message: say('请选择结果', 'Choose the outcome') }]}
    >
      <Radio.Group className="pilot-outcomes">
        {open.map(outcome => (
          <Radio key={outcome} value={outcome}>
            <strong>{nameOf(PILOT_OUTCOME, outcome)}</strong>
            <span className="quiet">　{sayIn(OUTCOME_MEANS[outcome])}</span>
          </Radio>
        ))}
      </Radio.Group>
    </Form.Item>
  );
}

export const outcomeMeaning = (outcome: PilotOutcome): string => sayIn(OUTCOME_MEANS[outcome]);
