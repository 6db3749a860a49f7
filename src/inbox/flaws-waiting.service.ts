import { Injectable } from '@nestjs/common';
import { factsForInspector, factsForSponsor, questionsForInspector } from '../domain/inbox/asked-facts';
import type { InboxKind } from '../domain/inbox/kinds';
import type { Day } from '../domain/period';
import { OrganisationsService } from '../identity/organisations.service';
import type { Reader } from '../ledger/door';
import { OpenFlawsRepository, type OpenFlaw } from './flaws.repository';
import { waits, type Asked, type Source, type Waiting } from './waiting';

/**
 * Flaws: what the sponsor can say of his own, and what the county's discipline body has to check, establish and judge. Other
 * inspectors may do so too; it is not their desk.
 */
@Injectable()
export class FlawsWaiting implements Source {
  constructor(
    private readonly rows: OpenFlawsRepository,
    private readonly organisations: OrganisationsService,
  ) {}

  async waiting(q: Reader, { actor }: Asked): Promise<Waiting[]> {
    const found: Waiting[] = [];
    if (actor.roles.includes('sponsor')) {
      const rows = await this.rows.open(q, actor.county, actor.organisationId);
      found.push(
        ...rows.flatMap(row => asking(row, 'flaw.answer', { parts: factsForSponsor(row), since: row.found_on })),
      );
    }
    if (!actor.roles.includes('inspector')) return found;
    const { kind } = await this.organisations.organisationIn(q, actor.organisationId);
    if (kind !== 'discipline') return found;
    const staked = await this.rows.staked(q, actor);
    const rows = await this.rows.open(q, actor.county, null);
    const free = rows.filter(({ pilot_id }) => pilot_id !== null && !staked.has(pilot_id));
    return [...found, ...free.flatMap(forInspector)];
  }
}

function forInspector(row: OpenFlaw): Waiting[] {
  const unchecked = row.state === 'reported';
  return [
    ...(unchecked ? [waits({ ...row, kind: 'flaw.check', since: checkSince(row) })] : []),
    ...asking(row, 'flaw.establish', { parts: factsForInspector(row), since: row.found_on }),
    ...asking(row, 'flaw.judge', { parts: questionsForInspector(row), since: row.found_on }),
  ];
}

const checkSince = ({ reported_on, found_on, changed_on }: OpenFlaw): Day => changed_on ?? found_on ?? reported_on;

/** Facts and questions are asked for once a finding has missed them. */
function asking(row: OpenFlaw, kind: InboxKind, { parts, since }: { parts: string[]; since: Day | null }): Waiting[] {
  return since === null || parts.length === 0 ? [] : [waits({ ...row, kind, parts, since })];
}
