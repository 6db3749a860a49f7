// Writes cn-2024-2026.json from the library chinese-days. Run after a new notice: `node data/calendar/make.mjs`.
// The library knows the days, not the notices' numbers: those stand here, one a year, read by a person.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// The library reads a day at UTC midnight and asks the machine's zone for it: west of Greenwich it answers for the day before.
process.env.TZ = 'Asia/Shanghai';

const require = createRequire(import.meta.url);
const { getDayDetail } = require('chinese-days');
const { version } = require('chinese-days/package.json');

const notices = { 2024: '国办发明电〔2023〕7号', 2025: '国办发明电〔2024〕12号', 2026: '国办发明电〔2025〕7号' };

// The library's short names against the notices' own.
const holidayNames = {
  元旦: '元旦',
  春节: '春节',
  清明: '清明节',
  劳动节: '劳动节',
  端午: '端午节',
  中秋: '中秋节',
  国庆节: '国庆节',
};

// The notice for 2025 announces 国庆节 and 中秋节 as one holiday, so no single day of it is 中秋节 alone.
const renamed = { '2025-10': '国庆节、中秋节', '2025-09-28': '国庆节、中秋节' };

function exceptionOn(day) {
  const detail = getDayDetail(day);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (detail.work === (weekday >= 1 && weekday <= 5)) return [];
  const name = renamed[day] ?? renamed[day.slice(0, 7)] ?? holidayNames[detail.name.split(',')[1]];
  if (!name) throw new Error(`${day}: the library calls it ${detail.name}, no notice does`);
  return [{ day, working: detail.work, name, notice: notices[day.slice(0, 4)] }];
}

function daysOf(year) {
  const first = Date.UTC(year, 0, 1);
  const length = (Date.UTC(year + 1, 0, 1) - first) / 86_400_000;
  return Array.from({ length }, (_, i) => new Date(first + i * 86_400_000).toISOString().slice(0, 10));
}

const years = Object.keys(notices).map(Number);
const calendar = {
  id: `cn-${years[0]}-${years.at(-1)}`,
  source: `chinese-days ${version} (MIT), checked against the State Council notices named at each day`,
  publishedFrom: `${years[0]}-01-01`,
  publishedThrough: `${years.at(-1)}-12-31`,
  exceptions: years.flatMap(daysOf).flatMap(exceptionOn),
};

// One exception a line, laid out as prettier lays it out.
const line = e =>
  `    { "day": "${e.day}", "working": ${e.working}, "name": ${JSON.stringify(e.name)}, "notice": "${e.notice}" }`;
const { exceptions, ...head } = calendar;
const text = `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "exceptions": [\n${exceptions.map(line).join(',\n')}\n  ]\n}\n`;

const target = process.argv[2] ?? fileURLToPath(new URL('cn-2024-2026.json', import.meta.url));
writeFileSync(target, text);
