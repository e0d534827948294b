// Each check but fidelity, shown something wrong: it fails and names it.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@apig-spec/model/json';
import { readEvidence } from '@apig-spec/sources/evidence';
import { describe, test } from 'vitest';
import { scratch, tamper } from './scratch.ts';

const timeout = 600_000;

describe.concurrent('examples', () => {
  test('finds those of the documents, all valid', { timeout }, async ({ expect, onTestFinished }) => {
    const { code, output } = await scratch(onTestFinished).run('checks/examples');
    const all = readEvidence().examples.length;
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
    const { code, output } = await copy.run('checks/examples');
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

/** What is wrong, by which edit of an edition, and what lint must say of it. */
const findings: [string, string, string, string][] = [
  ['Redocly’s findings', 'info:\n', 'info:\n  nonsense: 1\n', 'nonsense'],
  [
    'a scalar without an example',
    'CCE workload.\n      examples:',
    'CCE workload.\n      x-was:',
    'A scalar needs `examples`',
  ],
  [
    'a parameter without an example',
    'example: 56a7d7358e1b42459c9d730d65b14e59',
    'x-was: 1',
    'A parameter needs `example`',
  ],
  [
    'an operationId of another style',
    'operationId: deleteThrottle',
    'operationId: throttleDelete',
    'An operationId is one of',
  ],
  ['an error that is not answered', '        "403":\n', '        "418":\n', 'No response 403'],
  ['an error without its codes', '      x-error-codes:\n', '      x-was:\n', 'has no x-error-codes'],
  [
    'an open request body',
    '      unevaluatedProperties: false\n      x-validations',
    '      x-validations',
    'Of a request body, vpc_health_config needs',
  ],
  [
    'a field without a description',
    '          description: Seconds from one check to the next.',
    '          x-was: Seconds',
    'A field needs a description',
  ],
];

describe.concurrent('lint', () => {
  test('sees each kind of finding', { timeout }, async ({ expect, onTestFinished }) => {
    const copy = scratch(onTestFinished);
    for (const [, from, to] of findings) copy.edit('dist/2024-11.en.yaml', from, to);
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
    const provenance = join(copy.dist, 'provenance.json');
    writeFileSync(
      provenance,
      readFileSync(provenance, 'utf8').replace(
        /("createVpcChannel\/request\/members\/0\/host": \{\s+"mark": )"documented"/,
        '$1"observed"',
      ),
    );
    const { code, output } = await copy.run('checks/lint');
    expect(output).toMatch(/VpcHealthConfig\.yaml: x-validations, self\.time_interval > > self\.timeout\n +Not CEL/);
    expect(output).toContain('It asks for self.time_out, a field that VpcHealthConfig does not have.');
    expect(output).toMatch(/cse-channel\.yaml\n +in 2024-11\.en\n +No document has it/);
    expect(output).toMatch(/server-channel\.yaml\n +in 2024-11\.en\n +A document has this very example/);
    expect(output).toMatch(
      /vpc-channels\/observed\.overlay\.yaml: .*\/type.*\n +in 2024-11\.en, observed, 2024-11\.zh-CN, observed/,
    );
    expect(output).toMatch(/vpc-channels\/schemas\/\w+\.yaml: .*\/host.*\n +in .*\n +No source document states host/);
    expect(findings.map((each) => each[3]).filter((says) => !output.includes(says))).toEqual([]);
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
