// What the pages tell without script, held against the bundled editions.
import type { Field } from '@apig-spec/scripts/lib/fields';
import { fieldsOf, operationsOf, partsOf, placeOf } from '@apig-spec/scripts/lib/fields';
import type { Json } from '@apig-spec/scripts/lib/json';
import { canonical, listOf, objectOf } from '@apig-spec/scripts/lib/json';
import { limitsOf } from '@apig-spec/scripts/lib/limits';
import { distDir } from '@apig-spec/scripts/lib/paths';
import { describe, expect, test } from 'vitest';
import { anchorOf } from '../src/model/places.ts';
import { readSite } from '../src/model/site.ts';
import { folderOf } from '../src/render/context.ts';
import { words } from '../src/words.ts';
import { attributes, built, fieldTexts, textOf } from './pages.ts';

const site = readSite(distDir);

describe.each(site.editions)('$name', (edition) => {
  const folder = folderOf(edition);
  const texts = new Map<string, Map<string, string>>();
  const textOfField = (field: Field): string | undefined => {
    const { operation, id } = anchorOf(placeOf(field));
    const known = texts.get(operation) ?? fieldTexts(built.get(`${folder}${operation}/`) ?? '');
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

  test('every field tells its type, its example, its mark, its sources and whether it is deprecated', () => {
    const untold = fields.flatMap((field) => {
      const text = textOfField(field) ?? '';
      const { mark = '', sources = [] } = edition.provenance[placeOf(field)] ?? {};
      const told = [
        ...field.schemas
          .slice(0, 1)
          .flatMap(({ type }) => (typeof type === 'string' && type !== 'array' ? [type] : [])),
        words[edition.locale].marks[mark] ?? 'a mark',
        ...sources,
        ...(field.schemas.some(({ deprecated }) => deprecated) ? [words[edition.locale].deprecated] : []),
      ];
      return told.filter((each) => !text.includes(each)).map((each) => `${placeOf(field)}: ${each}`);
    });
    expect(untold).toEqual([]);
  });

  test('every rule is told in words, every field in the words of the edition', () => {
    const untold = fields.flatMap((field) => {
      const page = built.get(`${folder}${field.operation}/`) ?? '';
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

describe.each(site.editions)('$name', (edition) => {
  const folder = folderOf(edition);
  const schemas = Object.entries(objectOf(objectOf(edition.document['components'])['schemas']));

  test('every schema has its page with its fields, and tells what each may hold', () => {
    const missing = schemas.flatMap(([name, value]) => {
      const page = built.get(`${folder}schemas/${name}/`);
      const texts = fieldTexts(page ?? '');
      const fields = partsOf(edition.document, objectOf(value)).flatMap((part) =>
        Object.entries(objectOf(part['properties'])),
      );
      const untold = fields.filter(
        ([field, schema]) => schema !== false && !texts.get(field)?.startsWith(` ${field} `),
      );
      return page ? untold.map(([field]) => `${name}.${field}`) : [name];
    });
    expect(missing).toEqual([]);
    expect(schemas.length).toBeGreaterThan(70);
  });

  test('every error code and every limit is there', () => {
    const errors = new Set(attributes(built.get(`${folder}errors/`) ?? '', 'id'));
    const codes = operationsOf(edition.document).flatMap(({ responses }) =>
      responses.flatMap(({ response }) => listOf(response['x-error-codes']).map(String)),
    );
    expect(codes.filter((code) => !errors.has(code))).toEqual([]);
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

test('fields tell when they came and changed', () => {
  const newest = fieldTexts(built.get('/en/2024-11/createVpcChannel/') ?? '');
  expect(newest.get('body.vpc_channel_type')).toContain('since 2024-11');
  expect(newest.get('body.type')).toContain('changed in 2024-11');
  expect(newest.get('body.port')).not.toMatch(/since|changed in/);
  const chinese = fieldTexts(built.get('/zh-CN/2024-11/createVpcChannel/') ?? '');
  expect(chinese.get('body.vpc_channel_type')).toContain('2024-11 新增');
});

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

test('alternatives tell what they ask of a field', () => {
  const texts = fieldTexts(built.get('/en/2024-11/createVpcChannel/') ?? '');
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
  const page = built.get('/en/2024-11/createVpcChannel/') ?? '';
  expect(fieldTexts(page).get('body.vpc_health_config.protocol')).toContain('Health checks are sent as http');
  expect(fieldTexts(page).get('body.vpc_health_config.http_code')).toContain('A single status code fits none');
});
