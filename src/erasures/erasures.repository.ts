// The one statement by which a payload goes.
import { Injectable } from '@nestjs/common';
import type { Writer } from '../ledger/door';

@Injectable()
export class ErasuresRepository {
  /** Deletes payload, salt and account of the entry; the erasure must be executed in this very transaction. */
  async erase(tx: Writer, erasureId: string): Promise<void> {
    await tx.sql('select erase_payload($1)', [erasureId]);
  }
}
