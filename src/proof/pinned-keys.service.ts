import { Inject, Injectable } from '@nestjs/common';
import { refusals } from '../domain/errors';
import { printPinnedKeys } from '../domain/merkle/pinned-keys';
import { ANCHOR_SETTINGS } from './anchoring.service';
import type { AnchorSettings } from './anchors-file';
import { LogKeysService } from './log-keys.service';

export const pinnedKeysServiceRefusal = refusals({
  'log.keys-not-found': { kind: 'not-found', zh: '这个地区的账本没有公钥', en: 'the log of this region has no keys' },
});

/** What a verifier pins: every key the log ever had, its witnesses with their quorum, the authorities' certificates. */
@Injectable()
export class PinnedKeysService {
  constructor(
    private readonly keys: LogKeysService,
    @Inject(ANCHOR_SETTINGS) private readonly settings: AnchorSettings,
  ) {}

  /** Text of `keys.json`. @throws Refusal log.keys-not-found */
  of(county: string): string {
    const logs = /^\d{6}$/.test(county) ? this.keys.of(county).map(({ key }) => key) : [];
    if (logs.length === 0) throw pinnedKeysServiceRefusal('log.keys-not-found');
    const { witnesses, quorum, authorities } = this.settings;
    return printPinnedKeys({
      logs,
      witnesses: witnesses.map(({ key }) => key),
      quorum,
      authorities: authorities.flatMap(({ certificates }) => certificates),
    });
  }
}
