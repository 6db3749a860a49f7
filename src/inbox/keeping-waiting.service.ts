import { Injectable } from '@nestjs/common';
import { mayDo } from '../domain/permission';
import type { Reader } from '../ledger/door';
import { KeepingRepository } from './keeping.repository';
import { waits, type Asked, type Source, type Waiting } from './waiting';

/** For leaders, inspectors and the three administrators: nobody is asked for what he ordered or drafted himself. */
@Injectable()
export class KeepingWaiting implements Source {
  constructor(private readonly rows: KeepingRepository) {}

  async waiting(q: Reader, { actor, day }: Asked): Promise<Waiting[]> {
    const { roles } = actor;
    const found = [
      ...(mayDo(roles, 'rulebook.release') ? await this.rows.drafts(q, actor, day) : []),
      ...(mayDo(roles, 'erasure.execute') ? await this.rows.erasures(q, actor) : []),
      ...(mayDo(roles, 'audit.read') ? await this.rows.faults(q, actor) : []),
    ];
    return found.map(row => waits(row));
  }
}
