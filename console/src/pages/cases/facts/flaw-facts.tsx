// The facts of a flaw answered over the flaw's own routes; the check is run when enough is known.
import type { ReactNode } from 'react';
import type { DecidingFact } from '@domain/check/facts';
import type { Explanation } from '@domain/check/wording';
import { api, newKey } from '@/api/client';
import { useMay } from '@/api/session-hook';
import { must } from '@/api/write';
import { Card } from '@/parts/page';
import { say } from '@/words/say';
import type { Flaw } from '../case-data';
import type { Body, Sending } from './answering';
import { PointList } from './point-list';
import { factPoints, questionPoints, type Point } from './points';

interface FactsProps {
  flaw: Flaw;
  /** Of the last finding; names the questions. */
  explanation: Explanation | null;
}

const NOTHING_SAID: Pick<Explanation, 'conditions' | 'redLines'> = { conditions: [], redLines: [] };

async function send(flawId: string, point: Point, body: Body): Promise<{ version: number }> {
  const header = { 'Idempotency-Key': newKey() };
  if (point.kind === 'fact') {
    const params = { path: { id: flawId, fact: point.code as DecidingFact }, header };
    return must(api.POST('/api/flaws/{id}/facts/{fact}', { params, body: body as never }));
  }
  const params = { path: { id: flawId, code: point.code }, header };
  return must(api.POST('/api/flaws/{id}/questions/{code}', { params, body: body as never }));
}

export function FlawFacts({ flaw, explanation }: FactsProps): ReactNode {
  const may = useMay();
  const asInspector = may('flaw.establish');
  const asked = (flaw.lastFinding as Flaw['lastFinding'] | null)?.questions ?? [];
  const sending: Sending = { version: flaw.version, send: (point, body) => send(flaw.id, point, body) };
  return (
    <Card title={say('认定事实', 'Facts')} id="facts">
      <PointList
        about={flaw.id}
        facts={factPoints(flaw, asInspector)}
        questions={questionPoints(flaw, asked, (explanation ?? NOTHING_SAID) as Explanation)}
        sending={sending}
        mayFact={may('flaw.answer') && flaw.open.includes('answer')}
        mayQuestion={asInspector && flaw.open.includes('judge')}
        verb={asInspector ? say('认定', 'establish ') : say('说明', 'answer ')}
      />
    </Card>
  );
}
