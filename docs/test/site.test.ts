// The built site, held against the bundled editions.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { locales } from '@apig-spec/scripts/lib/editions';
import type { Field } from '@apig-spec/scripts/lib/fields';
import { fieldsOf, placeOf } from '@apig-spec/scripts/lib/fields';
import type { Json } from '@apig-spec/scripts/lib/json';
import { canonical, listOf } from '@apig-spec/scripts/lib/json';
import { distDir } from '@apig-spec/scripts/lib/paths';
import { describe, expect, test } from 'vitest';
import { build } from '../src/build.ts';
import { anchorOf } from '../src/model/places.ts';
import { readSite } from '../src/model/site.ts';
import { pagesOf } from '../src/site.ts';
import { attributes, fieldTexts, misnested, textOf } from './pages.ts';

const site = readSite(distDir);
const pages = pagesOf(site);
const assets = new Set(['style.css', 'icon.svg']);

describe.each(site.editions)('$name', (edition) => {
  const folder = `${edition.locale}/${edition.revision}`;
  const texts = new Map<string, Map<string, string>>();
  const textOfField = (field: Field): string | undefined => {
    const { operation, id } = anchorOf(placeOf(field));
    const known = texts.get(operation) ?? fieldTexts(pages.get(`${folder}/${operation}/index.html`) ?? '');
    texts.set(operation, known);
    return known.get(id);
  };
  const fields = fieldsOf(edition.document);

  test('every field has its anchor and its name', () => {
    const missing = fields.filter((field) => !textOfField(field)?.startsWith(` ${field.name} `));
    expect(missing.map(placeOf)).toEqual([]);
    expect(fields.length).toBeGreaterThan(500);
  });

  test('every field tells its bounds, patterns, defaults and closed lists', () => {
    const untold = fields.flatMap((field) => {
      const text = textOfField(field) ?? '';
      return statedBy(field)
        .filter((stated) => !text.includes(stated))
        .map((stated) => `${placeOf(field)}: ${stated}`);
    });
    expect(untold).toEqual([]);
  });

  test('every rule is told in words, every field in the words of the edition', () => {
    const untold = fields.flatMap((field) => {
      const page = pages.get(`${folder}/${field.operation}/index.html`) ?? '';
      return field.schemas
        .flatMap((schema) => listOf(schema['x-validations']))
        .filter((rule) => !textOf(page).includes(String((rule as { message: string }).message)))
        .map(() => placeOf(field));
    });
    expect(untold).toEqual([]);
    const wordless = fields.filter(
      (field) => field.schemas.some((schema) => schema['description']) && (textOfField(field)?.length ?? 0) < 40,
    );
    expect(wordless.map(placeOf)).toEqual([]);
  });
});

/** The first match alone: a whole page in a report helps nobody. */
function found(text: string, pattern: RegExp): string | undefined {
  return pattern.exec(text)?.[0];
}

/** What the text of a field must hold. */
function statedBy({ schemas }: Field): string[] {
  const numbers = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'];
  // Bounds that another schema of the field narrows further go without saying.
  const narrowest = numbers.flatMap((key) => {
    const all = schemas.flatMap((schema) => (typeof schema[key] === 'number' ? [schema[key]] : []));
    if (all.length === 0) return [];
    return [String(key.startsWith('min') ? Math.max(...all) : Math.min(...all))];
  });
  const lists = schemas.flatMap((schema) => ('enum' in schema ? [listOf(schema['enum'])] : []));
  const values = lists
    .flat()
    .filter((value) => lists.every((list) => list.some((each) => canonical(each) === canonical(value))));
  const facts = schemas.flatMap((schema) => [
    ...(typeof schema['pattern'] === 'string' ? [schema['pattern']] : []),
    ...(schema['default'] === undefined ? [] : [shown(schema['default'])]),
    ...('const' in schema ? [shown(schema['const'] ?? null)] : []),
  ]);
  return [...narrowest, ...values.map(shown), ...facts];
}

function shown(value: Json): string {
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
}

