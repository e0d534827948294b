// Fidelity, shown something wrong: it fails and names it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { departures, errata, erratum } from './judges.departures.ts';
import { scratch, tamper } from './scratch.ts';

const timeout = 120_000;

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

  test('sees each status, code and value of the sibling reference that an edition lacks, and those that no source has', {
    timeout,
  }, async ({ expect, onTestFinished }) => {
    const copy = scratch(onTestFinished);
    const edition = '2023-11.en';
    tamper(copy, edition, '/components/responses/GatewayNotFound', (node) => (node['x-error-codes'] = ['APIG.3030']));
    tamper(copy, edition, '/paths/~1v2~1{project_id}~1apigw~1instances~1{instance_id}/get/responses', (node) => {
      node['409'] = node['404'] ?? {};
      delete node['403'];
    });
    tamper(copy, edition, '/components/schemas/InstanceNetwork/properties/eip_address', (node) => {
      node['type'] = 'string';
    });
    const { code, output } = await copy.run('fidelity');
    const expected = [
      'showInstance/403',
      "The sibling's page has this status, and the edition does not.",
      "The sibling's page has APIC.7302, and the edition does not.",
      'showInstance/409',
      'No source has this status.',
      'No source has APIG.3030 with this status.',
      'showInstance/200/eip_address',
      'The sibling shows null, and the edition does not accept it',
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
