import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/permission';
import type { Reader } from '../ledger/door';
import { Clock } from '../platform/clock';
import { CalendarService } from '../rulebooks/calendar.service';
import { RulebooksService } from '../rulebooks/rulebooks.service';
import type { Asked } from './waiting';

/** The day, the county's working days and the rulebooks on record: read once, used for every item. */
@Injectable()
export class MeasuringService {
  constructor(
    private readonly clock: Clock,
    private readonly calendars: CalendarService,
    private readonly rulebooks: RulebooksService,
  ) {}

  async asked(q: Reader, actor: Actor): Promise<Asked> {
    const books = (await this.rulebooks.all(q)).map(({ rulebook }) => rulebook);
    return { actor, day: this.clock.today(), calendar: await this.calendars.of(q, actor.county), books };
  }
}
