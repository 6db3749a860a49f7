// Applying: a single press where the path is known; where nobody named one, the applicant states basis and term himself.
import type { ReactNode } from 'react';
import { api, type Schemas } from '@/api/client';
import { must } from '@/api/write';
import { Act } from '@/parts/act';
import { say } from '@/words/say';
import { DayAndNote, PathItems } from './act-fields';
import { consequenceOf, labelOf } from './act-words';
import { sendTo } from './plain-acts';
import type { Matter } from './sides';

export function Apply({ matter: { approval, today }, primary }: { matter: Matter; primary: boolean }): ReactNode {
  const unnamed = approval.termWorkdays === null || approval.legalBasis === null;
  return (
    <Act<Schemas['ApplyBody']>
      label={labelOf('apply')}
      look={{ type: primary ? 'primary' : 'default', size: 'large' }}
      explain={
        <>
          <p>{consequenceOf('apply')}</p>
          {unnamed && (
            <p className="note">
              {say(
                '还没有人告知依据和时限，请按办事指南填写；不知道的，先“询问办理途径”。',
                'Nobody has named basis and term: state them by the service guide, or ask for the path first.',
              )}
            </p>
          )}
        </>
      }
      initial={{ on: today }}
      fields={
        <>
          {unnamed && <PathItems within={['path']} />}
          <DayAndNote today={today} />
        </>
      }
      run={body => must(api.POST('/api/approvals/{id}/apply', { params: sendTo(approval), body }))}
    />
  );
}
