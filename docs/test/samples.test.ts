// Every sample does what it says: curl and TypeScript, in every edition, against a mock.
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { covering } from '@apig-spec/dev/sample';
import { serve } from '@apig-spec/mock/node';
import type { JsonObject } from '@apig-spec/model/json';
import { at, objectOf, resolve } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import { operationsOf } from '@apig-spec/model/operations';
import { distDir, root } from '@apig-spec/repository/paths';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodesOf, treesOf } from '../src/model/nodes.ts';
import {
  curlOf,
  deprecatedIn,
  requestExamplesOf,
  sampleEndpoint,
  sampleOf,
  typescriptOf,
} from '../src/model/samples.ts';
import type { BundledEdition } from '../src/model/site.ts';
import { readSite } from '../src/model/site.ts';
import { patience } from './browser.ts';
import { newest } from './revisions.ts';

const site = readSite(distDir);
// Within the package, so that imports find the client; git ignores it.
const folder = fileURLToPath(new URL('../generated/samples', import.meta.url));
const editions = import.meta.env.MODE === 'long' ? site.editions : site.editions.slice(0, 2);

/** Operations of which the samples are tried: of each method some, with and without a body, parameters and a response. */
const checked = (document: JsonObject) => {
  const partsOf = ({ method, parameters, request, form, responses }: Operation) => [
    method,
    `body ${request !== undefined}, form ${form !== undefined}`,
    ...parameters.map((parameter) => String(parameter['in'])),
    ...responses
      .filter(({ status }) => status < '300')
      .map(({ status, schema, file }) => `${status} ${schema !== undefined} ${file}`),
  ];
  const operations = operationsOf(document);
  return import.meta.env.MODE === 'long' ? operations : covering(operations, partsOf);
};

const samplesOf = (edition: BundledEdition) =>
  checked(edition.document).map((operation) => {
    const sample = sampleOf(edition.document, operation);
    return { id: operation.id, curl: curlOf(sample), typescript: typescriptOf(edition, newest, operation.id, sample) };
  });

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  // What samples of forms send.
  for (const file of ['file.json', 'file.yaml']) writeFileSync(join(folder, file), '{"swagger": "2.0"}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every TypeScript sample compiles', { timeout: patience }, () => {
  for (const edition of site.editions) {
    for (const { id, typescript } of samplesOf(edition))
      writeFileSync(join(folder, `${edition.name}.${id}.ts`), typescript);
  }
  const config = {
    extends: join(root, 'tsconfig.base.json'),
    // As most readers have it.
    compilerOptions: { noEmit: true, types: ['node'], noPropertyAccessFromIndexSignature: false },
    include: [folder],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { stdio: 'pipe' });
});

test('no first sample uses a deprecated field where another example does without', () => {
  let avoided = 0;
  for (const { name, document } of site.editions) {
    for (const operation of operationsOf(document)) {
      const tree = treesOf(document, operation).get('request');
      if (!tree) continue;
      const datedIn = (examples: JsonObject) =>
        Object.values(examples).map((example) => deprecatedIn(tree, at(resolve(document, example), '/value')));
      const all = datedIn(operation.requestExamples);
      if (!all.some((dated) => dated.length === 0)) continue;
      avoided += all.filter((dated) => dated.length > 0).length;
      const where = `${name} ${operation.id}`;
      expect(deprecatedIn(tree, sampleOf(document, operation).body), where).toEqual([]);
      expect(datedIn(requestExamplesOf(document, operation))[0], where).toEqual([]);
      // Other tools show the first one of the document.
      expect(all[0], where).toEqual([]);
    }
  }
  expect(avoided).toBeGreaterThan(0);
});

