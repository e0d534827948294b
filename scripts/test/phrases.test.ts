// Phrases that our prose does without are found in prose, and only there.
import { hitsIn } from '@apig-spec/checks/phrases';
import { expect, test } from 'vitest';

const phrases = [
  { phrase: '\\bas a rule\\b', write: 'usually' },
  { phrase: '\\bis no port\\b', write: 'is not a port', in: ['packages/'] },
  { phrase: '句点', write: '点号' },
];

test.for<[string, string, string, string[]]>([
  ['Markdown', 'README.md', 'Ends,\nas a\nrule, soon.', ['2: as a rule']],
  [
    'code, comments and targets of links',
    'a.md',
    '```\nas a rule\n```\n`as a rule` <!-- as a rule --> [x](as a rule)',
    [],
  ],
  ['a description', 'spec/a.yaml', 'description: It is,\n  as a rule, so.', ['2: as a rule']],
  ['names and comments of YAML', 'spec/a.yaml', '# as a rule\n- id: as a rule\n  $ref: as a rule', []],
  ['what an example is about', 'spec/examples/a.yaml', 'summary: as a rule\nvalue: as a rule', ['1: as a rule']],
  ['a message', 'packages/a.ts', 'throw `a is no port`; // as a rule', ['1: is no port']],
  ['a phrase of other files', 'scripts/a.ts', "'x is no port'", []],
  ['Chinese', 'spec/zh-CN.yaml', 'a:\n  b: 以句点结尾', ['2: 句点']],
])('%s', ([, file, source, expected]) => {
  expect(hitsIn(file, source, phrases).map(({ line, found }) => `${line}: ${found}`)).toEqual(expected);
});
