// A claim as this page reads it, and the names under which its people are known to the reader: panel members by name, so
// that recusal can be demanded, everybody else by the end of the account.
import { useMemo } from 'react';
import type { ClaimStage } from '@domain/claim/claim';
import type { StepCode } from '@domain/claim/stretches';
import { $api, type Schemas } from '@/api/client';
import { useAccountName } from '@/parts/finding/sentence';
import type { Words } from '@/words/say';

export type Claim = Schemas['ClaimDetail'];

export const useClaim = (id: string) => $api.useQuery('get', '/api/claims/{id}', { params: { path: { id } } });

export const usePanel = (id: string) => $api.useQuery('get', '/api/claims/{id}/panel', { params: { path: { id } } });

export function usePeople(claimId: string): (account: string) => string {
  const unnamed = useAccountName();
  const { data } = usePanel(claimId);
  return useMemo(() => {
    const names = new Map((data?.members ?? []).map(({ accountId, name }) => [accountId, name]));
    return account => names.get(account) ?? unnamed(account);
  }, [data, unnamed]);
}

export const STAGE_WORDS: Readonly<Record<ClaimStage, Words>> = {
  first: { zh: '初次认定', en: 'first decision' },
  're-review': { zh: '复审', en: 're-review' },
  'upper-review': { zh: '复核', en: 'upper review' },
};

export const STEP_WORDS: Readonly<Record<StepCode, Words>> = {
  'claim-admission': { zh: '受理', en: 'admission' },
  'fact-finding': { zh: '调查核实', en: 'fact-finding' },
  deliberation: { zh: '合议', en: 'deliberation' },
  referral: { zh: '报上级批准', en: 'referral' },
  reply: { zh: '答复送达', en: 'reply' },
  appeal: { zh: '可申请复审、复核', en: 'window for a review' },
  're-review': { zh: '复审', en: 're-review' },
  'upper-review': { zh: '复核', en: 'upper review' },
};
