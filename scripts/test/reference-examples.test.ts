// Examples of the sibling reference: valid, told by an erratum, or a mistake.
import { join } from 'node:path';
import { checkReferenceExamples } from '@apig-spec/checks/reference-examples';
import { SchemaChecker } from '@apig-spec/checks/schema-checker';
import type { Json, JsonObject } from '@apig-spec/model/json';
import type { Erratum } from '@apig-spec/model/records';
import { Mistakes } from '@apig-spec/repository/failure';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';

const checker = new SchemaChecker(readBuilt(join(distDir, '2024-11.en.json')));
const words = { en: 'a', 'zh-CN': 'a' };
const erratum = (shows: JsonObject): Erratum => ({
  id: 'a',
  kind: 'gap',
  title: words,
  decision: words,
  reason: words,
  facts: [{ sibling: 'updateApp', shows, says: words }],
});

function checked(body: Json, errata: Erratum[] = [], part = 'request') {
  const page = { file: 'updateApp.txt', method: 'PUT', path: '/', name: 'A', rows: [], responses: new Map() };
  const examples = [{ part, line: 7, body }];
  const mistakes = new Mistakes();
  const pages = [{ operation: 'updateApp', page: { ...page, examples } }];
  const count = checkReferenceExamples(pages, checker, errata, mistakes);
  return { ...count, mistakes: mistakes.all.map(({ at, problem }) => `${at}: ${problem}`) };
}

test('an example that is valid needs no erratum', () => {
  expect(checked({ name: 'app_demo' })).toEqual({ all: 1, valid: 1, errata: 0, mistakes: [] });
});

test('one that is not is a mistake, unless an erratum tells what it shows', () => {
  const name = { at: 'request/name', value: 'a' };
  expect(checked({ name: 'a' }).mistakes).toEqual([
    expect.stringMatching(/^line 7, updateApp, request: Not valid: \/name/),
  ]);
  expect(checked({ name: 'a' }, [erratum(name)])).toEqual({ all: 1, valid: 0, errata: 1, mistakes: [] });
  // Another place, a field that is unknown, and one that is missing.
  const remark = erratum({ at: 'request/remark', value: '' });
  expect(checked({ name: 'app_demo', remark: '', colour: 'blue' }, [remark]).errata).toBe(0);
  expect(checked({ name: 'a', remark: '' }, [erratum({ at: 'request/remark', value: '' })]).errata).toBe(0);
  expect(checked({ remark: 'a' }, [erratum({ at: 'request/name' })]).errata).toBe(1);
});

test('an erratum about what no example shows is a mistake', () => {
  expect(checked({ name: 'app_demo' }, [erratum({ at: 'request/name', value: 'a' })]).mistakes).toEqual([
    'updateApp, request/name: An erratum says that an example shows it, and none does.',
  ]);
});

test('an example of a response whose status an erratum corrects is validated under that status', () => {
  const corrected = {
    ...erratum({ at: '201/name' }),
    departs: [{ response: 'sibling/updateApp/201', instead: { status: '200' } }],
  };
  expect(checked({ id: 5 }, [], '201').all).toBe(0);
  expect(checked({ id: 5 }, [corrected], '201')).toMatchObject({ all: 1, valid: 0, errata: 1 });
});
