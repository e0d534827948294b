// Each check but fidelity, shown something wrong: it fails and names it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redoclyFindings, spectralFindings } from '@apig-spec/checks/linters';
import type { JsonObject } from '@apig-spec/model/json';
import { at, objectOf } from '@apig-spec/model/json';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { inScope, scopeOf } from '@apig-spec/repository/scope';
import { readEvidence } from '@apig-spec/sources/evidence';
import { describe, test } from 'vitest';
import { scratch, tamper } from './scratch.ts';

const timeout = 600_000;

/** The checks look at no more than what is broken, so that they cost the same however large the contract is. */
const scope = ['--resource', 'vpc-channels'];

describe.concurrent('examples', () => {
  test('finds those of the documents, all valid', { timeout }, async ({ expect, onTestFinished }) => {
    const { code, output } = await scratch(onTestFinished).run('checks/examples', ...scope);
    const { operations } = scopeOf('vpc-channels');
    const all = readEvidence().examples.filter(({ operation }) => operations.has(operation)).length;
    expect(output).toContain(`${all} of ${all} of the documents`);
    expect(code).toBe(0);
  });

  test('sees each kind of finding', { timeout }, async ({ expect, onTestFinished }) => {
    const copy = scratch(onTestFinished);
    const own = join(copy.spec, 'sources');
    tamper(
      copy,
      '2023-05.zh-CN',
      '/components/schemas/HttpCheck/properties/protocol',
      (node) => (node['enum'] = ['HTTP']),
    );
    tamper(
      copy,
      '2024-11.en',
      '/components/examples/cce-workload-channel/value/vpc_health_config',
      (check) => (check['time_interval'] = 29),
    );
    tamper(copy, '2024-11.en', '/components/responses/Unauthorized', (node) => (node['x-error-codes'] = ['APIG.1001']));
    copy.edit(
      'spec/sources/en-2023-11-update-vpc-channel/examples/01-updateVpcChannel-request.json',
      '"port" : 22',
      '"port" : 23',
    );
    rmSync(join(own, 'en-2024-11-show-vpc-channel', 'examples', '07-showVpcChannel-500.json'));
    tamper(copy, 'observed/2024-11.en', '/components/schemas/VpcChannelCreate', (node) => {
      node['required'] = ['member_groups'];
    });
    const { code, output } = await copy.run('checks/examples', ...scope);
    const expected = [
      'spec/sources/zh-2023-05-create-vpc-channel/examples/01-createVpcChannel-request.json',
      'spec/resources/vpc-channels/zh-CN.overlay.yaml: /components/examples/',
      'spec/resources/vpc-channels/examples/cce-workload-channel.yaml\n    in 2024-11.en',
      'Not valid for createVpcChannel: ',
      'createVpcChannel does not list APIG.1002 among the x-error-codes of 401.',
      'spec/sources/en-2023-11-update-vpc-channel/examples\n    An example is not as the document prints it',
      'The document has 7 examples, and 6 are here.',
      'spec/resources/vpc-channels/observed.overlay.yaml: /components/examples/',
    ];
    expect(expected.filter((says) => !output.includes(says))).toEqual([]);
    expect(code).toBe(1);
  });
});

test.concurrent('locales sees a wire difference that is not listed', { timeout }, async ({
  expect,
  onTestFinished,
}) => {
  const copy = scratch(onTestFinished);
  expect((await copy.run('checks/locales')).code).toBe(0);
  tamper(copy, '2023-11.zh-CN', '/components/schemas/DictCode', (node) => (node['maxLength'] = 63));
  const { code, output } = await copy.run('checks/locales');
  expect(output).toContain('zh-CN.overlay.yaml: /components/schemas/DictCode/maxLength\n    in 2023-11.zh-CN');
  expect(code).toBe(1);
});

const channels = '/paths/~1v2~1{project_id}~1apigw~1instances~1{instance_id}~1vpc-channels';

