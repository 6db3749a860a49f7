import { Inject, Injectable } from '@nestjs/common';
import { INBOX, type InboxKind } from '../domain/inbox/kinds';
import { byUrgency, isOverdue } from '../domain/inbox/urgency';
import type { Actor } from '../domain/permission';
import { workdaysBetween } from '../domain/workdays';
import { Journal } from '../ledger/journal';
import { ClaimsWaiting } from './claims-waiting.service';
import type { InboxCount, InboxItem, InboxQuery, InboxView } from './inbox.dto';
import { MeasuringService } from './measuring.service';
import { remembering } from './remembering';
import type { Asked, Source, Subject, Waiting } from './waiting';

/** Items shown at once; every one of them is counted. */
const SHOWN = 200;
export const SOURCES = Symbol('sources of the inbox');

/** What waits for a person: gathered from the state of things at every asking, ordered by urgency, counted by kind. */
@Injectable()
export class InboxService {
  constructor(
    private readonly journal: Journal,
    private readonly measuring: MeasuringService,
    @Inject(SOURCES) private readonly sources: readonly Source[],
    private readonly claims: ClaimsWaiting,
  ) {}

  async of(actor: Actor, { kind }: InboxQuery): Promise<InboxView> {
    const { asked, gathered } = await this.journal.read(actor, async reader => {
      const q = remembering(reader);
      const measured = await this.measuring.asked(q, actor);
      const found: Waiting[] = [];
      for (const source of this.sources) found.push(...(await source.waiting(q, measured)));
      return { asked: measured, gathered: found };
    });
    gathered.push(...(await this.claims.waiting(asked)));
    const items = unique(gathered.map(one => inboxItem(one, asked))).sort(byUrgency);
    const wanted = kind === undefined ? items : items.filter(item => item.kind === kind);
    return {
      day: asked.day,
      items: wanted.slice(0, SHOWN),
      counts: countsOf(items),
      total: items.length,
      more: wanted.length > SHOWN,
    };
  }
}

/** Two ways to one act are one item: the one with a clock. */
function unique(items: readonly InboxItem[]): InboxItem[] {
  const byKey = new Map<string, InboxItem>();
  for (const item of items) if ((byKey.get(item.key)?.due ?? null) === null) byKey.set(item.key, item);
  return [...byKey.values()];
}

function countsOf(items: readonly InboxItem[]): InboxCount[] {
  const counts = new Map<InboxKind, InboxCount>();
  for (const item of items) {
    const count = counts.get(item.kind) ?? { kind: item.kind, count: 0, overdue: 0 };
    counts.set(item.kind, { ...count, count: count.count + 1, overdue: count.overdue + Number(isOverdue(item)) });
  }
  return [...counts.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

/** Entries on which a person acts one by one are items of their own. */
const APART: readonly InboxKind[] = ['recusal.decide', 'clearance.confirm'];

function inboxItem({ kind, subject, parts, since, clock }: Waiting, { day, calendar }: Asked): InboxItem {
  const { id, code, title } = subject;
  const { subject: type, act } = INBOX[kind];
  return {
    key: [kind, id, ...(APART.includes(kind) ? parts : [])].join(':'),
    kind,
    act,
    subject: { type, id, code, title },
    parts,
    pilot: pilotOf(subject),
    county: subject.county,
    waitingSince: since,
    daysWaited: Math.max(0, workdaysBetween(calendar, since, day)),
    ...clock,
  };
}

const pilotOf = ({ pilot_id: id, pilot_code: code, pilot_title: title }: Subject): InboxItem['pilot'] =>
  id === null || code === null || title === null ? null : { id, code, title };
