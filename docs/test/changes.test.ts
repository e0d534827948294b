// What changed: which differences there are, who is affected, and that the pages tell them.

import { differencesOf as differencesBetween } from '@apig-spec/model/differences';
import { locales } from '@apig-spec/model/editions';
import type { JsonObject } from '@apig-spec/model/json';
import { distDir } from '@apig-spec/repository/paths';
import { describe, expect, test } from 'vitest';
import type { Difference } from '../src/model/diff.ts';
import { differencesOf } from '../src/model/diff.ts';
import { anchorOf } from '../src/model/places.ts';
import { readSite } from '../src/model/site.ts';
import { revisionPathContent } from '../src/render/changes.ts';
import type { Context } from '../src/render/context.ts';
import { changeWords } from '../src/words/changes.ts';
import { words } from '../src/words.ts';
import { inBrowser, patience } from './browser.ts';
import { attributes, built, textOf } from './pages.ts';

const site = readSite(distDir);
const editionOf = (name: string) => {
  const found = site.editions.find((edition) => edition.name === name);
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
};
/** The steps from a revision to a later one. */
const stepsBetween = (from = '', to = '') => site.steps.filter((step) => step.from >= from && step.to <= to);
const between = (from: string, to: string, steps = stepsBetween(from, to)) =>
  new Map(differencesOf(steps, editionOf(`${from}.en`), editionOf(`${to}.en`)).map((each) => [each.place, each]));
const ids = new Map<string, Set<string>>();
const idsOf = (path: string) => {
  const known = ids.get(path) ?? new Set(attributes(built.get(path) ?? '', 'id'));
  ids.set(path, known);
  return known;
};
const told = (difference: Difference | undefined) => [difference?.breaks, difference?.duties];

describe('who must act', () => {
  const first = between('2023-05', '2023-11');
  const second = between('2023-11', '2024-11');

  test.each([
    ['a lower bound in a request', first, 'createVpcChannel/request/vpc_health_config/timeout', undefined, []],
    ['the same in a response', first, 'showVpcChannel/200/vpc_health_config/timeout', 'receiver', ['makeRoom']],
    ['a new length', first, 'createVpcChannel/request/member_groups/0/member_group_remark', 'sender', ['keepTo']],
    [
      'a field that one alternative requires',
      first,
      'createVpcChannel/request/microservice_info/cce_info/app_name',
      'sender',
      ['send', 'keepTo'],
    ],
    ['a wider pattern in a request', first, 'createVpcChannel/request/name', undefined, []],
    ['a value more in a request', second, 'createVpcChannel/request/microservice_info/service_type', undefined, []],
    ['a value more in a response', second, 'showVpcChannel/200/microservice_info/service_type', 'receiver', ['expect']],
    [
      'a default that is no longer stated, of a field that is deprecated',
      second,
      'createVpcChannel/request/type',
      'sender',
      ['setIt', 'replace'],
    ],
    ['the same in a response', second, 'showVpcChannel/200/type', 'receiver', ['assumeNothing']],
    [
      'alternatives where there were none',
      first,
      'createVpcChannel/request/microservice_info/cce_info',
      'sender',
      ['choose'],
    ],
    ['an alternative more', second, 'createVpcChannel/request', undefined, []],
    ['a status more', second, 'deleteVpcChannel/409', undefined, []],
    ['a rule about a new value', second, 'createVpcChannel/request/member_groups', undefined, []],
    ['a new field', second, 'createVpcChannel/request/vpc_channel_type', undefined, []],
  ])('%s', (_, differences, place, breaks, duties) => {
    expect(told(differences.get(place))).toEqual([breaks, duties]);
  });

  test('the step back breaks what the step forward allowed', { timeout: 60_000 }, () => {
    const [newer, older] = ['2024-11', '2023-11'].map((revision) => editionOf(`${revision}.en`).document) as [
      JsonObject,
      JsonObject,
    ];
    const differences = differencesBetween(newer, older).map((each) => ({ ...each, operations: [] }));
    const back = between('2024-11', '2023-11', [{ from: '2024-11', to: '2023-11', changes: [], differences }]);
    expect(told(back.get('createVpcChannel/request/vpc_channel_type'))).toEqual(['sender', ['stopSending']]);
    expect(told(back.get('showVpcChannel/200/vpc_channel_type'))).toEqual(['receiver', ['doWithout']]);
    expect(told(back.get('createVpcChannel/request/members/0/host'))).toEqual(['sender', ['keepTo']]);
  });
});

