// The environment, read once and checked before anything starts. No value has a secret default; a wrong one stops
// the start with the name of the variable in both languages.
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { secretAt } from './secret';

export interface Config {
  /** External server: the connection that migrates (see docs/operations.md); undefined means the embedded one. */
  readonly databaseUrl: string | undefined;
  /** Login of role ph_app on the external server; undefined: derived from `databaseUrl`, password in `secretsDir`. */
  readonly appDatabaseUrl: string | undefined;
  /** Login of role ph_audit on the external server; derived like `appDatabaseUrl`. */
  readonly auditDatabaseUrl: string | undefined;
  readonly port: number;
  readonly host: string;
  readonly varDir: string;
  readonly secretsDir: string;
  /** At least 32 characters; from JWT_SECRET or made once in `secretsDir`. */
  readonly jwtSecret: string;
  /** Proxies in front of this process (TRUST_PROXY), whose X-Forwarded-For is believed; 0: none. */
  readonly trustedProxies: number;
  /** First part of every log's origin, `<logHost>/<county>`: the name outsiders know the logs by (LOG_HOST). */
  readonly logHost: string;
  /** Where signed checkpoints are kept outside the database (PUBLISHED_DIR); best on another disk than the database. */
  readonly publishedDir: string;
  /** Milliseconds between two looks at whether a log grew and is to be signed (CHECKPOINT_INTERVAL_MS). */
  readonly checkpointIntervalMs: number;
  /** JSON file that names witnesses, quorum and time-stamp authorities (ANCHORS_FILE); it need not exist. */
  readonly anchorsFile: string;
  /** Hour of Asia/Shanghai at which every log is checked (FSCK_HOUR); null: not at all. */
  readonly fsckHour: number | null;
  /** Demo accounts exist only in this mode, which listens on the loopback address only. */
  readonly demo: boolean;
}

export interface ConfigFault {
  variable: string;
  zh: string;
  en: string;
}

/** Every wrong variable at once, so that an operator corrects them in one go. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly ConfigFault[]) {
    super(faults.map(fault => `${fault.variable}: ${fault.zh} / ${fault.en}`).join('\n'));
    this.name = 'ConfigError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

class Reader {
  readonly faults: ConfigFault[] = [];

  constructor(private readonly env: Environment) {}

  /** An empty value counts as absent: `PORT= npm start` means the default. */
  text(variable: string): string | undefined {
    const value = this.env[variable]?.trim();
    return value === '' ? undefined : value;
  }

  refuse(variable: string, zh: string, en: string): void {
    this.faults.push({ variable, zh, en });
  }

  port(): number {
    const given = this.text('PORT');
    if (given === undefined) return 3000;
    if (/^\d{1,5}$/.test(given) && Number(given) <= 65_535) return Number(given);
    this.refuse('PORT', '必须是 0 至 65535 的整数', 'must be an integer from 0 to 65535');
    return 0;
  }

  trustedProxies(): number {
    const given = this.text('TRUST_PROXY');
    if (given === undefined) return 0;
    if (/^\d$/.test(given)) return Number(given);
    this.refuse(
      'TRUST_PROXY',
      '必须是 0 至 9 的整数：前置代理的层数',
      'must be an integer from 0 to 9: the number of proxies in front',
    );
    return 0;
  }

  host(demo: boolean): string {
    const host = this.text('HOST') ?? '127.0.0.1';
    if (isIP(host) === 0 && !/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(host)) {
      this.refuse('HOST', '必须是 IP 地址或主机名', 'must be an IP address or a host name');
    } else if (demo && !['127.0.0.1', '::1', 'localhost'].includes(host)) {
      this.refuse('HOST', '演示模式只能监听本机回环地址', 'demo mode listens on the loopback address only');
    }
    return host;
  }

  logHost(): string {
    const host = this.text('LOG_HOST') ?? 'pilot-harbor.example';
    if (!/^[a-z0-9]([a-z0-9.-]{0,200}[a-z0-9])?(\/[a-z0-9-]{1,40})*$/.test(host)) {
      this.refuse(
        'LOG_HOST',
        '必须是小写主机名，可带路径，例如 rongcuo.abazhou.gov.cn',
        'must be a host name in lower case, perhaps with a path, for example log.example.org',
      );
    }
    return host;
  }

  checkpointIntervalMs(): number {
    const given = this.text('CHECKPOINT_INTERVAL_MS');
    if (given === undefined) return 2_000;
    if (/^\d{3,5}$/.test(given) && Number(given) >= 100 && Number(given) <= 60_000) return Number(given);
    this.refuse(
      'CHECKPOINT_INTERVAL_MS',
      '必须是 100 至 60000 的整数（毫秒）',
      'must be an integer from 100 to 60000 (milliseconds)',
    );
    return 2_000;
  }

  fsckHour(): number | null {
    const given = this.text('FSCK_HOUR') ?? '3';
    if (given === 'off') return null;
    if (/^\d{1,2}$/.test(given) && Number(given) < 24) return Number(given);
    this.refuse(
      'FSCK_HOUR',
      '必须是 0 至 23 的整数（北京时间）或 off',
      'must be an integer from 0 to 23 (Beijing time), or off',
    );
    return null;
  }

  databaseUrl(variable: string, role?: string): string | undefined {
    const given = this.text(variable);
    if (given === undefined) return undefined;
    const url = URL.canParse(given) ? new URL(given) : undefined;
    if (!url || !['postgres:', 'postgresql:'].includes(url.protocol) || url.pathname.length < 2) {
      this.refuse(
        variable,
        '必须形如 postgres://用户:口令@主机:端口/数据库',
        'must look like postgres://user:password@host:port/database',
      );
    } else if (role !== undefined && decodeURIComponent(url.username) !== role) {
      this.refuse(variable, `必须以角色 ${role} 登录`, `must log in as the role ${role}`);
    }
    return given;
  }

  jwtSecret(secretsDir: string): string {
    const given = this.text('JWT_SECRET');
    if (given === undefined) return this.faults.length === 0 ? secretAt(join(secretsDir, 'jwt')) : '';
    if (given.length < 32) this.refuse('JWT_SECRET', '至少 32 个字符', 'needs at least 32 characters');
    return given;
  }
}

