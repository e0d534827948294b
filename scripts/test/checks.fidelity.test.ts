// Fidelity, shown something wrong: it fails and names it. That nothing is wrong is the step itself, part of `npm run check`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stating } from '@apig-spec/model/records';
import { filesBelow } from '@apig-spec/repository/files';
import { readEvidence } from '@apig-spec/sources/evidence';
import { describe, test } from 'vitest';
import { departures, errata, erratum } from './checks.departures.ts';
import { scratch, tamper } from './scratch.ts';

const timeout = 600_000;

describe.concurrent('fidelity', () => {
  test('sees each kind of fact that departs, and each erratum that is not so', { timeout }, async ({
    expect,
    onTestFinished,
  }) => {
    const copy = scratch(onTestFinished);
    for (const [, edition, pointer, change] of departures) tamper(copy, edition, pointer, change);
    const bad = errata.map(([, more], index) => erratum(`bad-${index}`, more)).join('');
    copy.edit('spec/shared/requests.errata.yaml', '- id: ', `${bad}- id: `);
    const foreign = erratum('foreign', 'touches: [showVpcChannel]');
    copy.edit('spec/resources/signs/errata.yaml', '- id: ', `${foreign}- id: `);
    // A rule that has bodies to try, where the document has no request to try them on.
    copy.edit(
      'spec/sources/en-2024-11-show-vpc-channel/vpc-channels.yaml',
      'rules:\n        - says: ',
      'rules:\n        - says: nothing\n          refuses: [{}]\n        - says: ',
    );
    const { code, output } = await copy.run('checks/fidelity');
    const expected = [
      ...departures.flatMap(([, , , , ...says]) => says),
      ...errata.map((each) => each[2]),
      'spec/resources/signs/errata.yaml: foreign\n    It is about showVpcChannel, an operation of another resource.',
      'A rule has bodies to try',
    ];
    expect(expected.filter((says) => !output.includes(says))).toEqual([]);
    expect(code).toBe(1);
  });

  // Weekly: it tries every row of every source.
  test.runIf(import.meta.env.MODE === 'long')(
    'an erratum that is taken away leaves its departures bare',
    { timeout },
    async ({ expect, onTestFinished }) => {
      const copy = scratch(onTestFinished);
      for (const file of filesBelow(copy.spec, 'errata.yaml')) writeFileSync(join(copy.spec, file), '[]\n');
      const { code, output } = await copy.run('checks/fidelity');
      expect(output).toContain(
        'en-2024-11-create-vpc-channel/createVpcChannel/request/vpc_health_config/protocol, values',
      );
      expect(output).toContain('an erratum says under `departs` what the contract has instead');
      // Every row of every source is tried, and counted once.
      const counts = new Map<string, number>();
      const without = new Set<string>();
      for (const [, source = '', ...cells] of output.matchAll(
        /^(\S+) +[a-z-]+ +\d{4}-\d\d\.\S+ +(\d+) +(\d+) +(\d+) +(\d+)$/gm,
      )) {
        const [rows, agree, errata, wrong] = cells.map(Number) as [number, number, number, number];
        expect([source, agree + errata + wrong]).toEqual([source, rows]);
        counts.set(source, (counts.get(source) ?? 0) + rows);
        if (wrong > 0) without.add(source);
      }
      const { ledgers, sibling } = readEvidence();
      const rowsOf = ({ tables }: Stating) => tables.reduce((sum, { rows }) => sum + rows.length, 0);
      expect([...counts]).toEqual([...ledgers, sibling].map((source) => [source.document, rowsOf(source)]));
      expect([...without]).toEqual([...counts.keys()]);
      expect(code).toBe(1);
    },
  );
});