/** What is wrong, where in an edition and by which change, and what the linters must say of it. */
const findings: [string, string, (node: JsonObject) => void, string][] = [
  ['Redocly’s findings', '/info', (node) => (node['nonsense'] = 1), 'nonsense'],
  [
    'a scalar without an example',
    '/components/schemas/WorkloadType',
    (node) => delete node['examples'],
    'A scalar needs `examples`',
  ],
  [
    'a parameter without an example',
    '/components/parameters/VpcChannelId',
    (node) => delete node['example'],
    'A parameter needs `example`',
  ],
  [
    'an operationId of another style',
    `${channels}/post`,
    (node) => (node['operationId'] = 'vpcChannelCreate'),
    'An operationId is one of',
  ],
  ['an error that is not answered', `${channels}/get/responses`, (node) => delete node['403'], 'No response 403'],
  [
    'an error without its codes',
    '/components/responses/Unauthorized',
    (node) => delete node['x-error-codes'],
    'has no x-error-codes',
  ],
  [
    'an open request body',
    '/components/schemas/VpcHealthConfig',
    (node) => delete node['unevaluatedProperties'],
    'Of a request body, vpc_health_config needs',
  ],
  [
    'a field without a description',
    '/components/schemas/VpcHealthConfigBase/properties/time_interval',
    (node) => delete node['description'],
    'A field needs a description',
  ],
];

describe.concurrent('lint', () => {
  test('sees what the linters find', { timeout }, async ({ expect, onTestFinished }) => {
    const folder = mkdtempSync(join(tmpdir(), 'apig-lint-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const edition = inScope(readBuilt(join(distDir, '2024-11.en.json')), scopeOf('vpc-channels'));
    for (const [, pointer, change] of findings) change(at(edition, pointer) as JsonObject);
    const file = join(folder, '2024-11.en.json');
    writeFileSync(file, JSON.stringify(edition));
    const found = [...(await redoclyFindings([file])), ...spectralFindings([file])];
    const output = found.map(({ problem }) => problem).join('\n');
    expect(findings.map((each) => each[3]).filter((says) => !output.includes(says))).toEqual([]);
  });

  test('sees each kind of finding', { timeout }, async ({ expect, onTestFinished }) => {
    const copy = scratch(onTestFinished);
    // That what the linters find is told, and in words of the contract's files.
    tamper(copy, '2024-11.en', '/components/parameters/VpcChannelId', (node) => delete node['example']);
    tamper(copy, '2023-11.en', '/components/schemas/VpcHealthConfig/x-validations/0', (validation) => {
      validation['rule'] = 'self.time_interval > > self.timeout';
    });
    tamper(copy, '2024-11.en', '/components/schemas/VpcHealthConfig/x-validations/0', (validation) => {
      validation['rule'] = 'self.time_interval > self.time_out';
    });
    tamper(copy, '2024-11.en', '/components/examples', (examples) => {
      delete (examples['cse-channel'] as JsonObject)['x-invented'];
      (examples['server-channel'] as JsonObject)['x-invented'] = true;
    });
    for (const edition of ['observed/2024-11.en', 'observed/2024-11.zh-CN']) {
      tamper(copy, edition, '/components/schemas/IpBackends/properties/members', (node) => {
        node['type'] = ['list', 'null'];
      });
    }
    const file = join(copy.dist, 'provenance.json');
    const told = readBuilt(file);
    for (const places of Object.values(objectOf(told['editions']))) {
      const place = objectOf(objectOf(places)['createVpcChannel/request/members/0/host']);
      if (place['mark'] === 'documented') place['mark'] = 'observed';
    }
    writeFileSync(file, JSON.stringify(told));
    const { code, output } = await copy.run('checks/lint', ...scope);
    expect(output).toMatch(/VpcHealthConfig\.yaml: x-validations, self\.time_interval > > self\.timeout\n +Not CEL/);
    expect(output).toContain('It asks for self.time_out, a field that VpcHealthConfig does not have.');
    expect(output).toMatch(/cse-channel\.yaml\n +in 2024-11\.en\n +No document has it/);
    expect(output).toMatch(/server-channel\.yaml\n +in 2024-11\.en\n +A document has this very example/);
    expect(output).toMatch(
      /vpc-channels\/observed\.overlay\.yaml: .*\/type.*\n +in 2024-11\.en, observed, 2024-11\.zh-CN, observed/,
    );
    expect(output).toMatch(/vpc-channels\/schemas\/\w+\.yaml: .*\/host.*\n +in .*\n +No source document states host/);
    expect(output).toMatch(/VpcChannelId\.yaml\n +in 2024-11\.en\n +A parameter needs `example`/);
    expect(code).toBe(1);
  });
});

test('a check that runs before the build says so', { timeout }, async ({ expect, onTestFinished }) => {
  const copy = scratch(onTestFinished);
  rmSync(copy.dist, { recursive: true });
  const { code, output } = await copy.run('checks/examples');
  expect(output).toContain('Not built yet.');
  expect(code).toBe(1);
});
