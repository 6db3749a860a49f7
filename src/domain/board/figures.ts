// What a pilot that was assigned from above is still without (任务下达、资源未到, domain.md section 8): a made pledge that is
// due and not delivered in full, an approval past its term. Which of them it lacks says whom to ask.

/** `pledges` and `approvals` each include the pilots that lack both. */
export const MEANS_CAUSES = ['pledges', 'approvals', 'both'] as const;
export type MeansCause = (typeof MEANS_CAUSES)[number];

/** What one pilot lacks; all zero: nothing. */
export interface Lack {
  pledgesUndelivered: number;
  undeliveredFen: number;
  undeliveredUnits: number;
  approvalsOverdue: number;
  /** Working days, of the longest. */
  worstOverdueBy: number;
}

export function lacks(lack: Lack, cause?: MeansCause): boolean {
  const [pledges, approvals] = [lack.pledgesUndelivered > 0, lack.approvalsOverdue > 0];
  if (cause === 'both') return pledges && approvals;
  if (cause === 'pledges') return pledges;
  return cause === 'approvals' ? approvals : pledges || approvals;
}

/** Worst first: both before one, then the longer overdue, then the more money. */
export function worseFirst(a: Lack, b: Lack): number {
  return (
    Number(lacks(b, 'both')) - Number(lacks(a, 'both')) ||
    b.worstOverdueBy - a.worstOverdueBy ||
    b.undeliveredFen - a.undeliveredFen ||
    b.undeliveredUnits - a.undeliveredUnits ||
    b.pledgesUndelivered - a.pledgesUndelivered
  );
}
