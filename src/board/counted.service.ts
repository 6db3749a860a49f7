import { Injectable } from '@nestjs/common';
import type { Day } from '../domain/period';
import type { Reader } from '../ledger/door';
import type { Area } from './area';
import { NamesRepository, type NamedPilot } from './names.repository';
import {
  PilotsCountedRepository,
  type FlawsCounted,
  type PilotsCounted,
  type PlacesCounted,
} from './pilots-counted.repository';
import { PledgesCountedRepository, type PledgesCounted } from './pledges-counted.repository';

/** What columns say. */
export interface Counted {
  pilots: PilotsCounted[];
  places: PlacesCounted[];
  flaws: FlawsCounted[];
  /** With an office, by code. */
  counties: string[];
  pledges: PledgesCounted;
}

@Injectable()
export class CountedService {
  constructor(
    private readonly pilotRows: PilotsCountedRepository,
    private readonly pledgeRows: PledgesCountedRepository,
    private readonly names: NamesRepository,
  ) {}

  async others(q: Reader, area: Area): Promise<Omit<Counted, 'pledges'>> {
    return {
      pilots: await this.pilotRows.pilots(q, area),
      places: await this.pilotRows.places(q, area),
      flaws: await this.pilotRows.flaws(q, area),
      counties: await this.names.counties(q, area),
    };
  }

  async pledges(q: Reader, area: Area, day: Day): Promise<PledgesCounted> {
    return this.pledgeRows.counted(q, area, day);
  }

  async units(q: Reader, ids: readonly string[]): Promise<Map<string, string>> {
    return this.names.units(q, ids);
  }

  async pilots(q: Reader, ids: readonly string[]): Promise<Map<string, NamedPilot>> {
    return this.names.pilots(q, ids);
  }

  async entries(q: Reader, area: Area): Promise<number> {
    return this.names.entries(q, area);
  }
}
