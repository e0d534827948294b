// The constants of each edition say what its bundled schemas say, and a bundler takes only those that are used.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { list } from '../../openapi/generated/editions.ts';
import * as may2023 from '../generated/2023-05.en.limits.ts';
import * as november2023 from '../generated/2023-11.en.limits.ts';
import * as november2024 from '../generated/2024-11.en.limits.ts';
import * as november2024Chinese from '../generated/2024-11.zh-CN.limits.ts';

interface Schema {
  $ref?: string;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  properties?: Record<string, Schema | false>;
  [keyword: string]: unknown;
}
type Limits = Record<string, Record<string, Record<string, unknown>>>;

const editions = await Promise.all(
  list.map(async ({ name }) => [name, (await import(`../generated/${name}.limits.ts`)) as Limits] as const),
);

test('a limit is a type of its own', () => {
  expectTypeOf(november2024.VpcHealthConfig.threshold_normal.minimum).toEqualTypeOf<1>();
  expectTypeOf(may2023.VpcHealthConfig.threshold_normal.minimum).toEqualTypeOf<2>();
  expectTypeOf(november2024.VpcHealthConfig.method.enum).toEqualTypeOf<readonly ['GET', 'HEAD', '']>();
});

describe.each(editions)('%s', (edition, constants) => {
  const file = new URL(`../../openapi/dist/${edition}.json`, import.meta.url);
  const { schemas } = (JSON.parse(readFileSync(file, 'utf8')) as { components: { schemas: Record<string, Schema> } })
    .components;
  const resolved = ({ $ref, ...beside }: Schema): Schema =>
    $ref === undefined ? beside : { ...schemas[$ref.slice('#/components/schemas/'.length)], ...beside };
  const partsOf = (schema: Schema): Schema[] => [
    schema,
    ...[...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].map(resolved).flatMap(partsOf),
  ];
  const ofSchemas = Object.entries(constants).filter(([name]) => name !== 'Parameters');

  test('each limit stands in the schema that it is named after', () => {
    const wrong = ofSchemas.flatMap(([name, fields]) =>
      Object.entries(fields).flatMap(([field, bounds]) => {
        const properties = partsOf(resolved(schemas[name] ?? {})).map((part) => part.properties?.[field]);
        const said = properties.map((property) => resolved(property || {})).flatMap(partsOf);
        const listed = said.flatMap((part) => [...((part['enum'] as unknown[] | undefined) ?? []), part['const']]);
        return Object.entries(bounds)
          .filter(([keyword, value]) =>
            keyword === 'enum'
              ? !(value as unknown[]).every((each) => listed.includes(each))
              : !said.some((part) => part[keyword] === value),
          )
          .map(([keyword]) => `${name}.${field}.${keyword}`);
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('each limit of a schema is a constant, whichever part states it', () => {
    const missing = ofSchemas.flatMap(([name, fields]) => {
      const parts = partsOf(resolved(schemas[name] ?? {}));
      const saidOf = (field: string) => parts.map((part) => resolved(part.properties?.[field] || {}));
      // Alternatives with patterns of their own have none in common, and what only some of them limit, the schema does not.
      const differs = (field: string, keyword: string) =>
        keyword === 'pattern' && new Set(saidOf(field).flatMap((said) => (said['pattern'] as string) ?? [])).size > 1;
      const isOfSome = (field: string, keyword: string) =>
        parts
          .flatMap((part) => [part.oneOf ?? [], part.anyOf ?? []])
          .map((alternatives) =>
            alternatives.map((each) =>
              partsOf(resolved(each)).some((part) => keyword in resolved(part.properties?.[field] || {})),
            ),
          )
          .some((stated) => stated.includes(true) && stated.includes(false));
      return parts.flatMap((part) =>
        Object.entries(part.properties ?? {}).flatMap(([field, property]) => {
          const said = property === false ? {} : resolved(property);
          const keywords = ['minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'maxItems', 'enum', 'default'];
          return keywords
            .filter((keyword) => keyword in said && fields[field]?.[keyword] === undefined)
            .filter((keyword) => !differs(field, keyword) && !isOfSome(field, keyword))
            .map((keyword) => `${name}.${field}.${keyword}`);
        }),
      );
    });
    expect(missing).toEqual([]);
  });

  test('patterns compile', () => {
    const patterns = Object.values(constants).flatMap((fields) =>
      Object.values(fields).flatMap(({ pattern }) => (typeof pattern === 'string' ? [pattern] : [])),
    );
    expect(patterns).not.toEqual([]);
    for (const pattern of patterns) expect(() => new RegExp(pattern, 'u')).not.toThrow();
  });
});

test('what differs between revisions and languages', () => {
  expect(november2024.VpcHealthConfig.threshold_normal).toEqual({ minimum: 1, maximum: 10 });
  expect(may2023.VpcHealthConfig.threshold_normal).toEqual({ minimum: 2, maximum: 10 });
  expect(november2024.VpcHealthConfig.protocol.enum).toEqual(['TCP', 'HTTP', 'http', 'HTTPS', 'https']);
  expect(november2024.VpcChannelCreate.vpc_channel_type.enum).toEqual(['', 'builtin', 'microservice', 'reference']);
  expect(november2023.VpcChannelCreate).not.toHaveProperty('vpc_channel_type');
  expect(november2024.MicroServiceCreate.service_type.enum).toEqual(['', 'CSE', 'CCE', 'CCE_SERVICE', 'NACOS']);
  expect(november2023.MicroServiceCreate.service_type.enum).toEqual(['', 'CSE', 'CCE', 'CCE_SERVICE']);
  expect(may2023.MicroServiceCreate.service_type.enum).toEqual(['', 'CSE', 'CCE']);
  expect(november2024.IpMember.host.maxLength).toBe(255);
  expect(november2023.IpMember.host.maxLength).toBe(64);
  expect(new RegExp(november2024.VpcChannelCreate.name.pattern, 'u').test('通道')).toBe(false);
  expect(new RegExp(november2024Chinese.VpcChannelCreate.name.pattern, 'u').test('通道')).toBe(true);
});

test('a bundle holds the schema that it uses, and no other', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import * as limits from './2024-11.en.limits.ts'; console.log(limits.VpcHealthConfig.timeout.maximum);`,
      resolveDir: fileURLToPath(new URL('../generated', import.meta.url)),
    },
    bundle: true,
    format: 'esm',
    minify: true,
    write: false,
  });
  const text = outputFiles[0]?.text ?? '';
  expect(text).toContain('threshold_normal');
  expect(text).not.toContain('balance_strategy');
  expect(text.length).toBeLessThan(700);
});