test('each path has a page in both languages, and tells every difference', { timeout: 60_000 }, () => {
  const paths = site.revisions.flatMap((to) =>
    site.revisions.filter((from) => from < to).map((from) => ({ from, to })),
  );
  expect(paths).toHaveLength((site.revisions.length * (site.revisions.length - 1)) / 2);
  for (const locale of locales) {
    for (const { from, to } of paths) {
      const page = built.get(`/${locale}/changes/${from}-to-${to}/`) ?? '';
      const differences = differencesOf(
        stepsBetween(from, to),
        editionOf(`${from}.${locale}`),
        editionOf(`${to}.${locale}`),
      );
      const rows = [...page.matchAll(/<tr id="(\w+\.[^"]+)" /g)].map(([, id]) => id);
      expect(rows.length, `${locale} ${from} ${to}`).toBe(differences.length);
      expect(differences).not.toEqual([]);
      const told = words[locale];
      const untold = differences.filter(({ place, breaks, duties }) => {
        const { operation, id } = anchorOf(place);
        const start = page.indexOf(`<tr id="${operation}.${id}" `);
        const row = textOf(page.slice(start, page.indexOf('</tr>', start)));
        const verdict = `${breaks ? told.breaks[breaks] : told.compatible} `;
        return !row.endsWith(
          ` ${verdict} ${duties.map((duty) => told.duties[duty]).join(told.semicolon)} `.replaceAll(/ +/g, ' '),
        );
      });
      expect(untold.map(({ place }) => place)).toEqual([]);
      // What breaks comes first; each leads to its heading, in the older edition where the newer one has it no more.
      const impacts = [...page.matchAll(/<tr id[^>]* data-impact="(\w+)"><th scope="row"><a href="([^"]*)#([^"]*)"/g)];
      expect(impacts.length).toBe(differences.length);
      const isBreaking = impacts.map(([, impact]) => impact !== 'compatible');
      expect(isBreaking.lastIndexOf(true)).toBeLessThan(isBreaking.indexOf(false));
      const broken = impacts.filter(([, , target = '', id = '']) => !idsOf(target).has(id));
      expect(broken.map(([, , target, id]) => `${target}#${id}`)).toEqual([]);
      const breaking = isBreaking.filter(Boolean).length;
      expect(textOf(page)).toContain(
        changeWords[locale].summary(
          differences.length,
          impacts.filter(([, impact]) => impact === 'sender').length,
          impacts.filter(([, impact]) => impact === 'receiver').length,
        ),
      );
      expect(built.get(`/${locale}/changes/`)).toContain(
        `/${locale}/changes/${from}-to-${to}/?impact=breaking">${changeWords[locale].count(breaking, 0)[0]}<`,
      );
      // In words, too: each change of each step on the way.
      const changes = stepsBetween(from, to).flatMap((step) => step.changes);
      const squeezed = (text: string) => text.replaceAll(/[\s`]/g, '');
      const text = squeezed(textOf(page));
      expect(changes.filter((change) => !text.includes(squeezed(change[locale]))).map(({ id }) => id)).toEqual([]);
      expect(changes.length).toBeGreaterThan(0);
    }
  }
  const page = textOf(built.get('/en/changes/2023-05-to-2024-11/') ?? '');
  expect(page).toContain('body.vpc_health_config.threshold_normal at least 2 at least 1 compatible');
  const first = textOf(built.get('/en/changes/2023-05-to-2023-11/') ?? '');
  expect(first).toContain('200.vpc_health_config.timeout at least 2 at least 1 breaks receivers allow for');
  expect(first).toMatch(
    /body\.member_groups\.member_group_remark nothing more at most 255 characters breaks senders keep to the narrower limits/,
  );
});

test('what is gone is shown where it was', () => {
  const context = {
    edition: editionOf('2024-11.en'),
    words: words.en,
    schemaHomes: new Map(),
  } as Partial<Context> as Context;
  const [gone] = between('2023-11', '2024-11').values();
  if (!gone) throw new Error('Nothing differs.');
  const difference: Difference = { ...gone, place: 'showVpcChannel/200/id', after: undefined, come: undefined };
  const path = { from: '2023-11', to: '2024-11', steps: [], differences: () => [difference] };
  const page = revisionPathContent(context, path).text;
  expect(page).toContain('<a href="/en/2023-11/showVpcChannel/#200.id">');
  expect(page).toContain('>removed<');
});

inBrowser('changes', (open) => {
  test('are chosen by operation, direction and impact, which stand in the address', { timeout: patience }, async () => {
    const { url, page, complaints } = await open();
    const path = '/en/changes/2023-05-to-2024-11/';
    const shown = () => page.locator('tr[data-impact]:visible');
    await page.goto(`${url}${path}?impact=breaking&direction=nonsense`);
    await page.waitForFunction(() => document.querySelector('change-filter button:not([disabled])'));
    const breaking = await shown().count();
    expect(breaking).toBe(await page.locator('tr[data-impact]:not([data-impact=compatible])').count());
    const senders = await page.locator('tr[data-impact=sender]').count();
    const summary = () => page.textContent('.tagline');
    const all = await page.locator('tr[data-impact]').count();
    expect(await summary()).toBe(changeWords.en.summary(breaking, senders, breaking - senders));
    expect(await page.isVisible('#compatible')).toBe(false);
    await page.selectOption('change-filter [name=operation]', 'createVpcChannel');
    await page.selectOption('change-filter [name=direction]', 'response');
    await page.selectOption('change-filter [name=impact]', 'receiver');
    const search = '?impact=receiver&operation=createVpcChannel&direction=response';
    expect(new URL(page.url()).search).toBe(search);
    const own = 'tr[data-operation=createVpcChannel][data-direction=response][data-impact=receiver]';
    expect(await shown().count()).toBe(await page.locator(own).count());
    expect(await shown().count()).toBeGreaterThan(0);
    expect(await page.textContent('change-filter [role=status]')).toMatch(/^\d+ of \d+ changes$/);
    // Shared, or come back to.
    await page.locator('tr[data-impact]:visible a').first().click();
    await page.waitForURL('**/2024-11/createVpcChannel/#201.*');
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('change-filter button:not([disabled])'));
    expect(await shown().count()).toBe(await page.locator(own).count());
    await page.click('change-filter button');
    expect(new URL(page.url()).search).toBe('');
    expect(await shown().count()).toBe(all);
    expect(await summary()).toBe(changeWords.en.summary(all, senders, breaking - senders));
    expect(complaints).toEqual([]);
  });

  test('are all there without script', { timeout: patience }, async () => {
    const { url, page } = await open({ javaScriptEnabled: false });
    await page.goto(`${url}/zh-CN/changes/2023-11-to-2024-11/?impact=breaking`);
    expect(await page.isVisible('change-filter')).toBe(false);
    expect(await page.locator('tr[data-impact]:visible').count()).toBe(between('2023-11', '2024-11').size);
  });
});

test('a field is compared across all editions', () => {
  const page = built.get('/en/compare/createVpcChannel/') ?? '';
  const section = /<h3 id="body\.name">.*?<\/section>/s.exec(page)?.[0] ?? '';
  for (const { name } of site.editions) expect(section).toContain(`<code>${name}</code>`);
  expect(textOf(section)).toContain('一-鿿');
  expect(section.match(/<tr><td>/g)?.length).toBe(4);
  expect(page.indexOf('id="body.name"')).toBeLessThan(page.indexOf('id="alike"'));
});

test('comparisons speak the language of their page', () => {
  for (const locale of locales) {
    const page = built.get(`/${locale}/compare/createVpcChannel/`) ?? '';
    const schemas = attributes(page, 'href').filter((href) => href.includes('/schemas/'));
    expect(schemas.length).toBeGreaterThan(20);
    expect(schemas.filter((href) => !href.startsWith(`/${locale}/`))).toEqual([]);
    const [message, other] = { en: [english, chinese], 'zh-CN': [chinese, english] }[locale];
    expect(textOf(page)).toContain(message);
    expect(textOf(page)).not.toContain(other);
    expect(/[a-z]+( [a-z]+){5}/.exec(locale === 'en' ? '' : tablesOf(page))?.[0]).toBeUndefined();
  }
});

const english = 'time_interval must be greater than timeout';
const chinese = 'time_interval 必须大于 timeout';

function tablesOf(page: string): string {
  return [...page.matchAll(/<tbody>.*?<\/tbody>/gs)]
    .map(([table]) => textOf(table.replaceAll(/<code.*?<\/code>/gs, ' · ')))
    .join('\n');
}