/**
 * Reads and checks the environment. Makes `secrets/jwt` below VAR_DIR on the first start when JWT_SECRET is unset.
 * @throws ConfigError naming every wrong variable.
 */
export function readConfig(env: Environment = process.env, mode: { demo: boolean } = { demo: false }): Config {
  const reader = new Reader(env);
  const varDir = resolve(reader.text('VAR_DIR') ?? 'var');
  const secretsDir = join(varDir, 'secrets');
  const databaseUrl = reader.databaseUrl('DATABASE_URL');
  const appDatabaseUrl = reader.databaseUrl('APP_DATABASE_URL', 'ph_app');
  const auditDatabaseUrl = reader.databaseUrl('AUDIT_DATABASE_URL', 'ph_audit');
  for (const [variable, value] of Object.entries({
    APP_DATABASE_URL: appDatabaseUrl,
    AUDIT_DATABASE_URL: auditDatabaseUrl,
  })) {
    if (value !== undefined && databaseUrl === undefined) {
      reader.refuse(variable, '只能与 DATABASE_URL 一起使用', 'is only used together with DATABASE_URL');
    }
  }
  const port = reader.port();
  const host = reader.host(mode.demo);
  const trustedProxies = reader.trustedProxies();
  const log = logSettings(reader, varDir);
  const jwtSecret = reader.jwtSecret(secretsDir);
  if (reader.faults.length > 0) throw new ConfigError(reader.faults);
  return Object.freeze({
    databaseUrl,
    appDatabaseUrl,
    auditDatabaseUrl,
    port,
    host,
    varDir,
    secretsDir,
    jwtSecret,
    trustedProxies,
    ...log,
    demo: mode.demo,
  });
}

function logSettings(reader: Reader, varDir: string) {
  return {
    logHost: reader.logHost(),
    publishedDir: resolve(reader.text('PUBLISHED_DIR') ?? join(varDir, 'published')),
    checkpointIntervalMs: reader.checkpointIntervalMs(),
    anchorsFile: resolve(reader.text('ANCHORS_FILE') ?? join(varDir, 'anchors.json')),
    fsckHour: reader.fsckHour(),
  };
}
