// Each judge, shown something wrong: it fails and names it.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
    '/components/schemas/VpcChannelInfo/properties',
    (node) => delete node['create_time'],
    '000/T15/create_time, type',
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
    '/components/schemas/VpcHealthConfig',
    (node) => (node['required'] as string[]).push('port'),
    '003/T7/port, required',
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
  [
    'the format of a Long',
    '2023-11.zh-CN',
    '/components/schemas/ThrottleBoundApis/properties/total',
    (node) => delete node['format'],
    '2023-11.zh-CN does not say int64',
  ],
  [
    'a pattern that takes only short lists',
    '2024-11.en',
    '/components/schemas/HttpCode',
    (node) => (node['pattern'] = String(node['pattern']).replace(/\*\$$/, '{0,2}$')),
    '2024-11.en refuses "200,201,202,203"',
  ],
  [
    'one alternative without a field',
    '2024-11.en',
    '/components/schemas/ReferenceMemberGroup/properties',
    (node) => (node['dict_code'] = false),
    '000/T4/dict_code, type',
  ],
  [
    'one kind of channel without a field',
    '2024-11.en',
    '/components/schemas/ServerChannel/properties',
    (node) => (node['microservice_info'] = false),
    '2024-11.en refuses every value of it in the example cloud-server-channel',
  ],
  [
    'one kind of channel that takes no health check',
    '2024-11.en',
    '/components/schemas/ReferenceChannel/properties',
    (node) => (node['vpc_health_config'] = false),
    '2024-11.en refuses every value of it in the example reference-channel',
  ],
  [
    'more than an erratum says',
    '2024-11.en',
    '/components/schemas/VpcHealthConfigInfo/properties/protocol',
    (node) => (node['enum'] as string[]).push('tcp'),
    'protocol-lower-case, 001/T14/protocol, values',
  ],
  [
    'a value of a list under an erratum',
    '2024-11.en',
    '/components/schemas/MicroServiceInfo/properties/service_type',
    (node) => (node['enum'] as string[]).push('CSE_'),
    'unset-strings-in-answers, 001/T6/service_type, values',
  ],
  [
    'a pattern under an erratum',
    '2024-11.en',
    '/components/schemas/VpcHealthConfigInfo/properties/http_code',
    (node) => delete node['anyOf'],
    'unset-strings-in-answers, 001/T14/http_code, pattern',
  ],
  [
    'a form that an erratum decides',
    '2023-11.zh-CN',
    '/components/schemas/ResourceId',
    (node) => (node['pattern'] = '^[A-Za-z0-9_.-]{1,64}$'),
    'forms-of-ids, 004/updateApp.T1/app_id, pattern',
  ],
  [
    'a rule that an erratum decides',
    '2023-11.en',
    '/components/schemas/WorkloadByLabel',
    (node) => (node['required'] = ['label_key']),
    'cce-workload-selection, rules/0',
  ],
  [
    'an open object',
    '2023-05.en',
    '/components/schemas/IpMember',
    (node) => delete node['unevaluatedProperties'],
    '2023-05.en, createVpcChannel: accepts {"members":[{"host":"10.0.0.1","colour":"blue"}]}',
  ],
  [
    'a bound where no document states one',
    '2023-05.en',
    '/components/schemas/AppUpdate/properties/name',
    (node) => (node['maxLength'] = 63),
    '2023-05.en.yaml: updateApp/request/name',
  ],
  [
    'a field that is gone where no document lists it',
    '2024-11.zh-CN',
    '/components/schemas/AppBoundQuota/properties',
    (node) => delete node['bound_app_num'],
    '2024-11.zh-CN.yaml: showAppBoundQuota/200/bound_app_num',
  ],
];

/** An erratum in the way of what is to be shown. */
function erratum(id: string, more: string): string {
  return `- {id: ${id}, kind: gap, title: {en: a, zh-CN: a}, decision: {en: a, zh-CN: a}, reason: {en: a, zh-CN: a}, ${more}}\n`;
}

