// Every page has one heading of the first rank and a title of its own, also where it shows nothing but why it cannot be shown.
import { createContext, use, useEffect, type ReactNode } from 'react';

const Titled = createContext(false);

/** What stands on a page that has its heading. */
export function Beneath({ children }: { children: ReactNode }): ReactNode {
  return <Titled value>{children}</Titled>;
}

export function PageTitle({ text }: { text: string }): ReactNode {
  useEffect(() => {
    document.title = `${text} · 试点容错备案`;
  }, [text]);
  return <h1>{text}</h1>;
}

/** The heading of what stands in the place of something: the page's own, where that would have been the page. */
export function Heading({ text }: { text: string }): ReactNode {
  return use(Titled) ? <h2>{text}</h2> : <PageTitle text={text} />;
}

/** `children` as a page of its own, unless they stand on one. */
export function AsPage({ title, children }: { title: string; children: ReactNode }): ReactNode {
  if (use(Titled)) return children;
  return (
    <div className="feedback">
      <PageTitle text={title} />
      {children}
    </div>
  );
}
