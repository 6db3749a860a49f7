// A file kept by its digest. Reading one takes a login, so a plain link would not do: it is fetched, then handed over.
import { useState, type ReactNode } from 'react';
import { heard } from '@/api/answer';
import { fetched } from '@/api/client';
import { tell } from '@/api/problem';
import { say } from '@/words/say';
import { saveAs } from './saving';

const ENDING: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'video/mp4': '.mp4',
  'audio/mpeg': '.mp3',
  'text/plain': '.txt',
};

/** @throws the problem the server answered with, or Unanswered */
async function save(sha256: string): Promise<void> {
  const content = await heard((await fetched(`/api/files/${sha256}`)).blob());
  saveAs(content, `${sha256.slice(0, 12)}${ENDING[content.type.split(';')[0] ?? ''] ?? ''}`);
}

export function StoredFile({ sha256, name }: { sha256: string; name?: string }): ReactNode {
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });

  async function fetchIt(): Promise<void> {
    setState({ busy: true, error: null });
    try {
      await save(sha256);
      setState({ busy: false, error: null });
    } catch (error) {
      setState({ busy: false, error });
    }
  }

  const called = name ?? say(`文件 ${sha256.slice(0, 12)}…`, `file ${sha256.slice(0, 12)}…`);
  return (
    <>
      <button className="button" type="button" disabled={state.busy} title={sha256} onClick={() => void fetchIt()}>
        {state.busy ? say('正在取回…', 'Fetching…') : say(`下载${called}`, `Download ${called}`)}
      </button>
      {state.error != null && (
        <span className="tag tag-bad" role="alert">
          {tell(state.error)}
        </span>
      )}
    </>
  );
}
