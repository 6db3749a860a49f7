import type { ReactNode } from 'react';
import { Beneath, PageTitle } from './heading';

interface PageProps {
  title: string;
  /** Beneath the title: code, state, unit. */
  under?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Page({ title, under, actions, children }: PageProps): ReactNode {
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle text={title} />
          {under !== undefined && <div className="row quiet">{under}</div>}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </div>
      <Beneath>{children}</Beneath>
    </>
  );
}

export function Card({ title, children, id }: { title?: string; children: ReactNode; id?: string }): ReactNode {
  return (
    <section className="card" id={id} aria-label={title}>
      {title !== undefined && <h2>{title}</h2>}
      {children}
    </section>
  );
}

/** Name and value pairs; what is null is left out, what is unknown must be said by the caller. */
export function Facts({ of }: { of: [string, ReactNode, 'wide'?][] }): ReactNode {
  return (
    <dl className="facts">
      {of
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value, width]) => (
          <div key={name} className={width}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
