// What a program pays: one create call with a token, bundled, minified and compressed. What it does not ask for is not in it.
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';

const call =
  'await createVpcChannel(apig, { body: { name: "VPC_demo", port: 80, balance_strategy: 1, member_type: "ip" } })';
const program = (imports: string, auth: string, more = '') => `
  import { createApigClient, createVpcChannel } from '@apig-spec/client';
  ${imports}
  const apig = createApigClient({ region: 'cn-north-4', projectId: 'p', instanceId: 'i', auth: ${auth}${more} });
  const result = ${call};
  console.log(result.ok ? result.data.id : result);`;
const withToken = program('', '{ token: "t" }');

/** The program as a browser would load it; what it loads later only where it needs it is not in it. */
async function bundled(contents: string): Promise<string> {
  const { outputFiles, metafile } = await build({
    // Resolved from here, where the package finds itself by its own name.
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    outdir: 'out',
    metafile: true,
    write: false,
  });
  const loaded = new Set<string>();
  const load = (file: string) => {
    loaded.add(file);
    for (const { kind, path } of metafile.outputs[file]?.imports ?? []) if (kind === 'import-statement') load(path);
  };
  for (const [file, { entryPoint }] of Object.entries(metafile.outputs)) if (entryPoint === '<stdin>') load(file);
  return outputFiles
    .filter(({ path }) => [...loaded].some((file) => path.endsWith(file)))
    .map(({ text }) => text)
    .join('');
}

const size = (text: string) => gzipSync(text).length;

describe('a program that creates one channel', () => {
  test('has at most 3.6 kB', async () => {
    const text = await bundled(withToken);
    expect(size(text)).toBeGreaterThan(1000);
    expect(size(text)).toBeLessThanOrEqual(3600);
  });

  test('has nothing of what it does not use', async () => {
    const text = await bundled(withToken);
    expect(text).not.toMatch(/SDK-HMAC|Retry-After|validateRequest|vpc_channel_id|ApigError|passphrase|FormData|Blob/);
    const all = `import { aksk } from '@apig-spec/client/aksk'; import { retry } from '@apig-spec/client/retry';
      import { validate } from '@apig-spec/client/validate'; import * as validator from '@apig-spec/validator';`;
    const whole = program(
      all,
      'aksk({ accessKey: "a", secretKey: "s" })',
      ', middleware: [retry(), validate({ validator, mode: "both" })]',
    );
    expect(await bundled(whole)).toMatch(/SDK-HMAC[\s\S]*Retry-After/);
  });

  test.each([
    ['a form', 'importApiDefinitions', 'FormData'],
    ['a file', 'exportApiDefinitions', 'Blob'],
  ])('pays little for %s', async (_, name, sign) => {
    const more = `import { ${name} } from '@apig-spec/client'; console.log(${name});`;
    const whole = await bundled(program(more, '{ token: "t" }'));
    expect(whole).toContain(sign);
    expect(size(whole) - size(await bundled(withToken))).toBeLessThanOrEqual(400);
  });

  test('pays little for keys and for retries', async () => {
    const base = size(await bundled(withToken));
    const keys = program(`import { aksk } from '@apig-spec/client/aksk';`, 'aksk({ accessKey: "a", secretKey: "s" })');
    const retries = program(
      `import { retry } from '@apig-spec/client/retry';`,
      '{ token: "t" }',
      ', middleware: [retry()]',
    );
    expect(size(await bundled(keys)) - base).toBeLessThanOrEqual(1000);
    expect(size(await bundled(retries)) - base).toBeLessThanOrEqual(800);
  });
});
