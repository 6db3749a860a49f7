// Amending the declared scope: begun from the version recorded last, with what changes shown before anything is sent.
import { Link } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { difference, type Scope } from '@domain/scope';
import { api, tag, type Schemas } from '@/api/client';
import { must } from '@/api/write';
import { Empty, Reading } from '@/parts/feedback';
import { useId } from '@/parts/id';
import { KeptForm } from '@/parts/kept-form';
import { Card, Page } from '@/parts/page';
import { say } from '@/words/say';
import { DeparturesField } from './form/departures-field';
import { PeriodFields } from './form/period-fields';
import { PlaceAndActivities, UnitsAndCap } from './form/scope-fields';
import { asPart, asScope, entryOf, scopeOf, type ScopeEntry } from './form/values';
import {
  isAmendable,
  latestRecorded,
  openVersion,
  useOwn,
  usePilot,
  useScopes,
  type Pilot,
  type ScopeVersion,
} from './reading';
import { Changes } from './scope/changes';
import { OpenAmendment } from './scope/open-amendment';
import './pilots.css';

interface AmendValues {
  reason: string;
  changes: ScopeEntry;
}

export function AmendScope(): ReactNode {
  const id = useId();
  const scopes = useScopes(id);
  return (
    <Reading of={usePilot(id)}>
      {pilot => (
        <Page
          title={say('变更申报范围', 'Amend the scope')}
          under={
            <Link to="/pilots/$id" params={{ id }} search={{ tab: 'scope' }}>
              {pilot.title} {pilot.code}
            </Link>
          }
        >
          <Reading of={scopes}>{versions => <Amendment pilot={pilot} versions={versions} />}</Reading>
        </Page>
      )}
    </Reading>
  );
}

function Amendment({ pilot, versions }: { pilot: Pilot; versions: ScopeVersion[] }): ReactNode {
  const own = useOwn(pilot);
  const open = openVersion(versions);
  const latest = latestRecorded(versions);
  if (open) return <OpenAmendment pilot={pilot} open={open} />;
  if (!own) return <Empty text={say('只有申报单位可以变更申报范围。', 'Only the sponsor unit amends the scope.')} />;
  if (!isAmendable(pilot) || latest === undefined) {
    return (
      <Empty
        text={say(
          '草稿和已结束的试点不能变更申报范围。草稿请先登记试点。',
          'The scope of a draft or a closed pilot cannot be amended. Register a draft first.',
        )}
      />
    );
  }
  return <AmendForm pilot={pilot} base={asScope(latest)} />;
}

function changesOf(base: Scope, entry: ScopeEntry): Schemas['ScopeChanges'] {
  const next = asPart(scopeOf(entry));
  return Object.fromEntries(difference(base, asScope(next)).map(({ field }) => [field, next[field]]));
}

function AmendForm({ pilot, base }: { pilot: Pilot; base: Scope }): ReactNode {
  const [form] = Form.useForm<AmendValues>();
  const params = { path: { id: pilot.id }, header: tag(pilot.version) };
  return (
    <KeptForm<AmendValues, Schemas['ScopeWritten']>
      name="amendment"
      subject={pilot.id}
      form={form}
      initial={{ changes: entryOf(base) }}
      submit={say('提出变更', 'Open the amendment')}
      send={({ reason, changes }) =>
        must(api.POST('/api/pilots/{id}/amend', { params, body: { reason, changes: changesOf(base, changes) } }))
      }
      sent={() => undefined}
    >
      <p className="note">
        {say(
          '先提出，核对无误后再登记；登记的次日起算数。',
          'First opened, then recorded once you have looked it over; it counts from the day after that.',
        )}
      </p>
      <div className="columns pilot-parts">
        <Card title={say('在哪里、做什么', 'Where and what')}>
          <PlaceAndActivities at="changes" />
        </Card>
        <Card title={say('期限、单位、预算', 'Period, units, budget')}>
          <PeriodFields at={['changes', 'period']} of={{ zh: '实施', en: 'Scope' }} required />
          <UnitsAndCap at="changes" />
        </Card>
      </div>
      <Card title={say('要突破的规定', 'Departures')}>
        <DeparturesField at="changes" />
      </Card>
      <Card title={say('将要改动', 'What will change')}>
        <Preview base={base} />
        <Form.Item
          name="reason"
          label={say('变更理由', 'Reason')}
          rules={[{ required: true, message: say('请写明变更理由', 'Give a reason') }]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
        </Form.Item>
      </Card>
    </KeptForm>
  );
}

function Preview({ base }: { base: Scope }): ReactNode {
  const entry = Form.useWatch('changes') as ScopeEntry | undefined;
  if (entry === undefined) return null;
  return <Changes from={base} to={scopeOf(entry)} />;
}
