// The rules of docs/architecture.md that a path rule cannot say, read off the source text.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(__dirname, '..');

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).flatMap(name => {
    const path = join(folder, name);
    return statSync(join(ROOT, path)).isDirectory() ? filesBelow(path) : [path];
  });
}

const sources = filesBelow('src').filter(path => path.endsWith('.ts'));
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const code = (path: string) => textOf(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

/** Paths whose code matches, apart from those allowed. */
function offenders(pattern: RegExp, allowed: (path: string) => boolean = () => false): string[] {
  return sources.filter(path => !allowed(path) && pattern.test(code(path)));
}

it('reads a source tree worth the name', () => {
  expect(sources.length).toBeGreaterThan(100);
});

describe('one door to the data', () => {
  const mayTouchDatabase = (path: string) =>
    /^src\/ledger\/(journal|door)\.ts$/.test(path) ||
    /\.repository\.ts$/.test(path) ||
    /^src\/platform\/(database\/|health\.controller|platform\.module)/.test(path) ||
    /^src\/(serve|cli\/commands)\.ts$/.test(path);

  it('only the journal, its door and repositories know DataSource or EntityManager', () => {
    expect(
      offenders(/\b(DataSource|EntityManager|InjectRepository|getRepository|createQueryRunner)\b/, mayTouchDatabase),
    ).toEqual([]);
  });

  it('the side door for bookkeeping is used by identity, for drafts of forms, by the proofs, which stand outside the log, and by its check', () => {
    expect(offenders(/journal\.keep\(/, path => /^src\/(identity|drafts|proof|fsck)\//.test(path))).toEqual([]);
  });

  it('nothing saves, cascades, loads lazily or subscribes', () => {
    expect(offenders(/\.save\(|cascade:|lazy:|EventSubscriber|@VersionColumn\(\)\s*@|synchronize:\s*true/)).toEqual([]);
  });
});

describe('the domain', () => {
  const domain = (path: string) => !path.startsWith('src/domain/');

  it('has no clock, no randomness, no process', () => {
    expect(
      offenders(
        /\bDate\.now\b|new Date\(\)|Math\.random|\bprocess\.|\brequire\(|\bcrypto\.(subtle|getRandomValues|random)/,
        domain,
      ),
    ).toEqual([]);
  });

  it('never says a status of HTTP', () => {
    expect(offenders(/HttpException|HttpStatus|statusCode/, domain)).toEqual([]);
  });

  it('opens every file with what it decides', () => {
    const silent = sources.filter(path => path.startsWith('src/domain/') && !textOf(path).startsWith('//'));
    expect(silent).toEqual([]);
  });
});

describe('the house', () => {
  it('has no forwardRef, no barrels and no nameless rooms', () => {
    expect(offenders(/forwardRef/)).toEqual([]);
    expect(sources.filter(path => /(^|\/)index\.ts$/.test(path))).toEqual([]);
    expect(
      sources.filter(path =>
        /(^|\/)(utils?|helpers?|common|shared|core|base|manager|impl|interface|types)(\.|\/)/i.test(
          relative('src', path),
        ),
      ),
    ).toEqual([]);
  });

  it('leaves nothing to do and nothing switched off', () => {
    const word = new RegExp(['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|'));
    expect(sources.filter(path => word.test(textOf(path)))).toEqual([]);
    const specs = filesBelow('test').filter(path => path.endsWith('.spec.ts'));
    const idle = specs.filter(path => /\b(it|test|describe)\.(only|skip)\b|\bx(it|describe)\(/.test(code(path)));
    expect(idle.filter(path => path !== 'test/architecture.spec.ts')).toEqual([]);
  });

  it('keeps constructors to five dependencies and room files to known roles', () => {
    const crowded = sources.filter(path => {
      const dependencies = /constructor\(([^)]*)\)/.exec(code(path).replace(/@Inject\w*\([^)]*\)/g, ''))?.[1] ?? '';
      return path.includes('.service.') && dependencies.split(',').filter(part => part.trim() !== '').length > 5;
    });
    expect(crowded).toEqual([]);
  });

  it('keeps the floors: every rule of .dependency-cruiser.cjs holds', () => {
    const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const rules = ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
    const done = spawnSync(process.execPath, [program, ...rules], { cwd: ROOT, encoding: 'utf8', maxBuffer: 64e6 });
    const { summary } = JSON.parse(done.stdout) as {
      summary: { violations: { rule: { name: string }; from: string; to: string }[]; totalCruised: number };
    };
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
    expect(summary.totalCruised).toBeGreaterThanOrEqual(sources.length);
  });
});
