// A new draft: best begun with the text of the rulebook in force here.
import type { ReactNode } from 'react';
import { useMay } from '@/api/session-hook';
import { NotAllowed, Reading } from '@/parts/feedback';
import { useFilters } from '@/parts/id';
import { Page } from '@/parts/page';
import { bookOf } from '@/parts/rulebook';
import { today } from '@/parts/today';
import { say } from '@/words/say';
import { useRulebook } from './book';
import { DraftEditor } from './draft-editor';
import { nextVersion, textOf } from './draft-text';

export function NewDraft(): ReactNode {
  const [{ of }] = useFilters();
  const may = useMay();
  if (!may('rulebook.draft')) {
    return <NotAllowed text={say('清单由纪检监察人员起草。', 'Rulebooks are drafted by inspectors.')} />;
  }
  return (
    <Page
      title={
        of === undefined
          ? say('起草清单', 'Draft a rulebook')
          : say(`起草 ${of} 的新版`, `Draft a new version of ${of}`)
      }
      under={say('起草后由另一人发布，发布前不生效', 'Another person releases it; nothing changes before that')}
    >
      {of === undefined ? <FromNothing /> : <FromRecord of={of} />}
    </Page>
  );
}

function FromNothing(): ReactNode {
  return (
    <>
      <p className="note">
        {say(
          '最省事的办法：打开本地现行清单，点“起草新版”，在原文上改。',
          'The easiest way: open the rulebook in force here and draft a new version from its text.',
        )}
      </p>
      <DraftEditor begin={{ text: '' }} />
    </>
  );
}

function FromRecord({ of }: { of: string }): ReactNode {
  const base = useRulebook(of);
  return (
    <Reading of={base}>
      {view => {
        const next = nextVersion(bookOf(view), today());
        return (
          <>
            <p className="note">
              {say(
                `以下是 ${view.id} 的原文，版本号已改为 ${next.version}，施行起日暂填 ${next.inForce.from}，请核定。`,
                `The text of ${view.id} with version ${next.version}; its first day is set to ${next.inForce.from} for now, look at it.`,
              )}
            </p>
            <DraftEditor begin={{ text: textOf(next), of }} />
          </>
        );
      }}
    </Reading>
  );
}
