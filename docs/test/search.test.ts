// The search finds fields: thirty terms in each language, on the first screen of results.
import { expect, test } from 'vitest';
import { inRevision } from '../src/client/editions.ts';
import { ranked, spellings, wordsOf } from '../src/client/ranking.ts';
import type { Placed } from '../src/searched.ts';
import { absentFrom, searchedIn } from '../src/searched.ts';
import type { Reader } from './browser.ts';
import { inBrowser, patience } from './browser.ts';
import { newest, older } from './revisions.ts';

/** A term, and the field or section that must be found. */
const terms: Record<string, readonly (readonly [string, string])[]> = {
  en: [
    ['timeout', 'body.vpc_health_config.timeout'],
    ['threshold_normal', 'body.vpc_health_config.threshold_normal'],
    ['vpc_channel_type', 'body.vpc_channel_type'],
    ['balance_strategy', 'body.balance_strategy'],
    ['member_group_name', 'body.member_groups.member_group_name'],
    ['microservice_labels', 'body.member_groups.microservice_labels'],
    ['reference_vpc_channel_id', 'body.member_groups.reference_vpc_channel_id'],
    ['nacos', 'body.microservice_info.nacos_info'],
    ['namespace', 'body.microservice_info.cce_info.namespace'],
    ['cluster_id', 'body.microservice_info.cce_info.cluster_id'],
    ['http_code', 'body.vpc_health_config.http_code'],
    ['enable_client_ssl', 'body.vpc_health_config.enable_client_ssl'],
    ['ecs_id', 'body.members.ecs_id'],
    ['dict_code', 'body.dict_code'],
    ['sign_algorithm', 'body.sign_algorithm'],
    ['app_secret', 'body.app_secret'],
    ['maintain_begin', '200.maintain_begin'],
    ['reset_time', 'body.reset_time'],
    ['APIG.3023', 'APIG.3023'],
    ['backup', 'body.members.is_backup'],
    // Names as programs and paths have them, and words that stand in different parts of a field.
    ['timeInterval', 'body.vpc_health_config.time_interval'],
    ['memberGroups', 'body.member_groups'],
    ['VPC_CHANNEL_TYPE', 'body.vpc_channel_type'],
    ['vpc_health_config.timeout', 'body.vpc_health_config.timeout'],
    ['body.members.weight', 'body.members.weight'],
    ['microservice_info.cce_info.namespace', 'body.microservice_info.cce_info.namespace'],
    ['health check interval', 'body.vpc_health_config.time_interval'],
    ['weighted round robin', 'body.balance_strategy'],
    ['X-Auth-Token', 'security.X-Auth-Token'],
    ['CCE_SERVICE', 'body.microservice_info.service_type'],
  ],
  'zh-CN': [
    ['超时时间', 'body.timeout'],
    ['健康检查', 'body.vpc_health_config'],
    ['命名空间', 'body.microservice_info.cce_info.namespace'],
    ['权重', 'body.members.weight'],
    ['负载均衡', '200.loadbalancer_provider'],
    ['分发算法', 'body.balance_strategy'],
    ['签名密钥', '_top'],
    ['维护', '200.maintain_begin'],
    ['集群', 'body.microservice_info.cce_info.cluster_id'],
    ['标签', 'body.microservice_info.cce_info.label_key'],
    ['备用', 'body.members.is_backup'],
    ['重置', 'body.reset_time'],
    ['密码', 'body.microservice_info.nacos_info.user_info.password'],
    ['检查路径', 'body.vpc_health_config.path'],
    ['端口', 'body.port'],
    ['弹性公网', '200.eip_address'],
    ['引用通道', 'body.vpc_channel_type'],
    ['双向认证', 'body.vpc_health_config.enable_client_ssl'],
    ['字典', 'body.dict_code'],
    ['微服务', 'body.microservice_info'],
    // Words that the documents put otherwise, of which a part is enough.
    ['弹性云服务器', 'body.members.ecs_id'],
    ['健康检查间隔', 'body.vpc_health_config.time_interval'],
    ['加权轮询', 'body.balance_strategy'],
    ['微服务引擎', 'body.microservice_info.cse_info.engine_id'],
    ['备用节点', 'body.members.is_backup'],
    ['引擎ID', 'body.microservice_info.cse_info.engine_id'],
    ['VPC通道类型', 'body.vpc_channel_type'],
    ['memberGroupName', 'body.member_groups.member_group_name'],
    ['vpc_health_config.path', 'body.vpc_health_config.path'],
    ['APIG.3030', 'APIG.3030'],
  ],
};

