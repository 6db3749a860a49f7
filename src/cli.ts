// The command line: a second entry to the same modules. Every command ends with 0 (all is well), 1 (something failed) or
// 2 (the input could not be understood).
import type { Exit, Io } from './cli/io';

type Command = (args: string[], io: Io) => Promise<Exit>;

// Loaded only when called for: checking a case must not wait for a server's worth of modules.
const COMMANDS: Record<string, { load: () => Promise<Command>; zh: string; en: string; usage: string }> = {
  migrate: {
    load: async () => (await import('./cli/commands.js')).migrateCommand,
    usage: 'migrate',
    zh: '建库并执行迁移',
    en: 'create and migrate the database',
  },
  demo: {
    load: async () => (await import('./cli/demo.js')).demo,
    usage: 'demo [--once]',
    zh: '演示：装载五个故事并启动接口',
    en: 'load the demo county and serve it',
  },
  openapi: {
    load: async () => (await import('./cli/commands.js')).openapiCommand,
    usage: 'openapi [FILE]',
    zh: '输出接口文档',
    en: 'write the OpenAPI document',
  },
  'ledger verify': {
    load: async () => (await import('./cli/commands.js')).ledgerVerifyCommand,
    usage: 'ledger verify [COUNTY...]',
    zh: '重算账本并核对',
    en: 'rebuild the log from its rows and compare',
  },
  'ledger fsck': {
    load: async () => (await import('./cli/ledger-fsck.js')).ledgerFsck,
    usage: 'ledger fsck [COUNTY...]',
    zh: '全面核查账本、锚定、公开接口与登记内容',
    en: 'check logs, anchors, public interface and registry',
  },
  'receipt verify': {
    load: async () => (await import('./cli/receipt-verify.js')).receiptVerify,
    usage: 'receipt verify FILE [--keys keys.json]',
    zh: '核验回执（无需数据库与网络）',
    en: 'verify a receipt (no database, no network)',
  },
  'keys create': {
    load: async () => (await import('./cli/keys.js')).createKey,
    usage: 'keys create COUNTY',
    zh: '为账本建立签名密钥',
    en: 'make the key that signs a log',
  },
  'keys rotate': {
    load: async () => (await import('./cli/keys.js')).rotateKey,
    usage: 'keys rotate COUNTY',
    zh: '更换签名密钥：新旧并用',
    en: 'change the key: old and new sign together',
  },
  'keys retire': {
    load: async () => (await import('./cli/keys.js')).retireKey,
    usage: 'keys retire COUNTY',
    zh: '停用并销毁旧密钥',
    en: 'destroy the older key',
  },
  'keys sm2': {
    load: async () => (await import('./cli/keys.js')).createSm2Key,
    usage: 'keys sm2 COUNTY',
    zh: '检查点另附 SM2 签名（默认关闭）',
    en: 'add an SM2 line to checkpoints (off by default)',
  },
  'keys list': {
    load: async () => (await import('./cli/keys.js')).listKeys,
    usage: 'keys list',
    zh: '列出公钥',
    en: 'list the verifier keys',
  },
  'admin recover': {
    load: async () => (await import('./cli/commands.js')).recoverCommand,
    usage: 'admin recover COUNTY LOGIN',
    zh: '为丢失密码的管理员签发一次性密码',
    en: 'a one-time password for an administrator who lost the old one',
  },
  'check replay': {
    load: async () => (await import('./cli/commands.js')).checkReplayCommand,
    usage: 'check replay CODE | --county COUNTY',
    zh: '重放核对结论，逐字节比对',
    en: 'replay findings and compare byte by byte',
  },
  'check case': {
    load: async () => (await import('./cli/check-case.js')).checkCase,
    usage: 'check case FILE... [--rulebook ID|PATH] [--lang zh|en]',
    zh: '核对案例文件（无需数据库）',
    en: 'check case files (no database)',
  },
  'witness create': {
    load: async () => (await import('./cli/witness.js')).witnessCreate,
    usage: 'witness create NAME KEYFILE',
    zh: '生成见证密钥（在见证机构自己的机器上）',
    en: "make a witness key (on the witness's own machine)",
  },
  'witness run': {
    load: async () => (await import('./cli/witness.js')).witnessRun,
    usage: 'witness run --key F --logs F --store DIR [--port N]',
    zh: '运行见证服务（无需数据库）',
    en: 'run a witness (no database)',
  },
  'merkle vectors': {
    load: async () => (await import('./cli/merkle-vectors.js')).merkleVectors,
    usage: 'merkle vectors FILE...',
    zh: '运行 Merkle 测试向量（无需数据库）',
    en: 'run Merkle test vectors (no database)',
  },
};

async function main(args: string[], io: Io): Promise<Exit> {
  const name = [args.slice(0, 2).join(' '), args[0] ?? ''].find(candidate => Object.hasOwn(COMMANDS, candidate));
  if (name !== undefined) return (await COMMANDS[name]!.load())(args.slice(name.split(' ').length), io);
  const asked = args.length === 0 || ['help', '--help', '-h'].includes(args[0]!);
  const say = asked ? io.out : io.err;
  if (!asked) say(`没有这个命令 / no such command: ${args.join(' ')}`);
  say('用法 / usage: npm run cli -- COMMAND');
  for (const { usage, zh, en } of Object.values(COMMANDS)) say(`  ${usage.padEnd(58)} ${zh} / ${en}`);
  return asked ? 0 : 2;
}

const io: Io = { out: line => console.log(line), err: line => console.error(line) };

main(process.argv.slice(2), io).then(
  code => {
    // Standard output may be a pipe that is still draining.
    process.exitCode = code;
  },
  (error: unknown) => {
    io.err(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
