// What the board calls things by: units, the counties that have an office, the pilots of the list of targets without means;
// and how long the logs are.
import { Injectable } from '@nestjs/common';
import type { Reader } from '../ledger/door';
import { inside, within, type Area } from './area';

export interface NamedPilot {
  county: string;
  id: string;
  code: string;
  title: string;
  field: string;
  assigned_by: string | null;
  sponsor_id: string;
  sponsor: string;
}

@Injectable()
export class NamesRepository {
  async units(q: Reader, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await q.sql<{ id: string; name: string }>('select id, name from organisation where id = any ($1)', [
      ids,
    ]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Those where some unit is registered; a city's or province's own offices make no county. */
  async counties(q: Reader, area: Area): Promise<string[]> {
    const rows = await q.sql<{ county: string }>(
      `select distinct o.county from organisation o where ${inside('o', area)} and right(o.county, 2) <> '00' order by 1`,
      [within(area)],
    );
    return rows.map(({ county }) => county);
  }

  async pilots(q: Reader, ids: readonly string[]): Promise<Map<string, NamedPilot>> {
    const rows = await q.sql<NamedPilot>(
      `select p.county, p.id, p.code, p.title, p.field, p.assigned_by, p.sponsor_id, o.name as sponsor
       from pilot p join organisation o on o.county = p.county and o.id = p.sponsor_id where p.id = any ($1)`,
      [ids],
    );
    return new Map(rows.map(row => [row.id, row]));
  }

  /** Entries in all logs of the area together: each only grows, so an equal sum means that none of them did. */
  async entries(q: Reader, area: Area): Promise<number> {
    const [row] = await q.sql<{ size: number }>(
      `select coalesce(sum(h.size), 0)::bigint as size from ledger_head h where ${inside('h', area)}`,
      [within(area)],
    );
    return row!.size;
  }
}
