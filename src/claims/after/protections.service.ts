import { Injectable } from '@nestjs/common';
import type { Title } from '../../domain/check/rulebook';
import type { Actor } from '../../domain/permission';
import {
  COMMON_CONSEQUENCES,
  protectionOn,
  protectionRefusal,
  PROTECTION_WORDS,
  refuseStranger,
} from '../../domain/claim/protection';
import { OrganisationsService } from '../../identity/organisations.service';
import type { Reader } from '../../ledger/door';
import { Journal } from '../../ledger/journal';
import { Clock } from '../../platform/clock';
import { RulebooksService } from '../../rulebooks/rulebooks.service';
import type { ProtectionItem, ProtectionQuery, ProtectionView } from './protections.dto';
import { ProtectionsRepository, type MatterRow, type ServedRow } from './protections.repository';

/** May this matter count against this unit or officer? */
@Injectable()
export class ProtectionsService {
  constructor(
    private readonly journal: Journal,
    private readonly rows: ProtectionsRepository,
    private readonly organisations: OrganisationsService,
    private readonly rulebooks: RulebooksService,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal protection.nobody-named, protection.forbidden, protection.matter-unknown */
  async ask(actor: Actor, query: ProtectionQuery): Promise<ProtectionView> {
    const { unit, officer, matter, day = this.clock.today() } = query;
    if (unit === undefined && officer === undefined) throw protectionRefusal('protection.nobody-named');
    return this.journal.read(actor, async q => {
      const { kind } = await this.organisations.organisationIn(q, actor.organisationId);
      const concerned = await this.concerned(q, actor, query);
      refuseStranger({ unitKind: kind, auditor: actor.roles.includes('auditor'), concerned });
      const matters = await this.rows.matters(q, { matter, unit, officer });
      if (matters.length === 0) throw protectionRefusal('protection.matter-unknown');
      const served = await this.rows.served(
        q,
        matters.map(({ accountability }) => accountability),
      );
      const items: ProtectionItem[] = [];
      for (const one of matters) items.push(await this.item(q, { matter: one, served, day }));
      return { ...gravest(items), matter, day, items };
    });
  }

  /** An officer's matter is his own, not his unit's. */
  private async concerned(q: Reader, actor: Actor, { unit, officer }: ProtectionQuery): Promise<boolean> {
    if (officer === undefined) return unit === actor.organisationId;
    return (await this.rows.personOf(q, officer)) === actor.personId;
  }

  private async item(
    q: Reader,
    about: { matter: MatterRow; served: readonly ServedRow[]; day: string },
  ): Promise<ProtectionItem> {
    const { matter, day } = about;
    const rows = about.served.filter(({ accountability }) => accountability === matter.accountability);
    const served = rows.map(row => ({
      code: row.code,
      kind: row.kind,
      servedOn: row.served_on,
      validThrough: row.valid_through,
    }));
    const facts = { served, clearedOn: matter.cleared_on, claimed: matter.claimed };
    const { answer, reason, decision } = protectionOn(facts, day);
    const applied = rows.find(row => row.code === decision?.code)?.rule.applied;
    const consequences = answer === 'must-not-count' ? await this.consequences(q, applied) : [];
    return { answer, reason, ...PROTECTION_WORDS[reason], pending: matter.pending, decision, consequences };
  }

  private async consequences(q: Reader, applied: { code: string; version: number } | undefined): Promise<Title[]> {
    const kept = await this.rulebooks.all(q);
    const book = kept.find(({ rulebook: { code, version } }) => code === applied?.code && version === applied.version);
    return [...(book?.rulebook.protects ?? COMMON_CONSEQUENCES)];
  }
}

const FROM_LEAST = ['may-count', 'no-decision', 'must-not-count'];

/** Of several accountabilities in one matter, the answer that protects least stands in front. */
function gravest(items: readonly ProtectionItem[]): ProtectionItem {
  return [...items].sort((a, b) => FROM_LEAST.indexOf(a.answer) - FROM_LEAST.indexOf(b.answer))[0]!;
}
