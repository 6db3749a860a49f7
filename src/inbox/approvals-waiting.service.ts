import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ApprovalEventRow } from '../approvals/approval.entity';
import { ClocksService, type CountyTime } from '../approvals/clocks.service';
import type { ApprovalClock } from '../domain/approval-clock';
import type { ApprovalEventKind } from '../domain/clock';
import { chooseRulebook } from '../domain/check/choosing';
import type { InboxKind } from '../domain/inbox/kinds';
import { NO_CLOCK, signalFor, type ItemClock, type TermBasis } from '../domain/inbox/urgency';
import { mayDo } from '../domain/permission';
import type { Day } from '../domain/period';
import type { Reader } from '../ledger/door';
import { DesksRepository, type DeskRow } from './approvals.repository';
import { basis, groupedBy, rulebookBasis, waits, type Asked, type Source, type Waiting } from './waiting';

type Events = ReadonlyMap<string, readonly ApprovalEventRow[]>;

/** Approvals on the own desk: of the approver with the approval's own clock, of the sponsor without a term. */
@Injectable()
export class ApprovalsWaiting implements Source {
  constructor(
    private readonly rows: DesksRepository,
    private readonly clocks: ClocksService,
  ) {}

  async waiting(q: Reader, { actor, day, calendar, books }: Asked): Promise<Waiting[]> {
    const permission = { sponsor: 'approval.request', approver: 'approval.handle' } as const;
    const desk = (await this.rows.desk(q, actor)).filter(row => mayDo(actor.roles, permission[row.mine]));
    const time: CountyTime = { county: actor.county, calendar, books };
    const events = await eventsOf(q, desk);
    const blocked = await this.blocked(q, { desk, time, day });
    return desk
      .filter(row => !blocked.has(row.id))
      .map(row => this.item(row, { own: events.get(row.id) ?? [], time, day }));
  }

  private item(
    row: DeskRow,
    { own, time, day }: { own: readonly ApprovalEventRow[]; time: CountyTime; day: Day },
  ): Waiting {
    const since = own.findLast(({ kind }) => MOVES_DESK.includes(kind))?.happened_on ?? row.opened_on;
    if (row.mine === 'sponsor' || row.state === 'suspended') return waits({ ...row, kind: KIND[row.state]!, since });
    const { clock } = this.clocks.read(time, { approval: row, field: row.field, events: own }, day);
    const kind = row.state === 'applied' && clock.rounds > 0 ? 'approval.answer-return' : KIND[row.state]!;
    return waits({ ...row, kind, since }, deskClock(clock, basisOf(row, { own, time, clock })));
  }

  /** Approvals that cannot be applied for yet: a predecessor is neither granted nor deemed granted. */
  private async blocked(
    q: Reader,
    { desk, time, day }: { desk: readonly DeskRow[]; time: CountyTime; day: Day },
  ): Promise<ReadonlySet<string>> {
    const applying = desk.filter(row => KIND[row.state] === 'approval.apply').map(({ id }) => id);
    if (applying.length === 0) return new Set();
    const ungranted = await this.rows.ungranted(q, time.county, applying);
    const events = await eventsOf(q, ungranted);
    const missing = ungranted.filter(row => {
      const subject = { approval: row, field: row.field, events: [...(events.get(row.id) ?? [])] };
      return this.clocks.read(time, subject, day).clock.deemedOn === null;
    });
    return new Set(missing.map(({ for_id }) => for_id));
  }
}

const KIND: Partial<Record<DeskRow['state'], InboxKind>> = {
  'not-started': 'approval.apply',
  'path-named': 'approval.apply',
  returned: 'approval.resubmit',
  inquiring: 'approval.name-path',
  applied: 'approval.accept',
  accepted: 'approval.decide',
  suspended: 'approval.resume',
};

/** Accepting leaves the matter where it lies. */
const MOVES_DESK: readonly ApprovalEventKind[] = [
  'inquired',
  'path-named',
  'applied',
  'returned',
  'resubmitted',
  'suspended',
  'resumed',
];

async function eventsOf(q: Reader, approvals: readonly { id: string }[]): Promise<Events> {
  if (approvals.length === 0) return new Map();
  const where = { approval_id: In(approvals.map(({ id }) => id)) };
  const rows = await q.find(ApprovalEventRow, where, { order: { approval_id: 'ASC', ordinal: 'ASC' } });
  return groupedBy(rows, row => row.approval_id);
}

function deskClock(clock: ApprovalClock, said: TermBasis): ItemClock {
  const { term, termUsed, due } = clock;
  if (term === null) return NO_CLOCK;
  const daysLeft = term - termUsed;
  return {
    due: due?.explanation.due ?? null,
    term,
    daysUsed: termUsed,
    daysLeft,
    basis: said,
    signal: signalFor(daysLeft, term),
  };
}

const PROMISED = basis('promised', '该事项的承诺（法定）办理时限', 'the promised or statutory term of the matter');

/** Naming the path is measured by the rulebook of the day it was asked for, where that sets a term. */
function basisOf(
  row: DeskRow,
  { own, time, clock }: { own: readonly ApprovalEventRow[]; time: CountyTime; clock: ApprovalClock },
): TermBasis {
  const asked = own.find(({ kind }) => kind === 'inquired');
  if (clock.measured !== 'inquiry' || !asked) return PROMISED;
  const book = chooseRulebook(time.books, { region: time.county, day: asked.happened_on, field: row.field });
  return book?.terms['inquiry-answer'] ? rulebookBasis('inquiry-answer', `${book.code}@${book.version}`) : PROMISED;
}
