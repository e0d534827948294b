// What an editor shows: the generated JSDoc, in each edition's language and with its limits.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** The JSDoc of a field of a schema, as one line. */
function jsdocOf(edition: string, schema: string, field: string): string {
  const text = readFileSync(new URL(`../generated/${edition}.ts`, import.meta.url), 'utf8');
  const body = new RegExp(`^export type ${schema} = \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(text)?.[1] ?? '';
  const found = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\n *${field}\\??: `).exec(body)?.[1];
  return (found ?? 'none').replaceAll(/\s*\n[\s*]*/g, ' ').trim();
}

describe('JSDoc', () => {
  test.each([
    ['2024-11.en', '@minimum 1 @maximum 10'],
    ['2023-11.en', '@minimum 1 @maximum 10'],
    ['2023-05.en', '@minimum 2 @maximum 10'],
    ['2023-05.zh-CN', '@minimum 2 @maximum 10'],
  ])('%s bounds threshold_normal', (edition, tags) => {
    expect(jsdocOf(edition, 'VpcHealthConfigFields', 'threshold_normal')).toContain(tags);
  });

  test('lengths and patterns of shared scalars stand where they are used', () => {
    expect(jsdocOf('2024-11.en', 'VpcChannelCreateFields', 'name')).toBe(
      'Name of the channel. Starts with a letter, followed by letters, digits, hyphens, underscores and periods. ' +
        '@minLength 3 @maxLength 64 @pattern ^[A-Za-z][A-Za-z0-9_.-]*$ @example VPC_demo @see /en/2024-11/createVpcChannel/#body.name',
    );
    const chinese = jsdocOf('2024-11.zh-CN', 'VpcChannelCreateFields', 'name');
    expect(chinese).toContain('通道的名称');
    expect(chinese).toContain('@pattern ^[A-Za-z㐀-䶿一-鿿豈-﫿][A-Za-z0-9_.㐀-䶿一-鿿豈-﫿-]*$');
  });

  test('defaults and deprecation', () => {
    expect(jsdocOf('2024-11.en', 'ServerChannel', 'type')).toMatch(
      /@deprecated @see \/en\/2024-11\/createVpcChannel\/#body\.type$/,
    );
    expect(jsdocOf('2024-11.en', 'ServerChannel', 'type')).not.toContain('@default');
    expect(jsdocOf('2023-11.en', 'ServerChannelByType', 'type')).toMatch(/@default 2/);
    expect(jsdocOf('2023-11.en', 'ServerChannelByType', 'type')).not.toContain('@deprecated');
  });

  test('a field leads to the docs, in its revision and language', () => {
    const pageOf = (edition: string, schema: string, field: string) =>
      jsdocOf(edition, schema, field).split('@see ')[1];
    const timeout = 'createVpcChannel/#body.vpc_health_config.timeout';
    expect(pageOf('2024-11.en', 'VpcHealthConfigFields', 'timeout')).toBe(`/en/2024-11/${timeout}`);
    expect(pageOf('2023-05.zh-CN', 'VpcHealthConfigFields', 'timeout')).toBe(`/zh-CN/2023-05/${timeout}`);
    expect(pageOf('2024-11.en', 'VpcChannelDetails', 'id')).toBe('/en/2024-11/showVpcChannel/#200.id');
    // It is part of every operation.
    expect(pageOf('2024-11.en', 'ErrorBody', 'error_code')).toBeUndefined();
  });

  test('a response that leaves a string empty tells the limits of one that is not', () => {
    expect(jsdocOf('2024-11.en', 'MicroServiceInfoCCE', 'app_name')).toContain(
      '@minLength 1 @maxLength 64 @pattern ^[A-Za-z][A-Za-z0-9_.-]*$',
    );
    // A default is the request's: a response says what is.
    expect(jsdocOf('2024-11.en', 'VpcHealthConfigInfo', 'method')).not.toContain('@default');
  });
});
