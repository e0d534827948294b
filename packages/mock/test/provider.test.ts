// The life of each resource of terraform's provider: created, read, changed, read and deleted. The promise is that of observed
// rules: nothing is rejected, terraform plans no change after it has applied one, and nothing is left in the end. The README
// says what documented rules reject.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apis } from './provider.apis.ts';
import { apps } from './provider.apps.ts';
import { channels } from './provider.channels.ts';
import { endpoints, gateways } from './provider.gateways.ts';
import { policies } from './provider.policies.ts';
import { lived } from './provider.ts';

const lives = { ...gateways, ...channels, ...apps, ...policies, ...apis, ...endpoints };

describe('terraform’s provider', () => {
  it.each(Object.entries(lives))('%s lives by observed rules', async (_, life) => {
    expect(await lived(life, 'observed')).toEqual({ planned: [], left: [] });
  });

  it('finds in the README where it cannot live by documented rules', async () => {
    const rows: string[] = [];
    for (const [resource, life] of Object.entries(lives)) {
      const { rejected, planned } = await lived(life, 'documented');
      const [field] = planned.map((plan) => /(\w+): /.exec(plan)?.[1]);
      if (rejected) rows.push(`| \`${resource}\` | rejects \`${rejected.replace('400 ', '')}\` |\n`);
      else if (field) rows.push(`| \`${resource}\` | does not return \`${field}\` as it was set |\n`);
    }
    const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
    const [, table] = /\| resource \| documented rules \|\n\| ---.*\n((?:\|.*\n)+)/.exec(readme) ?? [];
    expect(table).toBe(rows.join(''));
  });
});
