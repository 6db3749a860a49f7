// Who reads what a panel said among itself: the sitting members alone until the decision is served, afterwards the bodies
// that handle, handled or review the claim and the auditor; the claimant's side never (domain.md section 7, point 4).

import { refusals } from '../errors';
import { higherBody, routeOf, type ManagingLevel, type RoutedBy, type Seat } from './routing';

export const readingRefusal = refusals({
  'claim.deliberation-closed': {
    kind: 'forbidden',
    zh: '合议记录在认定送达前只对在任合议组成员开放，送达后对办理机关、上级机关和审计开放',
    en: 'deliberation is open to the sitting panel until the decision is served, then to the handling and the higher body and the auditor',
  },
});

export interface ReaderOfClaim {
  /** Is or stands beside the claimant: its person, its unit, whoever filed. Stronger than every other standing. */
  claimantSide: boolean;
  /** Sits in the panel of the present stage now. */
  sitting: boolean;
  /** An inspector of a discipline body that handles, handled or would review the claim. */
  ofBody: boolean;
  auditor: boolean;
}

interface Handled {
  county: string;
  handling: string;
  routed_by: RoutedBy;
}

/** Counties, cities and provinces whose discipline body has, had or may get the claim. */
export function bodiesOf({ county, handling, routed_by }: Handled): string[] {
  const officer = routed_by !== 'unit-matter';
  const managedBy = officer ? (routed_by.replace('-managed', '') as ManagingLevel) : 'county';
  const first = routeOf(county, { officer, managedBy }).handling;
  const bodies = [first, handling, higherBody(handling)];
  return [...new Set(bodies.filter(body => body !== null))];
}

export const isOfBody = (seat: Seat, claim: Handled): boolean =>
  seat.unitKind === 'discipline' && bodiesOf(claim).includes(seat.county);

/** Opinions and votes of one stage. @param stage whether its decision was served, and whether it is the present one */
export function mayReadDeliberation(reader: ReaderOfClaim, stage: { served: boolean; present: boolean }): boolean {
  if (reader.claimantSide) return false;
  if (stage.served) return reader.ofBody || reader.auditor || (reader.sitting && stage.present);
  return reader.sitting && stage.present;
}

/** Proposals and what became of them; everybody else sees a decision once it is issued and served. */
export const mayReadProposals = ({ claimantSide, sitting, ofBody }: ReaderOfClaim): boolean =>
  !claimantSide && (sitting || ofBody);
