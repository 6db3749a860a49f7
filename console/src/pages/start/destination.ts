// Where a waiting matter is dealt with: the page of the thing itself, at the place where the act is done.
import type { Role } from '@domain/permission';
import type { InboxSubject } from '@domain/inbox/kinds';
import type { Search } from '@/app/router';
import type { Schemas } from '@/api/client';

type Item = Schemas['InboxItem'];

interface Destination {
  to: string;
  params: { id: string };
  search: Search;
}

const PAGES: Readonly<Record<InboxSubject, string>> = {
  pilot: '/pilots/$id',
  pledge: '/pledges/$id',
  approval: '/approvals/$id',
  exemption: '/exemptions/$id',
  flaw: '/flaws/$id',
  accountability: '/claims/new',
  claim: '/claims/$id',
  correction: '/corrections/$id',
  'rulebook-draft': '/rulebook-drafts/$id',
  erasure: '/erasures',
  'fsck-run': '/ledger',
};

/** An inspector works on the case view and the filing view; everybody else on the page of the thing. */
const INSPECTING: Partial<Record<InboxSubject, string>> = {
  exemption: '/exemptions/$id/review',
  flaw: '/flaws/$id/case',
  claim: '/claims/$id/case',
};

/** Acts of a party, also where the party is an inspector by another role. */
const PARTY_KINDS = new Set([
  'claim.state',
  'claim.request-re-review',
  'claim.request-upper-review',
  'exemption.file',
  'exemption.refile',
  'exemption.renew',
  'safeguard.record',
  'flaw.answer',
]);

export function destinationOf(item: Item, roles: readonly Role[]): Destination {
  const inspecting = roles.includes('inspector') && !PARTY_KINDS.has(item.kind);
  const subject = item.subject.type;
  const to = (inspecting ? INSPECTING[subject] : undefined) ?? PAGES[subject];
  const search: Search = subject === 'accountability' ? { accountability: item.subject.id } : {};
  if (item.kind === 'amendment.record') search.tab = 'scope';
  return { to, params: { id: item.subject.id }, search };
}
