import { parentOf } from '../../src/domain/region';
import { parseRegions, Regions, regions } from '../../src/platform/regions';

describe('the regions carried', () => {
  it.each([
    ['513221', '汶川县', 'county', '513200'],
    ['513221100', '威州镇', 'township', '513221'],
    ['330000', '浙江省', 'province', null],
    ['33', '浙江省', 'province', null],
    ['370200', '青岛市', 'city', '370000'],
    ['371000', '威海市', 'city', '370000'],
    ['371083', '乳山市', 'county', '371000'],
    ['330225', '象山县', 'county', '330200'],
    ['210300', '鞍山市', 'city', '210000'],
    ['530127', '嵩明县', 'county', '530100'],
    ['410100', '郑州市', 'city', '410000'],
    ['441900', '东莞市', 'city', '440000'],
    ['441900003', '东城街道', 'township', '441900'],
  ])('%s is %s, a %s of %s', (code, name, level, parent) => {
    expect(regions.find(code)).toMatchObject({ name, level, parent, validFrom: null, validTo: null });
    expect(regions.validOn(code, '2026-01-01')).toEqual(regions.find(code));
  });

  it('are 31 provinces, 342 cities, 2,975 counties and 41,351 townships, each once and under a parent that exists', () => {
    const counts: Record<string, number> = {};
    const codes = new Set<string>();
    for (const region of regions.all()) {
      counts[region.level] = (counts[region.level] ?? 0) + 1;
      codes.add(region.code);
      if (region.name === '' || /[\s,|]/.test(region.name)) throw new Error(`${region.code}: bad name`);
      if (region.parent !== null && regions.find(region.parent) === null) throw new Error(`${region.code}: orphan`);
    }
    expect(counts).toEqual({ province: 31, city: 342, county: 2975, township: 41351 });
    expect(codes.size).toBe(31 + 342 + 2975 + 41351);
  });

  it('list their children by code', () => {
    expect(regions.children('000000')).toHaveLength(31);
    const townships = regions.children('513221');
    expect(townships.map(t => t.name)).toContain('映秀镇');
    expect(townships.every(t => parentOf(t.code) === '513221')).toBe(true);
    expect(townships.map(t => t.code)).toEqual(townships.map(t => t.code).sort());
    expect(regions.children('513221100')).toEqual([]);
  });

  it.each(['999999', '513299', '513221999', '000000'])('know nothing of %s', code => {
    expect(regions.find(code)).toBeNull();
    expect(regions.validOn(code, '2026-01-01')).toBeNull();
  });
});

describe('a code with two bearers', () => {
  const divisions =
    'code,name,validFrom,validTo\n990000,甲省,,\n990100,乙市,,\n990102,新区,2021-04-09,\n990102,旧区,,2021-04-08\n';
  const townships =
    'county,validFrom,validTo,townships\n990102,,2021-04-08,001东街|002西街\n990102,2021-04-09,,001东街街道\n';
  const dated = new Regions(parseRegions(divisions, townships));

  it.each([
    ['990102', '2021-04-08', '旧区'],
    ['990102', '2021-04-09', '新区'],
    ['990102001', '2020-01-01', '东街'],
    ['990102001', '2021-04-09', '东街街道'],
    ['990102002', '2021-04-09', undefined],
  ])('%s on %s is %s', (code, day, name) => {
    expect(dated.validOn(code, day)?.name).toBe(name);
  });

  it('is found as its latest bearer', () => {
    expect(dated.find('990102')?.name).toBe('新区');
  });
});
