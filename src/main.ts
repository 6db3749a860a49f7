import { readConfig } from './platform/config';
import { askedToStop } from './platform/stopping';
import { start } from './serve';
import { SetupService } from './identity/setup.service';

async function main(): Promise<void> {
  const say = (line: string) => console.log(line);
  const running = await start({ config: readConfig(), log: say });
  try {
    const address = await running.listen();
    say(`试点容错备案已启动 / Pilot Harbor is listening: ${address}  (API: ${address}/docs)`);
    const token = await running.app.get(SetupService).issueSetupToken();
    if (token !== null) firstStart(address, token).forEach(say);
    await askedToStop();
    say('正在停止… / stopping…');
  } finally {
    await running.stop();
  }
}

/** Nobody has an account and there is no default password: whoever reads this console opens the first county. */
function firstStart(address: string, token: string): string[] {
  const request = {
    token,
    county: '513221',
    organisation: { name: '汶川县人民政府', level: 'county', kind: 'government', creditCode: '…' },
    administrators: {
      sysadmin: { login: 'sys-zhang', name: '张三' },
      secadmin: { login: 'sec-li', name: '李四' },
      auditor: { login: 'aud-wang', name: '王五' },
    },
  };
  return [
    '尚无任何账号。用下面的一次性令牌设立首个县及其三员（24 小时内有效，仅显示这一次）：',
    'No account exists yet. This one-time token sets up the first county and its three administrators (24 hours):',
    `  ${token}`,
    `  curl ${address}/api/setup -H 'Content-Type: application/json' -d '${JSON.stringify(request)}'`,
  ];
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
