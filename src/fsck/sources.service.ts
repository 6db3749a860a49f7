// What a check is held to from outside the database: keys, witnesses and authorities, published files, the own interface.
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/platform.module';
import { AnchoringService } from '../proof/anchoring.service';
import type { LogKey } from '../proof/log-keys';
import { LogKeysService } from '../proof/log-keys.service';
import { PublishedStoreService } from '../proof/published-store.service';

@Injectable()
export class SourcesService {
  constructor(
    private readonly keys: LogKeysService,
    private readonly anchoring: AnchoringService,
    readonly store: PublishedStoreService,
    @Inject(CONFIG) private readonly config: Config,
    private readonly http: HttpAdapterHost,
  ) {}

  /** @throws Refusal log-key.malformed, log-key.other-origin */
  of(county: string): { origin: string; keys: readonly LogKey[]; settings: AnchoringService['settings'] } {
    return { origin: this.keys.origin(county), keys: this.keys.of(county), settings: this.anchoring.settings };
  }

  get folder(): string {
    return this.config.publishedDir;
  }

  /** Where this process serves, from its own machine: `http://127.0.0.1:3000`; null while it does not. */
  address(): string | null {
    const server = this.http.httpAdapter?.getHttpServer() as Server | undefined;
    const bound = server?.listening === true ? server.address() : null;
    if (bound === null || typeof bound !== 'object') return null;
    const host = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[bound.address];
    return `http://${host ?? (bound.family === 'IPv6' ? `[${bound.address}]` : bound.address)}:${bound.port}`;
  }
}
