// Each judge, shown something wrong: it fails and names it.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import type { JsonObject } from '../lib/json.ts';
import { at } from '../lib/json.ts';
import type { Scratch } from './scratch.ts';
import { scratch } from './scratch.ts';

const timeout = 120_000;

/** Changes an edition as it was bundled. */
function tamper({ dist }: Scratch, edition: string, pointer: string, change: (node: JsonObject) => void): void {
  const file = join(dist, `${edition}.json`);
  const document = JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
  change(at(document, pointer) as JsonObject);
  writeFileSync(file, JSON.stringify(document));
}

/** What is wrong, in which edition, where, how, and what fidelity must say of it. */
const departures: [string, string, string, (node: JsonObject) => void, string][] = [
  [
    'a field that is gone',
    '2024-11.en',
    '/components/schemas/MemberBase/properties',
    (node) => delete node['is_backup'],
    '000/T6/is_backup, type',
  ],
  [
    'a type',
    '2024-11.en',
    '/components/schemas/MemberBase/properties/weight',
    (node) => (node['type'] = 'number'),
    '000/T6/weight, type',
  ],
  [
    'required',
    '2023-11.en',
    '/components/schemas/VpcChannelCreate',
    (node) => (node['required'] = ['name']),
    '003/T3/port, required',
  ],
  [
    'optional',
    '2023-11.en',
    '/components/schemas/VpcChannelCreate',
    (node) => (node['required'] as string[]).push('dict_code'),
    '003/T3/dict_code, required',
  ],
  [
    'a pattern',
    '2024-11.en',
    '/components/schemas/ChannelName',
    (node) => (node['pattern'] = '^[A-Za-z][A-Za-z0-9_-]*$'),
    '000/T3/name, pattern',
  ],
  [
    'a pattern that is gone',
    '2023-11.zh-CN',
    '/components/schemas/AppName',
    (node) => delete node['pattern'],
    '004/createVpcChannel.T10/app_name, pattern',
  ],
  [
    'a length',
    '2023-05.zh-CN',
    '/components/schemas/MemberBase/properties/host',
    (node) => (node['maxLength'] = 255),
    '002/T6/host, maxLength',
  ],
  [
    'a bound of our own making',
    '2023-11.zh-CN',
    '/components/schemas/AppBoundQuota/properties/call_limits',
    (node) => (node['minimum'] = 0),
    '004/showAppBoundQuota.T3/call_limits, minimum',
  ],
  [
    'an enum entry',
    '2023-11.en',
    '/components/schemas/CheckMethod',
    (node) => (node['enum'] = ['GET']),
    '003/T7/method, enum',
  ],
  [
    'an enum entry too many',
    '2023-11.en',
    '/components/schemas/WorkloadType',
    (node) => (node['enum'] as string[]).push('Deployment', 'DEPLOYMENT'),
    '003/T10/workload_type, enum',
  ],
  [
    'a default',
    '2024-11.en',
    '/components/schemas/CheckMethod',
    (node) => delete node['default'],
    '000/T7/method, default',
  ],
  [
    'deprecation',
    '2024-11.en',
    '/components/schemas/VpcChannelBase/properties/type',
    (node) => delete node['deprecated'],
    '000/T3/type, deprecated',
  ],
  [
    'a rule in a schema',
    '2024-11.en',
    '/components/schemas/HttpCheck',
    (node) => (node['required'] = ['protocol']),
    '000/T7/path, rules',
  ],
  [
    'a rule in CEL',
    '2024-11.en',
    '/components/schemas/VpcHealthConfig',
    (node) => delete node['x-validations'],
    '000/T7/time_interval, rules',
  ],
  [
    'the number of elements',
    '2024-11.en',
    '/components/schemas/MicroServiceInfoNacosCreate/properties/server_config',
    (node) => (node['maxItems'] = 10),
    '000/T12/server_config, maxItems',
  ],
  [
    'a mandatory parameter',
    '2023-11.zh-CN',
    '/components/parameters/ThrottleIdQuery',
    (node) => delete node['required'],
    '004/listThrottleBoundApis.T2/throttle_id, required',
  ],
];

