// Files, headings and commands that messages, comments and guides name are there.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { headingsIn, missingPlaces, type Text } from '@apig-spec/dev/named-places';
import { objectOf } from '@apig-spec/model/json';
import { readBuilt } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';

const commands = new Set(Object.keys(objectOf(readBuilt(join(root, 'package.json'))['scripts'])));

/** What tests write, tell of, or take away; and files that a guide's example would add. */
const examples = /^scripts\/test\/|^docs\/test\/|^packages\/[^/]+\/test\/|CHANGELOG\.md$/;
const toBeAdded = new Set(['spec/revisions/2024-11.yaml']);

/** All texts that are committed, but for what is generated. */
function texts(): Text[] {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
  return files
    .filter((file) => /\.(ts|mjs|astro|md|yml|yaml|json)$/.test(file) && existsSync(join(root, file)))
    .filter((file) => !examples.test(file) && !/^packages\/openapi\/editions\/|^pnpm-lock/.test(file))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
}

test('every file, heading and command that a text names is there', () => {
  const missing = missingPlaces({ root, texts: texts(), commands }).filter(({ named }) => !toBeAdded.has(named));
  expect(missing).toEqual([]);
});

test.for<[string, string, string, string[]]>([
  ['a heading that its file does not have', 'scripts/x.ts', '// See RELEASING in CONTRIBUTING.md.', ['RELEASING']],
  ['a quoted heading', 'scripts/x.ts', '// See "What is gone" in CONTRIBUTING.md.', ['What is gone']],
  ['a heading that is there', 'scripts/x.ts', '// See "Rules of the code" in CONTRIBUTING.md.', []],
  ['a file in a message', 'scripts/x.ts', "'Correct spec/sources/none.yaml.'", ['spec/sources/none.yaml']],
  ['a file that is there', 'scripts/x.ts', "'Correct spec/errata.schema.json.'", []],
  ['a pattern of files', 'scripts/x.ts', '// scripts/none*.ts, packages/<name>/x, spec/none/{file}', []],
  ['a link of a README', 'README.md', '[it](docs/none.md)', ['docs/none.md']],
  ['an anchor of a link', 'README.md', '[it](CONTRIBUTING.md#none)', ['CONTRIBUTING.md']],
  ['an anchor that is there', 'README.md', '[it](CONTRIBUTING.md#rules-of-the-code)', []],
  ['a command', 'README.md', '`npm run none`', ['none']],
])('%s', ([, file, text, expected]) => {
  const contributing = { file: 'CONTRIBUTING.md', text: '## Rules of the code\n' };
  const missing = missingPlaces({ root, texts: [contributing, { file, text }], commands });
  expect(missing.map(({ named }) => named)).toEqual(expected);
});

test('headings in blocks of code are none', () => {
  expect(headingsIn('# One\n```sh\n# two\n```\n## `Three`\n')).toEqual(['One', 'Three']);
});
