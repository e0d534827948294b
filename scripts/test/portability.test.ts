// What other tools make of the contract: each rule that keeps generators and form builders working, broken once.
import { join } from 'node:path';
import { defaultsByAjv } from '@apig-spec/checks/defaults';
import { SchemaChecker } from '@apig-spec/checks/schema-checker';
import { arbitraryOf } from '@apig-spec/emit/arbitrary';
import { editionsOf, versionOf } from '@apig-spec/model/editions';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { readRevisions } from '@apig-spec/repository/editions';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { sampled } from './sample.ts';
import { scratch, tamper } from './scratch.ts';

const timeout = 300_000;
const newest = editionsOf(readRevisions())[0]?.name ?? '';
/** The checks look at no more than what is broken, so that they cost the same however large the contract is. */
const scope = ['--resource', 'vpc-channels,apps'];

const schemas = '/components/schemas';
const strategy = `${schemas}/VpcChannelBase/properties/balance_strategy`;
const health = `${schemas}/VpcMemberInfo/properties/health_status`;

/** Changes of the editions as JSON, and what lint must say of them. */
const patternBreakages: [pointer: string, pattern: string][] = [
  [`${schemas}/ChannelName`, '^[A-Za-z\\p{Script=Han}]+$'],
  [`${schemas}/NacosServiceName`, '^(?!@)(?!.*@@).*$'],
];

/** What is wrong, by which change of a node, and what lint must say of it. */
const breakages: [what: string, pointer: string, edit: (node: JsonObject) => void, says: string][] = [
  ['an enum without a type', health, (node) => delete node['type'], '`enum` needs `type` beside it'],
  [
    'a const without a type',
    `${schemas}/IpBackends/properties/member_type`,
    (node) => delete node['type'],
    '`const` needs `type` beside it',
  ],
  [
    'an enum of another type than its values',
    `${schemas}/ServerChannelByType/properties/type`,
    (node) => Object.assign(node, { type: 'string' }),
    'has 0, which is not of type string',
  ],
  [
    'an enum without a type within an alternative of a parameter',
    '/components/parameters/Limit',
    (node) => Object.assign(node, { schema: { anyOf: [{ enum: [20] }] } }),
    '/schema/anyOf/0',
  ],
  ['a list of numbers without names', strategy, (node) => delete node['x-enum-varnames'], 'needs x-enum-varnames'],
  [
    'a list of numbers without descriptions',
    strategy,
    (node) => delete node['x-enum-descriptions'],
    'needs x-enum-descriptions',
  ],
  [
    'HTTP and http in one list without names',
    `${schemas}/HttpCheck/properties/protocol`,
    (node) => delete node['x-enum-varnames'],
    'The list ["HTTP","http"] needs x-enum-varnames',
  ],
  [
    'texts that differ in punctuation alone',
    health,
    (node) => Object.assign(node, { enum: ['not-known', 'not_known', 'unhealthy'] }),
    'The list ["not-known","not_known","unhealthy"] needs',
  ],
  [
    'texts that differ in case alone, within a schema of contents',
    `${schemas}/AppInfoBase/properties/name`,
    (node) => Object.assign(node, { contentSchema: { type: 'string', enum: ['on', 'ON'] } }),
    'The list ["on","ON"] needs x-enum-varnames',
  ],
  [
    'names that a shorter list has kept',
    `${schemas}/VpcHealthConfigInfo/properties/protocol`,
    (node) => (node['enum'] as Json[]).pop(),
    'x-enum-varnames has 5 entries for 4 values',
  ],
  [
    'names that are one but for their case',
    `${schemas}/HttpsCheck/properties/protocol`,
    (node) => Object.assign(node, { 'x-enum-varnames': ['HTTPS', 'HTTP_S'] }),
    'The names HTTPS and HTTP_S are the same',
  ],
  [
    'a name that starts with a digit',
    `${schemas}/Availability`,
    (node) => Object.assign(node, { 'x-enum-varnames': ['1ST', 'OTHER'] }),
    'The name 1ST is not valid everywhere',
  ],
  [
    'a name that is a keyword somewhere',
    `${schemas}/AppInfoBase/properties/status`,
    (node) => Object.assign(node, { 'x-enum-varnames': ['DEFAULT'] }),
    'The name DEFAULT is a reserved word',
  ],
  [
    'descriptions without a list',
    `${schemas}/DictCode`,
    (node) => Object.assign(node, { 'x-enum-descriptions': ['a'] }),
    'x-enum-descriptions stands without `enum`',
  ],
  [
    'a description that is empty',
    `${schemas}/VpcChannelInfo/properties/status`,
    (node) => Object.assign(node, { 'x-enum-descriptions': ['normal', ' '] }),
    'x-enum-descriptions must be a list of texts',
  ],
  [
    'a version that is not semantic',
    '/info',
    (node) => Object.assign(node, { version: '2024-11' }),
    'info.version is 2024-11; the semantic version of revision 2024-11 is 2024.11.0',
  ],
];