describe.concurrent('fidelity', () => {
  test('adds up to 782 rows, none of them wrong', { timeout }, async ({ expect, onTestFinished }) => {
    const { code, output } = await scratch(onTestFinished).run('fidelity');
    const counts = [...output.matchAll(/^00\d .*?(\d+) +(\d+) +(\d+) +(\d+)$/gm)].map((line) =>
      line.slice(1).map(Number),
    );
    expect(counts.map(([rows]) => rows)).toEqual([143, 106, 102, 116, 315]);
    for (const [rows, agree = 0, errata = 0, wrong] of counts) {
      expect(agree + errata).toBe(rows);
      expect(wrong).toBe(0);
    }
    expect(output).toMatch(/\d+ rows agree \+ \d+ under an erratum = 782/);
    expect(code).toBe(0);
  });

  test('names each row that a changed bound departs from', { timeout }, async ({ expect, onTestFinished }) => {
    const copy = scratch(onTestFinished);
    tamper(copy, '2024-11.en', '/components/schemas/VpcHealthConfigBase/properties/threshold_normal', (field) => {
      field['maximum'] = 12;
    });
    const { code, output } = await copy.run('fidelity');
    expect(output).toContain('000/T7/threshold_normal, maximum');
    expect(output).toContain('001/T14/threshold_normal, maximum');
    expect(output).toContain('The document states maximum 10; 2024-11.en accepts 11.');
    expect(code).toBe(1);
  });

  test('sees each kind of fact that departs', { timeout }, async ({ expect, onTestFinished }) => {
    const copy = scratch(onTestFinished);
    for (const [, edition, pointer, change] of departures) tamper(copy, edition, pointer, change);
    const { code, output } = await copy.run('fidelity');
    for (const [what, , , , says] of departures) expect(output, what).toContain(says);
    expect(code).toBe(1);
  });

  test('refuses an erratum that no longer departs', { timeout }, async ({ expect, onTestFinished }) => {
    const copy = scratch(onTestFinished);
    copy.edit(
      'spec/sources/errata.yaml',
      '- id: ',
      `- id: agrees-after-all
  kind: gap
  title: {en: a, zh-CN: a}
  decision: {en: a, zh-CN: a}
  reason: {en: a, zh-CN: a}
  departs: [{row: 000/T3/name, facts: [maxLength]}, {row: 000/T99/name, facts: [type]}]
- id: `,
    );
    const { code, output } = await copy.run('fidelity');
    expect(output).toContain('Lists 000/T3/name, maxLength as a departure, but the contract agrees with the row.');
    expect(output).toContain('There is no row 000/T99/name.');
    expect(code).toBe(1);
  });

  test('refuses an erratum whose evidence is not there, or whose words are missing', { timeout }, async ({
    expect,
    onTestFinished,
  }) => {
    const copy = scratch(onTestFinished);
    copy.edit(
      'spec/sources/errata.yaml',
      '- id: ',
      `- id: bad-evidence
  kind: contradiction
  title: {en: a}
  facts:
    - {row: 000/T3/name, fact: maxLength, states: 65}
    - {example: 000/01-createVpcChannel-request, pointer: /port, states: 23}
  decision: {en: a, zh-CN: a}
  reason: {en: a, zh-CN: a}
- id: `,
    );
    const { code, output } = await copy.run('fidelity');
    expect(output).toContain('000/T3/name does not state maxLength 65.');
    expect(output).toContain('000/01-createVpcChannel-request holds 22 at /port.');
    expect(output).toContain('No title in both languages.');
    expect(code).toBe(1);
  });

  test('an erratum that is taken away leaves its departures bare', { timeout }, async ({ expect, onTestFinished }) => {
    const copy = scratch(onTestFinished);
    writeFileSync(join(copy.spec, 'sources', 'errata.yaml'), '[]\n');
    const { code, output } = await copy.run('fidelity');
    expect(output).toContain('000/T7/protocol, values');
    expect(output).toContain('add an erratum that lists this row and fact');
    expect(code).toBe(1);
  });
});

describe.concurrent('examples', () => {
  test('finds the 87 of the documents, all valid', { timeout }, async ({ expect, onTestFinished }) => {
    const { code, output } = await scratch(onTestFinished).run('examples');
    expect(output).toContain('87 of 87 of the documents');
    expect(code).toBe(0);
  });

  test('names an example that a change has made invalid', { timeout }, async ({ expect, onTestFinished }) => {
    const copy = scratch(onTestFinished);
    tamper(
      copy,
      '2023-05.zh-CN',
      '/components/schemas/HttpCheck/properties/protocol',
      (node) => (node['enum'] = ['HTTP']),
    );
    const { code, output } = await copy.run('examples');
    expect(output).toContain('spec/examples/documents/002/01-createVpcChannel-request.json');
    expect(output).toContain('createVpcChannel, request, server-channel');
    expect(code).toBe(1);
  });

  test('names an example that breaks a rule', { timeout }, async ({ expect, onTestFinished }) => {
    const copy = scratch(onTestFinished);
    tamper(
      copy,
      '2024-11.en',
      '/components/examples/cce-workload-channel/value/vpc_health_config',
      (check) => (check['time_interval'] = 29),
    );
    const { code, output } = await copy.run('examples');
    expect(output).toContain('createVpcChannel, request, cce-workload-channel');
    expect(code).toBe(1);
  });
});

test.concurrent('locales sees a wire difference that is not listed', { timeout }, async ({
  expect,
  onTestFinished,
}) => {
  const copy = scratch(onTestFinished);
  expect((await copy.run('locales')).code).toBe(0);
  tamper(copy, '2023-11.zh-CN', '/components/schemas/DictCode', (node) => (node['maxLength'] = 63));
  const { code, output } = await copy.run('locales');
  expect(output).toContain('2023-11.zh-CN.yaml: /components/schemas/DictCode/maxLength');
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
  ['an error that is not answered', '        "403":\n', '        "418":\n', 'No answer 403'],
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
    const { code, output } = await copy.run('lint');
    for (const [what, , , says] of findings) expect(output, what).toContain(says);
    expect(code).toBe(1);
  });

  test('sees a field that nothing states and nothing marks', { timeout }, async ({ expect, onTestFinished }) => {
    const copy = scratch(onTestFinished);
    const provenance = join(copy.dist, 'provenance.json');
    writeFileSync(
      provenance,
      readFileSync(provenance, 'utf8').replace(
        /("createVpcChannel\/request\/members\/0\/host": \{\s+"mark": )"documented"/,
        '$1"observed"',
      ),
    );
    const { code, output } = await copy.run('lint');
    expect(output).toContain('createVpcChannel/request/members/0/host');
    expect(output).toContain('No source document states this field');
    expect(code).toBe(1);
  });
});

test('a judge that runs before the build says so', { timeout }, async ({ expect, onTestFinished }) => {
  const copy = scratch(onTestFinished);
  rmSync(copy.dist, { recursive: true });
  const { code, output } = await copy.run('examples');
  expect(output).toContain('Not built yet.');
  expect(code).toBe(1);
});
