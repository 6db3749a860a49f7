// Tabs that wrap on a narrow screen instead of hiding behind a menu; the open one stands in the address.
import type { KeyboardEvent, ReactNode } from 'react';
import { useFilters } from '@/parts/id';

export interface TabOf {
  key: string;
  label: string;
  content: () => ReactNode;
}

const STEP: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

export function CaseTabs({ label, tabs }: { label: string; tabs: readonly TabOf[] }): ReactNode {
  const [{ tab }, setFilters] = useFilters();
  const at = Math.max(
    0,
    tabs.findIndex(({ key }) => key === tab),
  );
  const open = tabs[at]!;

  function walk(event: KeyboardEvent<HTMLElement>): void {
    const step = STEP[event.key];
    if (step === undefined) return;
    const next = tabs[(at + step + tabs.length) % tabs.length]!;
    setFilters({ tab: next.key });
    document.getElementById(`tab-${next.key}`)?.focus();
  }

  return (
    <>
      <div className="case-tabs" role="tablist" aria-label={label} onKeyDown={walk}>
        {tabs.map(({ key, label: text }) => (
          <button
            key={key}
            id={`tab-${key}`}
            type="button"
            role="tab"
            aria-selected={key === open.key}
            aria-controls="tab-open"
            tabIndex={key === open.key ? 0 : -1}
            onClick={() => setFilters({ tab: key })}
          >
            {text}
          </button>
        ))}
      </div>
      <div id="tab-open" role="tabpanel" aria-labelledby={`tab-${open.key}`} key={open.key}>
        {open.content()}
      </div>
    </>
  );
}