test('the first sample of createVpcChannel has the newest form that its edition knows, and port 80', () => {
  for (const { name, document } of site.editions) {
    for (const id of ['createVpcChannel', 'updateVpcChannel']) {
      const operation = operationsOf(document).find((each) => each.id === id);
      if (!operation) throw new Error(`${name} has no ${id}.`);
      const kind = nodesOf(document).has(`${id}/request/vpc_channel_type`)
        ? { vpc_channel_type: 'builtin' }
        : { type: 2 };
      const { body } = sampleOf(document, operation);
      expect(body, `${name} ${id}`).toMatchObject({ port: 80, ...kind });
      expect(
        Object.keys(objectOf(body)).filter((field) => /type$/.test(field)),
        `${name} ${id}`,
      ).toEqual(['member_type', ...Object.keys(kind)]);
    }
  }
});

test('a form is sent in parts, its files by name; a file is read as a text', () => {
  const [{ document }] = site.editions as [BundledEdition];
  const of = (id: string) => {
    const operation = operationsOf(document).find((each) => each.id === id);
    if (!operation) throw new Error(`There is no ${id}.`);
    return sampleOf(document, operation);
  };
  const sample = of('importApiDefinitions');
  const body = { is_create_group: false, group_id: "it's", api_mode: '@a;b', file_name: 'openapi: 3.0.3' };
  expect(
    curlOf({ ...sample, body })
      .split(' \\\n  ')
      .slice(2),
  ).toEqual([
    "-F 'is_create_group=false'",
    "-F 'group_id=it'\\''s'",
    "--form-string 'api_mode=@a;b'",
    "-F 'file_name=@file.yaml'",
  ]);
  const [edition] = site.editions as [BundledEdition];
  const typescript = typescriptOf(edition, newest, 'importApiDefinitions', { ...sample, body });
  expect(typescript).toContain("file_name: new File([await readFile('file.yaml')], 'file.yaml'),");
  const exporting = typescriptOf(edition, newest, 'exportApiDefinitions', of('exportApiDefinitions'));
  expect(exporting).toContain('await result.data.text()');
});

test('examples without deprecated fields come first, in their order', () => {
  const schema = {
    properties: {
      old: { type: 'integer', deprecated: true },
      list: { type: 'array', items: { $ref: '#/$defs/Item' } },
    },
  };
  const example = (value: JsonObject) => ({ value });
  const operation = {
    id: 'x',
    method: 'post',
    idempotent: false,
    path: '/',
    parameters: [],
    request: schema,
    form: undefined,
    formExamples: {},
    responses: [],
    resource: '',
    requestExamples: {
      a: example({ old: 1 }),
      b: example({ list: [{ older: 2 }] }),
      c: example({ list: [{}] }),
      d: example({}),
    },
  };
  const document = { $defs: { Item: { properties: { older: { deprecated: true } } } } };
  expect(Object.keys(requestExamplesOf(document, operation))).toEqual(['c', 'd', 'a', 'b']);
});

describe.each(editions)('$name', (edition) => {
  test.for(samplesOf(edition))('$id', { timeout: patience }, async ({ id, curl, typescript }) => {
    const statuses: number[] = [];
    const log = ({ status }: { status: number }) => void statuses.push(status);
    const env = { ...process.env, TOKEN: 'any' };
    const run = promisify(execFile);
    for (const program of ['curl', 'typescript']) {
      // A mock of its own: what one deletes another may want.
      const mock = await serve({ port: 0, edition: edition.name as '2024-11.en', log });
      try {
        if (program === 'curl') await run('sh', ['-c', curl.replace(sampleEndpoint, mock.url)], { env, cwd: folder });
        else {
          const file = join(folder, `${edition.name}.${id}.run.ts`);
          writeFileSync(file, typescript.replace(sampleEndpoint, mock.url));
          const { stdout } = await run(process.execPath, [file], { env, cwd: folder });
          expect(stdout).not.toContain('ok: false');
        }
      } finally {
        await mock.close();
      }
    }
    expect(statuses).toHaveLength(2);
    expect(
      statuses.every((status) => status >= 200 && status < 300),
      statuses.join(),
    ).toBe(true);
  });
});
