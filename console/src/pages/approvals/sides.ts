// On which side of an approval the reader stands, and which of the open acts are that side's.
import { APPROVAL_ACTS, type ApprovalAct, type Side } from '@domain/approval';
import type { Schemas } from '@/api/client';
import { useMay, useSelf } from '@/api/session-hook';

export type Approval = Schemas['ApprovalDetail'];
export type Pilot = Schemas['PilotDetail'];
export type Happened = Schemas['ApprovalEventView'];

/** One approval with what its page needs around it; the pilot is null until it was read. */
export interface Matter {
  approval: Approval;
  pilot: Pilot | null;
  /** The registry's own day. */
  today: string;
}

/** The acts the reader may do now, by state, permission and side; a unit may stand on both sides. */
export function useActs({ approval, pilot }: Matter): readonly ApprovalAct[] {
  const unit: string = useSelf().organisation.id;
  const may = useMay();
  const on: Readonly<Record<Side, boolean>> = {
    sponsor: pilot?.sponsorId === unit && may('approval.request'),
    approver: approval.approverId === unit && may('approval.handle'),
  };
  return (approval.open as ApprovalAct[]).filter(act => on[APPROVAL_ACTS[act].by]);
}

/** What the state asks of the side that holds the matter; the first is the one expected. */
const ASKED: Readonly<Partial<Record<Approval['state'], readonly ApprovalAct[]>>> = {
  'not-started': ['apply', 'inquire'],
  inquiring: ['name-path'],
  'path-named': ['apply'],
  applied: ['accept', 'grant', 'return', 'suspend', 'refuse'],
  accepted: ['grant', 'return', 'suspend', 'refuse'],
  returned: ['resubmit'],
  suspended: ['resume'],
};

export interface Split {
  asked: ApprovalAct[];
  /** Open to the reader, but waited for by nobody: withdrawing, lapsing, applying over an inquiry. */
  other: ApprovalAct[];
}

export function splitActs(state: Approval['state'], acts: readonly ApprovalAct[]): Split {
  const expected = ASKED[state] ?? [];
  return { asked: expected.filter(act => acts.includes(act)), other: acts.filter(act => !expected.includes(act)) };
}