/** Where a term leads to from a page, best first. */
async function linksFor({ url, page }: Reader, path: string, term: string): Promise<string[]> {
  await page.goto(url + path);
  await page.keyboard.press('Control+k');
  await page.fill('site-search input', term);
  await page.waitForSelector('site-search li');
  return await page.$$eval('site-search li a', (all) => all.map((link) => link.getAttribute('href') ?? ''));
}

inBrowser('search', (open) => {
  test.for(Object.entries(terms))('%s', { timeout: patience }, async ([locale, wanted]) => {
    const { url, page, complaints } = await open();
    await page.goto(`${url}/${locale}/${newest}/`);
    await page.keyboard.press('Control+k');
    const missed: string[] = [];
    for (const [term, anchor] of wanted) {
      // Empty first, so that no earlier result is taken for this one.
      await page.fill('site-search input', '');
      await page.waitForFunction(() => document.querySelectorAll('site-search li').length === 0);
      await page.fill('site-search input', term);
      await page.waitForSelector('site-search :is(li, p:not(:empty))');
      // Without scrolling.
      const links = await page.$$eval('site-search li a', (all) => {
        const end = document.querySelector('site-search dialog')?.getBoundingClientRect().bottom ?? 0;
        const seen = all.filter((link) => link.getBoundingClientRect().bottom <= end);
        return seen.map((link) => link.getAttribute('href') ?? '');
      });
      const found = links.map((link) => decodeURIComponent(link));
      expect(found.length, `${term}: ${found}`).toBe(new Set(found).size);
      if (!found.some((link) => link.endsWith(`#${anchor}`))) missed.push(`${term}: ${found.join(' ')}`);
      expect(
        found.every(
          (link) => link.startsWith(`/${locale}/`) && !older.some((revision) => link.includes(`/${revision}/`)),
        ),
        term,
      ).toBe(true);
    }
    expect(missed).toEqual([]);
    expect(wanted.length).toBe(30);
    expect(complaints).toEqual([]);
  });

  test('finds operations by the names that programs call them by', { timeout: patience }, async () => {
    const [best] = await linksFor(await open(), `/en/${newest}/`, 'createVpcChannel');
    expect(best).toBe(`/en/${newest}/createVpcChannel/#_top`);
  });

  test('leads to the field of the operation that the reader is at', { timeout: patience }, async () => {
    const reader = await open();
    for (const operation of ['createVpcChannel', 'updateVpcChannel']) {
      const path = `/en/${newest}/${operation}/`;
      expect((await linksFor(reader, path, 'time_interval'))[0]).toBe(`${path}#body.vpc_health_config.time_interval`);
    }
  });

  test('finds no field by the example that stands behind it', { timeout: patience }, async () => {
    // Stands in the requests beside the parameters.
    const places = await linksFor(await open(), `/en/${newest}/`, 'VPC_demo');
    expect(places.length).toBeGreaterThan(0);
    expect(places.filter((place) => /#path\.|service_type$/.test(place))).toEqual([]);
  });

  test('shows nothing of a term that is no longer there', { timeout: patience }, async () => {
    const { url, page } = await open();
    await page.route('**/pagefind/fragment/**', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      await route.continue();
    });
    await page.goto(`${url}/en/${newest}/`);
    await page.keyboard.press('Control+k');
    const asked = page.waitForRequest(/fragment/);
    await page.fill('site-search input', 'timeout');
    await asked;
    const told = page.waitForResponse(/fragment/);
    await page.fill('site-search input', '');
    await told;
    await page.waitForLoadState('networkidle');
    expect(await page.locator('site-search li').count()).toBe(0);
  });

  test('with the keyboard alone', { timeout: patience }, async () => {
    const { url, page } = await open();
    await page.goto(`${url}/en/2023-05/`);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('time_interval');
    await page.waitForSelector('site-search li');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/2023-05\/\w+\/#.*time_interval$/);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('qqqzzz');
    await page.waitForSelector('site-search p:not(:empty)');
    expect(await page.textContent('site-search p')).toBe('Nothing found.');
    // The first Escape empties the field, as the browser has it.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await page.isVisible('site-search dialog')).toBe(false);
  });
});

inBrowser('search on a phone', (open) => {
  test('shows the result that has the focus', { timeout: patience }, async () => {
    const { url, page } = await open({ viewport: { width: 390, height: 500 } });
    await page.goto(`${url}/en/${newest}/`);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('timeout');
    await page.waitForSelector('site-search li:nth-child(10)');
    const hidden: string[] = [];
    for (const key of [...Array(11).fill('ArrowDown'), ...Array(9).fill('ArrowUp')]) {
      await page.keyboard.press(key);
      hidden.push(
        ...(await page.evaluate(() => {
          const [bar, end, at] = ['site-search input', 'site-search dialog', ':focus'].map((selector) =>
            document.querySelector(selector)?.getBoundingClientRect(),
          );
          const link = document.activeElement;
          const { outlineStyle, outlineWidth } = getComputedStyle(link ?? document.body);
          const seen = bar && end && at && at.top >= bar.bottom - 1 && at.bottom <= end.bottom + 1;
          return seen && outlineStyle === 'solid' && outlineWidth === '2px' ? [] : [link?.textContent ?? ''];
        })),
      );
    }
    expect(hidden).toEqual([]);
  });
});

test('places called so come before places that hold the term', () => {
  const place = (title: string, excerpt = '') => ({ title, url: `/x/#${title}`, excerpt });
  const page = (title: string, ...sub_results: ReturnType<typeof place>[]) => ({
    url: '/x/',
    meta: { title },
    sub_results,
  });
  const found = [
    page('One', place('a', 'the <mark>port</mark>'), place('port_range'), place('b', 'p o r t')),
    page('Two', place('port')),
  ];
  expect(ranked(found, 'Port').map(({ title }) => title)).toEqual(['port', 'port_range', 'a', 'b']);
});

test('places that hold more of a term come first, and its rare words count for more', () => {
  const place = (name: string, excerpt: string) => ({ title: name, url: `/en/2024-11/x/#body.${name}`, excerpt });
  const sub_results = [
    place('one', '<mark>service</mark>, <mark>service</mark>'),
    place('two', '<mark>service</mark>'),
    place('three', '<mark>service</mark>'),
    place('four', 'CSE <mark>engine</mark>'),
    place('five', '<mark>service</mark> of an <mark>engine</mark>'),
  ];
  const found = [{ url: '/en/2024-11/x/', meta: { title: 'X' }, sub_results }];
  expect(ranked(found, 'service engine').map(({ title }) => title)).toEqual(['five', 'four', 'one', 'two', 'three']);
});

test('a name is one name in all its spellings', () => {
  expect(spellings('timeInterval')).toEqual(['timeInterval', 'time_interval']);
  expect(spellings('body.members.weight')).toEqual(['body.members.weight', 'members weight']);
  expect(spellings('Timeout')).toEqual(['Timeout']);
  expect(wordsOf('timeInterval')).toEqual(['time', 'interval']);
  expect(wordsOf('健康检查间隔')).toEqual(['健康', '检查', '间隔']);
  const title = 'time_interval';
  const place = { title, url: `/en/2024-11/x/#body.check.${title}`, excerpt: '' };
  const other = { title: `${title}s`, url: `/en/2024-11/x/#body.${title}s`, excerpt: '' };
  const found = [{ url: '/en/2024-11/x/', meta: { title: 'X' }, sub_results: [other, place] }];
  for (const term of [
    'timeInterval',
    'TIME_INTERVAL',
    'time interval',
    'check.time_interval',
    'body.check.time_interval',
  ])
    expect(ranked(found, term)[0]?.title, term).toBe(title);
});

test('a place is found in the revision of the reader, unless that revision does not have it', () => {
  const absent = new Set(['createVpcChannel/#body.new', 'newOperation/']);
  const placed = (url: string) => inRevision(url, '2023-05', absent);
  expect(placed('/en/2024-11/createVpcChannel/#body.port')).toBe('/en/2023-05/createVpcChannel/#body.port');
  for (const url of ['/en/2024-11/createVpcChannel/#body.new', '/en/2024-11/newOperation/#_top', '/en/errata/#one'])
    expect(placed(url)).toBe(url);
  const found = [
    { url: '/x/', meta: { title: 'X' }, sub_results: [{ title: 'new', url: '/en/2024-11/x/#body.new', excerpt: '' }] },
  ];
  expect(ranked(found, 'new', '', '2023-05')[0]?.page).toBe('X · body.new · 2024-11');
});

test('a page of an older revision is found where it holds what no newer one does', () => {
  const page = (revision: string, ...ids: string[]): Placed => ({
    path: `/en/${revision}/x/`,
    locale: 'en',
    revision,
    ids: () => ids,
  });
  const pages = [page('2031-03', 'a', 'b'), page('2031-02', 'a'), page('2031-01', 'a', 'c')];
  expect(pages.map(({ path }) => path).map(searchedIn(pages))).toEqual([true, false, true]);
  expect(absentFrom(pages, { locale: 'en', revision: '2031-03' })).toEqual(['x/#c']);
  expect(absentFrom(pages, { locale: 'en', revision: '2031-02' })).toEqual(['x/#b', 'x/#c']);
});