describe('links', () => {
  const ids = new Map([...pages].map(([path, page]) => [path, new Set(attributes(page, 'id'))]));

  test('lead to pages and anchors that are there', () => {
    const broken = [...pages].flatMap(([path, page]) =>
      [...new Set(attributes(page, 'href'))]
        .filter((href) => !leadsSomewhere(path, href))
        .map((href) => `${path}: ${href}`),
    );
    expect(broken).toEqual([]);
  });

  test('lead nowhere else, and nothing is fetched from elsewhere', () => {
    for (const [path, page] of pages) {
      expect(
        attributes(page, 'href').filter((href) => /^\w+:|^\/\//.test(href)),
        path,
      ).toEqual([]);
      expect(attributes(page, 'src'), path).toEqual([]);
      expect(found(page, /<script|<iframe|<form|\sstyle=|\son\w+=/), path).toBeUndefined();
    }
    expect(readFileSync(new URL('../src/assets/style.css', import.meta.url), 'utf8')).not.toMatch(/url\(|@import/);
  });

  function leadsSomewhere(from: string, href: string): boolean {
    const [path = '', anchor] = href.split('#');
    const target =
      path === '' ? from : posix.join('/', posix.dirname(from), path.startsWith('/') ? `/${path}` : path).slice(1);
    const file = target === '' || target.endsWith('/') ? `${target}index.html` : target;
    if (assets.has(file)) return anchor === undefined;
    return pages.has(file) && (!anchor || (ids.get(file)?.has(decodeURIComponent(anchor)) ?? false));
  }
});

describe('every page', () => {
  test('is there in both languages, and says which it speaks', () => {
    const [english = [], chinese = []] = locales.map((locale) =>
      [...pages.keys()].filter((path) => path.startsWith(`${locale}/`)).map((path) => path.slice(locale.length)),
    );
    expect(chinese.sort()).toEqual(english.sort());
    for (const locale of locales) {
      for (const [path, page] of pages) {
        if (path.startsWith(`${locale}/`)) expect(page.includes(`<html lang="${locale}">`), path).toBe(true);
      }
    }
  });

  test('keeps its address in the switches of language and revision', () => {
    const page = pages.get('en/2024-11/createVpcChannel/index.html') ?? '';
    expect(page).toContain('href="../../../zh-CN/2024-11/createVpcChannel/" lang="zh-CN"');
    expect(page).toContain('href="../../../en/2023-05/createVpcChannel/"');
  });

  test('is sound: tags nested, ids unique, one title, one heading, a policy', () => {
    for (const [path, page] of pages) {
      const ids = attributes(page, 'id');
      expect(ids.length, path).toBe(new Set(ids).size);
      expect(misnested(page), path).toEqual([]);
      for (const once of [
        /<title>/g,
        /<h1>/g,
        /<main /g,
        /<meta name="description"/g,
        /content="default-src &#39;none&#39;;/g,
      ]) {
        expect(page.match(once)?.length, `${path} ${once}`).toBe(1);
      }
    }
    const titles = [...pages.values()].map((page) => /<title>(.*?)<\/title>/.exec(page)?.[1]);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('leaves no word out', () => {
    for (const [path, page] of pages)
      expect(found(textOf(page), /.{20}(undefined|\[object|\bNaN\b)/), path).toBeUndefined();
  });
});

test('every erratum and every change has its anchor in both languages', () => {
  for (const locale of locales) {
    const errata = attributes(pages.get(`${locale}/errata/index.html`) ?? '', 'id');
    expect(errata).toEqual(expect.arrayContaining(site.errata.map(({ id }) => id)));
    const changes = attributes(pages.get(`${locale}/changes/index.html`) ?? '', 'id');
    expect(changes).toEqual(expect.arrayContaining(site.steps.flatMap((step) => step.changes.map(({ id }) => id))));
  }
});

test('alternatives tell what they ask of a field', () => {
  const texts = fieldTexts(pages.get('en/2024-11/createVpcChannel/index.html') ?? '');
  const told = (id: string) => texts.get(id)?.replaceAll(/ ([,:;])/g, '$1');
  expect(told('body.type')).toContain('MicroserviceChannelByType: required; only 3');
  expect(told('body.vpc_health_config.path')).toContain('HttpCheck, HttpsCheck: required');
  expect(told('body.member_groups.microservice_version')).toContain(
    'ServerMemberGroup, ReferenceMemberGroup: not allowed',
  );
  // Which alternatives there are stands with the object, after its own text.
  expect(told('body.vpc_health_config')).toContain('Exactly one of these holds');
  expect(told('body.vpc_health_config')).toContain('Chosen by: protocol is HTTP or http');
});

test('errata stand where they bite', () => {
  const page = pages.get('en/2024-11/createVpcChannel/index.html') ?? '';
  expect(fieldTexts(page).get('body.vpc_health_config.protocol')).toContain('Health checks are sent as http');
  expect(fieldTexts(page).get('body.vpc_health_config.http_code')).toContain('A single status code fits none');
});

test('hostile text stays text', () => {
  const hostile = `</code><script>alert('x')</script><img src=x onerror="alert(1)">&amp; \`<hostile>\``;
  const kept = new Set([
    'operationId',
    'name',
    'in',
    '$ref',
    'type',
    'document',
    'mark',
    'id',
    'dated',
    'edition',
    'locale',
    'revision',
    'from',
    'to',
    'kind',
  ]);
  const poisoned = <T>(value: T, key = ''): T => {
    if (typeof value === 'string') return (kept.has(key) ? value : `${value}${hostile}`) as T;
    if (Array.isArray(value))
      return value.map((each) =>
        poisoned(each, ['required', 'tags', 'revisions'].includes(key) ? 'name' : 'each'),
      ) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, poisoned(each, name)])) as T;
  };
  const poisonedPages = pagesOf(poisoned(site));
  expect(poisonedPages.size).toBe(pages.size);
  for (const [path, page] of poisonedPages) {
    expect(found(page, /<(script|img|hostile)/), path).toBeUndefined();
    expect(misnested(page), path).toEqual([]);
  }
  expect(poisonedPages.get('en/2024-11/createVpcChannel/index.html')?.split('&lt;script&gt;').length).toBeGreaterThan(
    300,
  );
});

test('a build writes the whole site, and clears away what an earlier one left', () => {
  const folder = mkdtempSync(join(tmpdir(), 'apig-docs-'));
  try {
    build(distDir, folder);
    writeFileSync(join(folder, 'gone.html'), 'from an earlier build');
    expect(build(distDir, folder)).toMatch(/^\d+ files/);
    for (const path of [...pages.keys(), ...assets]) expect(existsSync(join(folder, path)), path).toBe(true);
    expect(existsSync(join(folder, 'gone.html'))).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
