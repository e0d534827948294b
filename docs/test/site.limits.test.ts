// The page of limits: the constants of its edition, and how many there may be of what.
import { distDir } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';
import { readSite } from '../src/model/site.ts';
import { quotaName, quotaWords } from '../src/words/quotas.ts';
import { built } from './pages.ts';

const site = readSite(distDir);

test('a page of limits names the constants of its own edition', () => {
  for (const { revision, locale } of site.editions) {
    const page = built.get(`/${locale}/${revision}/limits/`) ?? '';
    const [, subpath] = /<code>@apig-spec\/client\/([\w/-]*limits)<\/code>/.exec(page) ?? [];
    const newest = revision === site.revisions[0] && locale === 'en';
    expect(subpath).toBe([...(newest ? [] : [revision]), ...(locale === 'en' ? [] : [locale]), 'limits'].join('/'));
  }
});

test('a page of limits tells how many there may be of what, as the mock has it, and the error of one too many', () => {
  expect(site.quotas).toContainEqual({ name: 'VPC_NUM_LIMIT', most: 30, code: 'APIG.3109' });
  expect(site.quotas.filter(({ most }) => most === undefined).map(({ name }) => name)).toEqual([
    'VPC_INSTANCE_NUM_LIMIT',
    'RESPONSE_NUM_LIMIT',
  ]);
  const limits = Object.entries(site.errors).filter(([, { subject }]) => subject === 'limits');
  const codes = site.quotas.map(({ code }) => code);
  expect(limits.filter(([code]) => !codes.includes(code))).toEqual([]);
  for (const { revision, locale } of site.editions) {
    const folder = `/${locale}/${revision}/`;
    const rows = (built.get(`${folder}limits/`) ?? '').split('<tr id=');
    for (const { name, most, code } of site.quotas) {
      const row = rows.find((each) => each.startsWith(`"${name}"`)) ?? '';
      expect(row, name).toContain(`>${most?.toLocaleString(locale) ?? quotaWords[locale].unlimited}</td>`);
      expect(row, name).toContain(`href="${folder}errors/#${code}"`);
      expect(row, name).toContain(`<code>${name}</code>`);
    }
  }
  expect(() => quotaName('en', 'X_NUM_LIMIT')).toThrow('X_NUM_LIMIT has no name in en');
});
