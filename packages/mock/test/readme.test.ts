// The README's examples run as they are written.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { patience } from './support.ts';

const folder = join(import.meta.dirname, '..');
const blocks = [...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/```js\n(.*?)```/gs)].map(
  ([, code = '']) => code,
);

it.each(blocks.map((code, index) => [index + 1, code] as const))(
  'example %i prints what it says',
  (_number, code) => {
    // From the package's folder, where the package finds itself by its own name.
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module'], {
      cwd: folder,
      input: code,
      encoding: 'utf8',
      timeout: patience,
    });
    const expected = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map(([, said]) => `${said}\n`).join('');
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: expected, stderr: '' });
    expect(expected).not.toBe('');
  },
  patience,
);

it('has examples', () => expect(blocks.length).toBeGreaterThanOrEqual(2));
