// What the pages of an edition as a whole tell: its overview, its error codes, its limits.
import { listOf, objectOf } from '@apig-spec/model/json';
import { limitsOf } from '@apig-spec/model/limits';
import { operationsOf } from '@apig-spec/model/operations';
import { distDir } from '@apig-spec/repository/paths';
import { describe, expect, test } from 'vitest';
import { readSite } from '../src/model/site.ts';
import { folderOf } from '../src/render/context.ts';
import { words } from '../src/words.ts';
import { attributes, built, textOf } from './pages.ts';
import { piecesOf, shown } from './stated.ts';

const site = readSite(distDir);

describe.each(site.editions)('$name', (edition) => {
  const folder = folderOf(edition);

  test('the overview leads to every operation, and tells how to reach and sign in to it', () => {
    const page = built.get(folder) ?? '';
    const content = page.slice(page.indexOf('<div class="contract'), page.indexOf('<footer'));
    const links = attributes(content, 'href');
    expect(operationsOf(edition.document).filter(({ id }) => !links.includes(`${folder}${id}/`))).toEqual([]);
    const text = textOf(content);
    const { securitySchemes } = objectOf(edition.document['components']);
    const told = [
      ...listOf(edition.document['servers']).map((server) => String(objectOf(server)['url'])),
      ...Object.values(objectOf(securitySchemes)).map((scheme) => String(objectOf(scheme)['name'])),
    ];
    expect(told.filter((each) => !text.includes(each))).toEqual([]);
    expect(told.length).toBeGreaterThan(2);
  });

  test('every error code is explained, and every limit is there', () => {
    const entries = new Map(
      (built.get(`${folder}errors/`) ?? '')
        .split('<section class="error')
        .map((entry) => [/ id="([^"]*)"/.exec(entry)?.[1], entry]),
    );
    const codes = operationsOf(edition.document).flatMap(({ id, responses }) =>
      responses.flatMap(({ response }) =>
        listOf(response['x-error-codes']).map((code) => ({ code: String(code), id })),
      ),
    );
    const unexplained = [...Map.groupBy(codes, ({ code }) => code)].flatMap(([code, uses]) => {
      const entry = entries.get(code) ?? '';
      const { means, causes = [], cure, status, retry } = site.errors[code] ?? { means: { en: '', 'zh-CN': 'none' } };
      const [label = 'none'] = retry ? words[edition.locale].errorsPage.retry[retry] : [];
      const texts = [means, ...causes, ...(cure ? [cure] : [])].flatMap((each) => piecesOf(each[edition.locale]));
      const text = textOf(entry);
      const links = new Set(attributes(entry, 'href'));
      return [
        ...[...texts, String(status), label, `"${code}"`].filter((each) => !text.includes(each)),
        ...uses.map(({ id }) => `${folder}${id}/`).filter((href) => !links.has(href)),
      ].map((each) => `${code}: ${each}`);
    });
    expect(unexplained).toEqual([]);
    expect(codes.length).toBeGreaterThan(0);
    const page = built.get(`${folder}limits/`) ?? '';
    const rows = new Map(
      [...page.matchAll(/<tr id="([^"]*)">(.*?)<\/tr>/g)].map(([, id = '', row = '']) => [id, textOf(row)]),
    );
    const untold = Object.entries(limitsOf(edition.document)).flatMap(([schema, fields]) =>
      Object.entries(fields).flatMap(([field, limit]) =>
        Object.values(limit)
          .flat()
          .filter((value) => !rows.get(`${schema}.${field}`)?.includes(shown(value)))
          .map((value) => `${schema}.${field}: ${shown(value)}`),
      ),
    );
    expect(untold).toEqual([]);
  });
});
