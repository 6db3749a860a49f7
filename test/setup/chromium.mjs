// A real Chromium out of an npm package, with a real Chinese font: for the browser tests, the gallery and the measurements.
import { existsSync, lstatSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sparticuz from '@sparticuz/chromium';

const FONTS = fileURLToPath(new URL('../../node_modules/@expo-google-fonts/noto-sans-sc', import.meta.url));
/** Regular and bold: what pages use. More weights would only slow the font matching down. */
const WEIGHTS = ['400Regular', '700Bold'];

/** Meant for a function in a cloud: in one process the first context to close takes all others with it. */
const CRAMPED = ['--single-process', '--no-zygote'];

/** A graphics card imitated in software: a fifth of all that the tests cost, and nothing here draws in three dimensions. */
const IMITATED = ['--in-process-gpu', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

const UNWANTED = new Set([...CRAMPED, ...IMITATED, '--ignore-gpu-blocklist']);

const PACKAGE = new URL('../../node_modules/@sparticuz/chromium/package.json', import.meta.url);

/**
 * The package unpacks to one place for everybody on the machine and takes whatever lies there, of another version or another
 * account. So each account has its own of each version; it appears there whole, however many begin at once.
 */
async function unpacked() {
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8'));
  const owner = process.getuid?.() ?? 0;
  const home = join(tmpdir(), `pilot-harbor-chromium-${owner}-${version}`);
  if (!existsSync(home)) await unpackTo(home);
  const { uid, mode } = lstatSync(home);
  if (uid !== owner || (mode & 0o022) !== 0) throw new Error(`${home} is somebody else's: remove it`);
  return join(home, 'chromium');
}

async function unpackTo(home) {
  const draft = mkdtempSync(`${home}-`);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = draft;
  try {
    await sparticuz.executablePath();
    renameSync(draft, home);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(home)) throw error; // else another run was first
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** Options for playwright's `chromium.launch` and `launchServer`, and what removes the temporary folder afterwards. */
export async function chromiumOptions() {
  const folder = mkdtempSync(join(tmpdir(), 'pilot-harbor-chromium-'));
  const folders = WEIGHTS.map(weight => `<dir>${join(FONTS, weight)}</dir>`).join('');
  const config = join(folder, 'fonts.conf');
  writeFileSync(
    config,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders}<cachedir>${folder}</cachedir></fontconfig>`,
  );
  return {
    options: {
      executablePath: await unpacked(),
      args: [...sparticuz.args.filter(arg => !UNWANTED.has(arg)), '--disable-gpu'],
      env: { ...process.env, FONTCONFIG_FILE: config },
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}
