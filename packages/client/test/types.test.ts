// What an editor shows: the generated JSDoc, in each edition's language and with its limits.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** The JSDoc of a field of a schema, as one line. */
function jsdocOf(edition: string, schema: string, field: string): string {
  const text = readFileSync(new URL(`../generated/${edition}.ts`, import.meta.url), 'utf8');
  const body = new RegExp(`^ {8}${schema}: \\{\\n([\\s\\S]*?)^ {8}\\}`, 'm').exec(text)?.[1] ?? '';
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
    expect(jsdocOf(edition, 'VpcHealthConfig', 'threshold_normal')).toContain(tags);
  });

  test('lengths and patterns of shared scalars stand where they are used', () => {
    expect(jsdocOf('2024-11.en', 'VpcChannelCreate', 'name')).toBe(
      'Name of the channel. Starts with a letter, followed by letters, digits, hyphens, underscores and periods. ' +
        '@minLength 3 @maxLength 64 @pattern ^[A-Za-z][A-Za-z0-9_.-]*$ @example VPC_demo @see en-2024-11-create-vpc-channel/createVpcChannel/request/name',
    );
    const chinese = jsdocOf('2024-11.zh-CN', 'VpcChannelCreate', 'name');
    expect(chinese).toContain('通道的名称');
    expect(chinese).toContain('@pattern ^[A-Za-z㐀-䶿一-鿿豈-﫿][A-Za-z0-9_.㐀-䶿一-鿿豈-﫿-]*$');
  });

  test('defaults and deprecation', () => {
    expect(jsdocOf('2024-11.en', 'VpcChannelCreate', 'type')).toMatch(
      /@deprecated @see en-2024-11-create-vpc-channel\/createVpcChannel\/request\/type$/,
    );
    expect(jsdocOf('2024-11.en', 'VpcChannelCreate', 'type')).not.toContain('@default');
    expect(jsdocOf('2023-11.en', 'VpcChannelCreate', 'type')).toMatch(/@default 2/);
    expect(jsdocOf('2023-11.en', 'VpcChannelCreate', 'type')).not.toContain('@deprecated');
  });

  test('the rows that state a field: of the edition where there are any, else of its neighbours', () => {
    expect(jsdocOf('2024-11.en', 'VpcHealthConfig', 'timeout')).toMatch(
      /@see en-2024-11-create-vpc-channel\/createVpcChannel\/request\/vpc_health_config\/timeout$/,
    );
    expect(jsdocOf('2023-11.en', 'VpcHealthConfig', 'timeout')).toMatch(
      /@see en-2023-11-update-vpc-channel\/updateVpcChannel\/request\/vpc_health_config\/timeout$/,
    );
    expect(jsdocOf('2023-05.en', 'VpcHealthConfig', 'timeout')).toMatch(
      /@see .*zh-2023-05-create-vpc-channel\/createVpcChannel\/request\/vpc_health_config\/timeout/,
    );
    expect(jsdocOf('2024-11.en', 'VpcChannelDetails', 'id')).toMatch(
      /@see en-2024-11-show-vpc-channel\/showVpcChannel\/200\/id$/,
    );
    // Too many to name.
    expect(jsdocOf('2024-11.en', 'ErrorBody', 'error_code')).toMatch(/@see (\S+, ){3}…$/);
  });

  test('a response that leaves a string empty tells the limits of one that is not', () => {
    expect(jsdocOf('2024-11.en', 'MicroServiceInfoCCE', 'app_name')).toContain(
      '@minLength 1 @maxLength 64 @pattern ^[A-Za-z][A-Za-z0-9_.-]*$',
    );
    // A default is the request's: a response says what is.
    expect(jsdocOf('2024-11.en', 'VpcHealthConfigInfo', 'method')).not.toContain('@default');
  });
});
