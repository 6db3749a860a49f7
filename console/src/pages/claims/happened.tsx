// Every act on the claim in order: who by unit, when by the registry's clock. Deliberation stays closed to the parties.
import type { ReactNode } from 'react';
import { CLAIM_LIFECYCLE, type ClaimStep } from '@domain/claim/claim';
import { localDay } from '@domain/period';
import { $api } from '@/api/client';
import { Reading } from '@/parts/feedback';
import { UnitName } from '@/parts/organisations';
import { Card } from '@/parts/page';
import { Timeline } from '@/parts/timeline';
import { say, sayIn } from '@/words/say';

const nameOfAct = (act: string): string => {
  const known = CLAIM_LIFECYCLE.acts[act as ClaimStep] as { words: { zh: string; en: string } } | undefined;
  return act === 'file' ? say('提出申请', 'filed') : known === undefined ? act : sayIn(known.words);
};

export function Happened({ id }: { id: string }): ReactNode {
  const acts = $api.useQuery('get', '/api/claims/{id}/acts', { params: { path: { id } } });
  return (
    <Card title={say('经历', 'History')}>
      <Reading of={acts}>
        {list => (
          <Timeline
            of={list.map(act => ({
              key: String(act.ordinal),
              on: localDay(act.recordedAt),
              text: nameOfAct(act.act),
              under: (
                <>
                  <UnitName id={act.unit} />
                  {act.withheld ? say('（内容不公开）', ' (not disclosed)') : act.text !== null && `：${act.text}`}
                </>
              ),
            }))}
          />
        )}
      </Reading>
    </Card>
  );
}
