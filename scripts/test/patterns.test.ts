// The common language of patterns: what is in it, and each thing that one of the languages reads otherwise. That they do read
// it so is tried by `npm run test:dialects`.
import { join } from 'node:path';
import { patternsOf, portabilityProblem } from '@apig-spec/checks/patterns';
import { editionsOf } from '@apig-spec/model/editions';
import { readRevisions } from '@apig-spec/repository/editions';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { test } from 'vitest';

const portable = [
  ...['^a$', '^$', '^()$', '^(a|b|)$', '^(?:a|b)*$', '^a{2}b{1,}c{0,3}$', '^(a{10}){100}$', '^\\.\\^\\$\\|\\\\$'],
  ...[
    '^[a-]$',
    '^[-a]$',
    '^[^-a]*$',
    '^[a\\-z]$',
    '^[\\]\\[^]$',
    '^[ -~]*$',
    '^[\\x20-\\x7e]*$',
    '^\\t[\\r\\n]$',
    '^[^@]+$',
  ],
  ...[
    '^[A-Za-z0-9_./:()-]*$',
    '^([^@]+(@[^@]+)*@?)?$',
    '^[^,]+(,[^,]*){0,9}$',
    '^([^,]+,|x)*$',
    '^([^a]+|[^b]+)?$',
    '^a{0}b{10}$',
    '^[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]$',
    '^中（$',
  ],
];

/** By what they turn on, in whichever language reads them otherwise or not at all. */
const unportable: Record<string, string[]> = {
  'anchors that are missing, within, or on one side only': [
    'a',
    '^a',
    'a$',
    '^a|b$',
    '^(a$|b)$',
    '^(^a)$',
    '^a$b$',
    '^a$\n',
  ],
  'classes that are Unicode in some': [
    '^\\d$',
    '^\\w$',
    '^\\s$',
    '^[\\d]$',
    '^\\D$',
    '^\\b$',
    '^\\p{L}$',
    '^[\\P{Script=Han}]*$',
  ],
  'a dot': ['^.$', '^.*$', '^a.b$'],
  'look-around, names and flags': [
    '^(?=a)a$',
    '^(?!a)b$',
    '^(?<=a)b$',
    '^(?<n>a)$',
    '^(?P<n>a)$',
    '^(?i)a$',
    '^(?i:a)$',
    '^(?>a)$',
    '^(?#a)$',
  ],
  'back-references': ['^(a)\\1$', '^(?<n>a)\\k<n>$', '^\\0$'],
  'escapes of some languages': [
    '^a\\Z$',
    '^\\Aa$',
    '^a\\z$',
    '^\\h$',
    '^\\R$',
    '^\\v$',
    '^\\Qa\\E$',
    '^\\cA$',
    '^\\u4e00$',
    '^\\u{4e00}$',
    '^\\x{41}$',
    '^\\x4$',
    '^\\/$',
    '^\\-$',
    '^\\a$',
    '^\\e$',
    '^[\\b]$',
  ],
  'quantifiers of some languages': [
    '^a++$',
    '^a*+$',
    '^a?+$',
    '^a*?$',
    '^a+?$',
    '^a{2}+$',
    '^a{2}?$',
    '^a**$',
    '^a{,3}$',
    '^a{ 2}$',
    '^a{3,2}$',
    '^a{01}$',
    '^a{1,02}$',
    '^a{$',
    '^a}$',
    '^*$',
    '^(+a)$',
    '^a|*$',
    '^(|*)$',
    '^{2}$',
  ],
  'more repeats than RE2 takes': [
    '^a{1001}$',
    '^a{2000,}$',
    '^(a{100}){11}$',
    '^((a{10}){10}){11}$',
    '^(a|b{101}){10}$',
  ],
  'sets within classes': ['^[[:alpha:]]$', '^[[a]b]$', '^[a&&b]$', '^[a--b]$', '^[a~~b]$', '^[a||b]$', '^[&&a]$'],
  'hyphens and brackets that are read in two ways': [
    '^[a-b-c]$',
    '^[+--]$',
    '^[--a]$',
    '^[]a]$',
    '^[]$',
    '^[^]$',
    '^]$',
    '^[a-\\d]$',
    '^[z-a]$',
  ],
  'characters beyond U+FFFF, which are two without u': [
    '^😀$',
    '^[😀]$',
    '^[𠀀-𪛖]$',
    '^[一-﫿]$',
    '^[^a]$',
    '^[^a]?$',
    '^[^a]{1,64}$',
    '^[^a]{2,}$',
    '^[^a]+[^b]+$',
    '^[^a]+,?[^a]+$',
    '^([^a]+){2,3}$',
    '^([^a]+)([^a]+)$',
    '^([^a]+b|c[^a]+)*$',
    '^([^a]+){0,}$',
    '^[\\x00-\ufaff]$',
    '^[\u8c48-\ufaff]$',
    '^\ud800$',
  ],
  'control characters in the raw': ['^\n$', '^[\u0000]$', '^\u2028$', '^\u0085$'],
  'what is not closed': ['^(a$', '^a)$', '^[a$', '^a\\', '^[a\\', '^[a-', '^a{2$', ''],
};

test.for(portable)('%s is portable', (pattern, { expect }) => {
  expect(portabilityProblem(pattern)).toBeUndefined();
  // It is one language at least, with and without the flag.
  expect(new RegExp(pattern, 'u').source).toBe(new RegExp(pattern).source);
});

test.for(Object.entries(unportable))('not portable: %s', ([, patterns], { expect }) => {
  expect(patterns.filter((pattern) => portabilityProblem(pattern) === undefined)).toEqual([]);
});

test('a pattern says what of it is not portable', ({ expect }) => {
  expect(portabilityProblem('^[A-Z\\d]$')).toContain('`\\d`');
  expect(portabilityProblem('^(?!a)$')).toContain('look-around');
  expect(portabilityProblem('^(a{100}){11}$')).toContain('1100 times');
  expect(portabilityProblem('^[😀]$')).toContain('U+1F600');
});

test('every pattern of every edition is portable, and Chinese are the same characters in all', ({ expect }) => {
  const editions = editionsOf(readRevisions()).flatMap(({ name }) => [name, `observed/${name}`]);
  const patterns = editions.flatMap((name) => patternsOf(readBuilt(join(distDir, `${name}.json`))));
  expect(patterns.length).toBeGreaterThan(100);
  expect(patterns.filter(({ pattern }) => portabilityProblem(pattern) !== undefined)).toEqual([]);
  // An editor that normalizes text (NFC) would make U+F900 another character, and the range one across the surrogates.
  const han = patterns.filter(({ pattern }) => pattern.includes('一'));
  expect(han.length).toBeGreaterThan(0);
  for (const { pattern } of han) {
    const ranges = [...pattern.matchAll(/([^ -~])-([^ -~])/gu)].map(([, ...ends]) =>
      ends.slice(0, 2).map((end) => end.codePointAt(0)?.toString(16)),
    );
    const each = [
      ['3400', '4dbf'],
      ['4e00', '9fff'],
      ['f900', 'faff'],
    ];
    expect(ranges.filter((range) => !each.some((other) => other.join() === range.join()))).toEqual([]);
    expect(ranges.length % each.length).toBe(0);
  }
});