/** What is wrong with an erratum, the erratum, and what fidelity must say of it. */
const errata: [string, string, string][] = [
  [
    'a fact that does not depart',
    'departs: [{row: 000/T4/member_group_remark, instead: {maxLength: 255}}]',
    'Has another maxLength instead, but 2024-11.en agrees with the row without it.',
  ],
  [
    'a fact too many',
    'departs: [{row: 000/T3/port, instead: {maximum: 65535, minimum: 1}}]',
    'Has another minimum instead',
  ],
  [
    'a row that is not there',
    'departs: [{row: 000/T99/name, instead: {type: Integer}}]',
    'There is no row 000/T99/name.',
  ],
  [
    'a row that departs twice',
    'departs: [{rows: [000/T7/method, 000/T3/dict_code], instead: {enum: [GET]}}]',
    '000/T7/method departs twice.',
  ],
  [
    'another value than the row states',
    'facts: [{row: 000/T3/name, fact: maxLength, states: 65}]',
    '000/T3/name does not state maxLength 65.',
  ],
  ['evidence of no row', 'facts: [{row: 000/T3/nam, fact: default}]', 'There is no row 000/T3/nam.'],
  ['an absent row of no table', 'facts: [{row: 000/T99/name, fact: absent}]', 'There is no table 000/T99.'],
  [
    'another value than the example holds',
    'facts: [{example: 000/01-createVpcChannel-request, pointer: /port, states: 23}]',
    '000/01-createVpcChannel-request holds 22 at /port.',
  ],
  [
    'evidence of no example',
    'facts: [{example: 000/01-create-request, pointer: /port, states: 22}]',
    'There is no example 000/01-create-request.',
  ],
  [
    'evidence of no document',
    "facts: [{document: '009', section: Function, says: {en: a, zh-CN: a}}]",
    'There is no document 009.',
  ],
  [
    'evidence of no section',
    "facts: [{document: '000', section: Prologue, says: {en: a, zh-CN: a}}]",
    "'Prologue' is no section",
  ],
  [
    'evidence of no field of a table',
    "facts: [{document: '004', section: 'updateApp Table 4, creator and type', says: {en: a, zh-CN: a}}]",
    'There is no row 004/updateApp.T4/type.',
  ],
  [
    'a rule of an operation without requests',
    'rules: [{says: a, operation: showVpcChannel, accepts: [{}]}]',
    'No document has an example of a request of showVpcChannel.',
  ],
  ['a rule that tries nothing', 'rules: [{says: a}]', 'It tries nothing.'],
  ['a rule of no revision', 'rules: [{says: a, revisions: [2024-12], accepts: [{}]}]', 'There is no revision 2024-12.'],
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

  test('sees each kind of fact that departs, and each erratum that is not so', { timeout }, async ({
    expect,
    onTestFinished,
  }) => {
    const copy = scratch(onTestFinished);
    for (const [, edition, pointer, change] of departures) tamper(copy, edition, pointer, change);
    const bad = errata.map(([, more], index) => erratum(`bad-${index}`, more)).join('');
    copy.edit('spec/sources/errata.yaml', '- id: ', `${bad}- id: `);
    // A rule that has bodies to try, where the document has no request to try them on.
    copy.edit(
      'spec/sources/001.yaml',
      'rules:\n          - says: ',
      'rules:\n          - says: nothing\n            refuses: [{}]\n          - says: ',
    );
    const { code, output } = await copy.run('fidelity');
    const expected = [
      ...departures.map((each) => each[4]),
      ...errata.map((each) => each[2]),
      'A rule has bodies to try',
    ];
    expect(expected.filter((says) => !output.includes(says))).toEqual([]);
    expect(code).toBe(1);
  });

  test('an erratum that is taken away leaves its departures bare', { timeout }, async ({ expect, onTestFinished }) => {
    const copy = scratch(onTestFinished);
    writeFileSync(join(copy.spec, 'sources', 'errata.yaml'), '[]\n');
    const { code, output } = await copy.run('fidelity');
    expect(output).toContain('000/T7/protocol, values');
    expect(output).toContain('add an erratum that says under `departs` what the contract has instead');
    expect(code).toBe(1);
  });
});

describe.concurrent('examples', () => {
  test('finds the 87 of the documents, all valid', { timeout }, async ({ expect, onTestFinished }) => {
    const { code, output } = await scratch(onTestFinished).run('examples');
    expect(output).toContain('87 of 87 of the documents');
    expect(code).toBe(0);
  });

  test('sees each kind of finding', { timeout }, async ({ expect, onTestFinished }) => {
    const copy = scratch(onTestFinished);
    const own = join(copy.spec, 'examples', 'documents');
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
    copy.edit('spec/examples/documents/003/01-updateVpcChannel-request.json', '"port" : 22', '"port" : 23');
    rmSync(join(own, '001', '07-showVpcChannel-500.json'));
    cpSync(join(own, '001'), join(own, '999'), { recursive: true });
    copy.edit(
      'spec/observed.overlay.yaml',
      'actions:\n',
      `actions:
  - target: $.components.schemas.VpcChannelCreate
    description: Nobody is heard to do without groups.
    update:
      required: [member_groups]
`,
    );
    const { code, output } = await copy.run('examples');
    const expected = [
      'spec/examples/documents/002/01-createVpcChannel-request.json',
      'createVpcChannel, request, server-channel',
      'createVpcChannel, request, cce-workload-channel',
      'createVpcChannel does not list APIG.1002 among the x-error-codes of 401.',
      'spec/examples/documents/003\n    An example is not as the document prints it',
      'The document has 7 examples, and 6 are here.',
      'There is no ledger of a document 999.',
      'spec/observed.overlay.yaml: 2023-11.zh-CN, createVpcChannel, cse-channel',
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
    copy.edit('spec/observed.overlay.yaml', "        - array\n        - 'null'", "        - list\n        - 'null'");
    const { code, output } = await copy.run('lint');
    expect(output).toMatch(/VpcHealthConfig\.yaml: x-validations, self\.time_interval > > self\.timeout\n +Not CEL/);
    expect(output).toContain('It asks for self.time_out, a field that VpcHealthConfig does not have.');
    expect(output).toContain('example cse-channel\n    No document has it.');
    expect(output).toContain('example server-channel\n    A document has this very example');
    expect(output).toContain('2024-11.zh-CN.observed.json');
    expect(findings.map((each) => each[3]).filter((says) => !output.includes(says))).toEqual([]);
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
