import { Injectable } from '@nestjs/common';
import { higherBody, routeOf, type ManagingLevel } from '../../domain/claim/routing';
import { Organisation } from '../../identity/organisation.entity';
import { Journal } from '../../ledger/journal';
import type { Claim } from '../claim.entity';

const NAMELESS = '纪检监察机关';

/** The names of the organs a document speaks of: of the county, or of the city or province above it. */
@Injectable()
export class OrgansService {
  constructor(private readonly journal: Journal) {}

  /** A unit of the county or of the places above it, by the id that an act was entered with. */
  async nameOf(county: string, unitId: string): Promise<string> {
    for (let place: string | null = county; place !== null; place = higherBody(place)) {
      const [unit] = await this.units(place, { id: unitId });
      if (unit) return unit.name;
    }
    return NAMELESS;
  }

  /** The discipline body of a county, city or province; its oldest unit of that kind where there are several. */
  async bodyOf(place: string | null): Promise<string> {
    const [body] = place === null ? [] : await this.units(place, { kind: 'discipline' });
    return body?.name ?? NAMELESS;
  }

  /** The body that a claim was filed with, whoever reviews it now. */
  async firstBody(claim: Pick<Claim, 'county' | 'routed_by'>): Promise<string> {
    return this.bodyOf(firstSeat(claim));
  }

  /** 抄送: the organisation department of the county. */
  async copies(county: string): Promise<string[]> {
    return (await this.units(county, { kind: 'organisation-department' })).map(({ name }) => name);
  }

  /** Looked up in that place alone: a county's reader sees nothing of the places above it. */
  private async units(place: string, where: { id: string } | { kind: Organisation['kind'] }): Promise<Organisation[]> {
    return this.journal.read({ county: place, reach: place }, q =>
      q.find(Organisation, where, { order: { recorded_at: 'ASC', id: 'ASC' } }),
    );
  }
}

/** Where a claim was filed: its own `handling` moves on with an upper review. */
export function firstSeat({ county, routed_by: routedBy }: Pick<Claim, 'county' | 'routed_by'>): string {
  const officer = routedBy !== 'unit-matter';
  const managedBy = (officer ? routedBy.slice(0, -'-managed'.length) : 'county') as ManagingLevel;
  return routeOf(county, { officer, managedBy }).handling;
}
