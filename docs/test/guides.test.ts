// The guides: the same in both languages, their commands run, and their excerpts stand in the file that they are from.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@apig-spec/mock/node';
import { root } from '@apig-spec/repository/paths';
import { expect, onTestFinished, test } from 'vitest';
import { firstLine, projects, shell } from './guides.project.ts';
import { blocksOf, guidesIn, printedBy, shapeOf } from './guides.ts';

const english = guidesIn('en');
const chinese = guidesIn('zh-CN');
const patience = 60_000;

const blocks = [...english].flatMap(([name, guide]) => blocksOf(guide).map((block) => ({ name, ...block })));
const shells = blocks.filter(({ language }) => language === 'sh');

test('each guide is there in both languages', () => expect([...chinese.keys()]).toEqual([...english.keys()]));

test.each([...english])('%s: the languages differ in their words only', (name, guide) => {
  expect(shapeOf(chinese.get(name) ?? '', 'zh-CN')).toEqual(shapeOf(guide, 'en'));
});

test('guides stand in an order', () => {
  const orders = [...english.values()].map((guide) => shapeOf(guide, 'en').order);
  expect(orders).not.toContain(undefined);
  expect(new Set(orders).size).toBe(orders.length);
});

test.each(blocks.filter(({ language, file }) => language === 'yaml' && file))(
  '$name: $file says so',
  ({ file = '', code }) => {
    const lines = (text: string) => text.split('\n').map((line) => line.trim());
    const excerpt = lines(code).slice(1).join('\n').trim();
    expect(lines(readFileSync(join(root, file), 'utf8')).join('\n')).toContain(excerpt);
  },
);

test('commands serve', { timeout: patience }, async () => {
  const serving = shells.map(({ code }) => code.trim()).filter((code) => /^npx @apig-spec\/mock( -.*)?$/.test(code));
  expect(serving.length).toBeGreaterThan(0);
  for (const command of serving) {
    expect(await firstLine(command), command).toMatch(/^apig-mock listens on http:\/\/127\.0\.0\.1:\d+ /);
  }
});

test.each(shells.filter(({ code }) => /npx @apig-spec\/mock [a-z]/.test(code)))(
  '$name: commands print what they say',
  { timeout: patience },
  async (block) => {
    const mock = await serve({ port: 0 });
    const place = projects();
    onTestFinished(async () => {
      place.remove();
      await mock.close();
    });
    const { output } = await shell(place.add('project', new Map()), block.code, mock.url);
    expect(output).toBe(printedBy(block));
  },
);

test('what is run or installed by npm is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
  const commands = shells.flatMap(({ code }) => [...code.matchAll(/^npm (\w+)(.*?)(?: +#.*)?$/gm)]);
  expect(commands.length).toBeGreaterThan(0);
  for (const [command, verb = '', rest = ''] of commands) {
    const words = rest.split(' ').filter((word) => word !== '' && !word.startsWith('-'));
    if (verb === 'install') {
      for (const name of words) {
        const places = [join(root, 'docs'), join(root, 'packages', 'mock'), root].map((place) =>
          join(place, 'node_modules', name),
        );
        expect(
          places.some((place) => existsSync(place)),
          command,
        ).toBe(true);
      }
    } else if (['run', 'start', 'test'].includes(verb)) {
      expect(Object.keys(scripts), command).toContain(verb === 'run' ? words[0] : verb);
    }
  }
});
