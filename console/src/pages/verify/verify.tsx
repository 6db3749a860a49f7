// Anybody who holds a document may ask whether it was issued: the answer confirms number, day, organ and digests, and shows
// nothing of what the document says.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useId, type FormEvent, type ReactNode } from 'react';
import { answered, heard } from '@/api/answer';
import type { Schemas } from '@/api/client';
import { isProblem } from '@/api/problem';
import { LanguageSwitch } from '@/app/language-switch';
import { Loading, Trouble } from '@/parts/feedback';
import { Card, Facts, Page } from '@/parts/page';
import type { Search } from '@/app/router';
import { say } from '@/words/say';

async function ask(code: string): Promise<Schemas['VerifiedView']> {
  // Without a token: this page is open to everybody.
  const response = answered(await heard(fetch(`/api/verify/${encodeURIComponent(code)}`)));
  const answer: unknown = await heard(response.json());
  if (!response.ok) throw answer;
  return answer as Schemas['VerifiedView'];
}

export function Verify(): ReactNode {
  const { code = '' } = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const id = useId();

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('code')).trim();
    void navigate({ to: '/verify', search: { code: typed } });
  }

  return (
    <main className="shell-main verify" id="main">
      <Page title={say('核验文书', 'Verify a document')} actions={<LanguageSwitch />}>
        <Card>
          <form className="login-form" onSubmit={submit}>
            <label htmlFor={id}>{say('文书上的 17 位验证码', 'The 17 symbols printed on the document')}</label>
            <input id={id} name="code" defaultValue={code} autoComplete="off" spellCheck={false} required />
            <button className="button button-primary" type="submit">
              {say('核验', 'Verify')}
            </button>
          </form>
        </Card>
        {code !== '' && <Verdict code={code} />}
        <p className="quiet small">
          {say('封存回执可用', 'Seal receipts are verified offline with')}{' '}
          <a href="/verify.html">{say('离线核验页', 'the offline verifier')}</a>
          {say('，不需要本系统。', ', without this system.')}
        </p>
        <p>
          <a href="/">{say('登录', 'Log in')}</a>
        </p>
      </Page>
    </main>
  );
}

function Verdict({ code }: { code: string }): ReactNode {
  const { data, error, isPending } = useQuery({
    queryKey: ['verify', code],
    queryFn: () => ask(code),
    retry: failures => failures < 2,
    retryOnMount: false,
    throwOnError: false,
  });
  if (isPending && error === null) return <Loading />;
  if (data === undefined) {
    if (!isProblem(error)) return <Trouble error={error} />;
    return (
      <div className="note note-bad" role="alert">
        <strong>{say('未能确认', 'Not confirmed')}</strong>
        <Trouble error={error} />
      </div>
    );
  }
  return (
    <Card title={say('确系本系统签发', 'Issued by this registry')}>
      <Facts
        of={[
          [say('文号', 'Number'), data.number],
          [say('签发日期', 'Issued on'), data.issuedOn],
          [say('签发机关', 'Organ'), data.organ],
          [say('PDF 文件 SHA-256', 'SHA-256 of the PDF'), <code key="pdf">{data.pdfSha256}</code>, 'wide'],
          [say('Word 文件 SHA-256', 'SHA-256 of the Word file'), <code key="word">{data.docxSha256}</code>, 'wide'],
        ]}
      />
    </Card>
  );
}
