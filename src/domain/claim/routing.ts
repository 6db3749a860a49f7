// Who handles a claim: it follows the authority over the officer (干部管理权限). A county-managed officer's claim is the
// county's, a city-managed one's the city's; a unit's matter stays with the county (domain.md section 7, point 0).

import type { Words } from '../errors';
import { claimRefusal } from './claim';
import { reachOf } from '../permission';

export type ManagingLevel = 'county' | 'city' | 'province';
export type RoutedBy = `${ManagingLevel}-managed` | 'unit-matter';

export interface Route {
  /** Six digits: '513221' the county, '513200' the city, '510000' the province. */
  handling: string;
  routedBy: RoutedBy;
}

/** @param officer false when the unit as such is held to account, whoever manages its head. */
export function routeOf(county: string, matter: { officer: boolean; managedBy: ManagingLevel }): Route {
  if (!matter.officer) return { handling: county, routedBy: 'unit-matter' };
  return { handling: seatAt(county, matter.managedBy), routedBy: `${matter.managedBy}-managed` };
}

/** The code of the county, city or province whose territory contains the county. */
function seatAt(county: string, level: ManagingLevel): string {
  if (level === 'county') return county;
  return level === 'city' ? `${county.slice(0, 4)}00` : `${county.slice(0, 2)}0000`;
}

/** The body one level up that approves referrals and reviews: of a county its city, of a city its province; else null. */
export function higherBody(handling: string): string | null {
  const reach = reachOf(handling);
  if (reach.length === 6) return seatAt(handling, 'city');
  return reach.length === 4 ? seatAt(handling, 'province') : null;
}

const ROUTES: Readonly<Record<RoutedBy, Words>> = {
  'county-managed': { zh: '县管干部', en: 'a county-managed officer' },
  'city-managed': { zh: '市管干部', en: 'a city-managed officer' },
  'province-managed': { zh: '省管干部', en: 'a province-managed officer' },
  'unit-matter': { zh: '单位事项，由本县办理', en: "a unit's own matter, handled in the county" },
};
export const routeWords = (routedBy: RoutedBy): Words => ROUTES[routedBy];

export interface Seat {
  /** The county, city or province of the unit one logged in from. */
  county: string;
  /** Kind of that unit: claims are handled by discipline bodies alone. */
  unitKind: string;
}

const isDiscipline = ({ unitKind }: Seat): boolean => unitKind === 'discipline';

/** @throws Refusal claim.not-handling */
export function refuseOutsideBody(seat: Seat, claim: { handling: string; routed_by: RoutedBy }): void {
  if (isDiscipline(seat) && seat.county === claim.handling) return;
  const { zh, en } = ROUTES[claim.routed_by];
  throw claimRefusal('claim.not-handling', { figures: { handling: claim.handling, why: zh, why_en: en } });
}

/** @throws Refusal claim.not-higher */
export function refuseOutsideHigherBody(seat: Seat, claim: { handling: string }): void {
  const higher = higherBody(claim.handling);
  if (higher !== null && isDiscipline(seat) && seat.county === higher) return;
  throw claimRefusal('claim.not-higher', { figures: { higher } });
}
