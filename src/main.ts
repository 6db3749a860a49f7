import { readConfig } from './platform/config';
import { askedToStop, start } from './serve';
import { SetupService } from './identity/setup.service';

async function main(): Promise<void> {
  const say = (line: string) => console.log(line);
  const running = await start({ config: readConfig(), log: say });
  try {
    const address = await running.listen();
    say(`试点容错备案已启动 / Pilot Harbor is listening: ${address}  (API: ${address}/docs)`);
    const link = await running.app.get(SetupService).issueSetupToken(address);
    if (link !== null) {
      say('尚无任何账号。用下面的一次性链接设立首个县及其三员（24 小时内有效，仅显示这一次）：');
      say(
        'No account exists yet. This one-time link sets up the first county and its three administrators (24 hours):',
      );
      say(`  ${link}`);
      say(`  POST ${address}/api/setup {"token": ${JSON.stringify(link.split('token=')[1])}, "county": …}  (README)`);
    }
    await askedToStop();
    say('正在停止… / stopping…');
  } finally {
    await running.stop();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