describe.concurrent('lint', () => {
  test('sees each list, name, version and pattern that generators cannot use, and a field that every part only narrows', {
    timeout,
  }, async ({ expect, onTestFinished }) => {
    const copy = scratch(onTestFinished);
    for (const [, pointer, edit] of breakages) tamper(copy, newest, pointer, edit);
    // The rules are tried on the editions with observed facts too.
    tamper(copy, `observed/${newest}`, `${schemas}/ServerChannelByType/properties/type`, (node) => {
      (node['x-enum-varnames'] as string[]).push('OTHER');
    });
    tamper(copy, newest, strategy, (node) => delete node['description']);
    tamper(copy, newest, health, (node) => delete node['examples']);
    for (const [pointer, pattern] of patternBreakages)
      tamper(copy, newest, pointer, (node) => Object.assign(node, { pattern }));
    tamper(copy, `observed/${newest}`, `${schemas}/ReferenceChannel/properties/members`, (node) => {
      node['patternProperties'] = { '\\d': true };
    });
    const { code, output } = await copy.run('checks/lint', ...scope);
    expect(breakages.map(([, , , says]) => says).filter((says) => !output.includes(says))).toEqual([]);
    expect(output).toMatch(
      /observed\.overlay\.yaml: .*ServerChannelByType.*\n.*\n +x-enum-varnames has 3 entries for 2/,
    );
    expect(output).toMatch(
      /VpcChannelBase\.yaml: \/properties\/balance_strategy\n.*\n +No part of the field describes it\./,
    );
    expect(output).toMatch(
      /VpcMemberInfo\.yaml: \/properties\/health_status\n.*\n +No part of the field shows an example\./,
    );
    for (const [pointer, pattern] of patternBreakages) {
      expect(output).toContain(`${pointer.split('/').at(-1)}.yaml: /pattern`);
      expect(output).toContain(`Not every language reads the pattern ${pattern} alike.`);
    }
    expect(output).toMatch(/observed\.overlay\.yaml: .*ReferenceChannel\/properties\/members\/patternProperties\//);
    expect(code).toBe(1);
  });
});

test.concurrent('a name of a value that the revision does not have is missed by its overlay', { timeout }, async ({
  expect,
  onTestFinished,
}) => {
  const copy = scratch(onTestFinished);
  copy.edit(
    'spec/resources/vpc-channels/revisions/2023-11.overlay.yaml',
    "['x-enum-varnames'][?@=='NOT_SET']",
    "['x-enum-varnames'][?@=='SERVER']",
  );
  copy.edit(
    'spec/resources/vpc-channels/revisions/2023-11.overlay.yaml',
    "  - target: $.components.schemas['VpcChannelBase','ServerChannelByType'].properties.type['x-enum-descriptions'][0]",
    "  - target: $.components.schemas['VpcChannelBase'].properties.type['x-enum-descriptions'][0]",
  );
  // Bundling succeeds where the Chinese still fits; the lists are compared with what they name by lint.
  const bundled = await copy.run('bundle/bundle');
  const { output } = bundled.code === 0 ? await copy.run('checks/lint', ...scope) : bundled;
  expect(output).toMatch(/x-enum-descriptions has 2 entries for 1 values|ServerChannelByType\.type\./);
});

test('the version of every edition is the semantic one of its revision', ({ expect }) => {
  expect(['2024-11', '2023-05', '2099-01'].map(versionOf)).toEqual(['2024.11.0', '2023.5.0', '2099.1.0']);
  for (const { name, revision } of editionsOf(readRevisions())) {
    const { info } = readBuilt(join(distDir, `${name}.json`)) as { info: JsonObject };
    expect(info).toMatchObject({ version: versionOf(revision), 'x-revision': revision });
  }
});

describe.concurrent('defaults', () => {
  test('a default that makes a valid example invalid is reported: of type, within an alternative, and with the observed facts', {
    timeout,
  }, async ({ expect, onTestFinished }) => {
    const copy = scratch(onTestFinished);
    for (const edition of [newest, `observed/${newest}`])
      tamper(copy, edition, `${schemas}/VpcChannelBase/properties/type`, (node) => (node['default'] = 2));
    const { code, output } = await copy.run('checks/examples', ...scope);
    expect(output).toContain('createVpcChannel, request, nacos-channel');
    expect(output).toContain('With all defaults filled in (type), the valid example is invalid');
    expect(output).toContain(`${newest}, observed`);
    expect(code).toBe(1);
  });

  test('random valid requests stay valid with all defaults filled in', { timeout }, ({ expect }) => {
    const before: JsonObject[] = [];
    for (const { name } of editionsOf(readRevisions()).filter(({ locale }) => locale === 'en')) {
      const document = readBuilt(join(distDir, `${name}.json`));
      const checker = new SchemaChecker(document);
      const filled = defaultsByAjv(document);
      for (const { id, path, method, request } of operationsOf(document).filter(sampled(document, before))) {
        const pointer = checker.bodyPointer(path, method, 'request');
        if (request === undefined || pointer === undefined) continue;
        const bodies = fc.sample(arbitraryOf(document, request), { seed: 7, numRuns: 40 });
        const broken = bodies.filter(
          (body) => checker.at(pointer, body).valid && !checker.at(pointer, filled(pointer, body)).valid,
        );
        expect(broken, `${name}, ${id}`).toEqual([]);
      }
      before.push(document);
    }
  });
});
