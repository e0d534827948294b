// How much there is in a gateway, as it stands.
import { expect, it } from 'vitest';
import { calling, changing, variants } from './calling.ts';
import { instance, project } from './support.ts';

const [variant] = variants;

it('APIs, groups, apps and tags are counted as they stand', async () => {
  if (!variant) return;
  const { call, store } = await changing(variant);
  const get = async (path: string) => (await call('GET', path)).body;
  const scope = { project, instance };
  const [apis, apps, groups] = [
    await get('/resources/outline/apis'),
    await get('/resources/outline/apps'),
    await get('/resources/outline/groups'),
  ];
  expect(apis.instance_num).toBe(apis.nums_on_release + apis.nums_off_release);
  const count = await store.read(scope, (documents) => [documents.count('api'), documents.count('app')]);
  expect([apis.instance_num, apps.authed_nums + apps.unauthed_nums]).toEqual(count);
  const { tags, total } = await get('/tags');
  await store.write(scope, (documents) => {
    const tagged = { name: 'a', group_id: 'g', tags: ['overview', 'overview-too'] };
    for (const id of ['a', 'b']) documents.put('api', id, { ...tagged, id });
    documents.put('publication', 'p', { id: 'p', api_id: 'a', env_id: 'DEFAULT_ENVIRONMENT_RELEASE_ID' });
    documents.put('publication', 'q', { id: 'q', api_id: 'b', env_id: 'b7f7a6c1d3f84e0fa5a1c2d3e4f50617' });
  });
  expect(await get('/resources/outline/apis')).toEqual({
    instance_num: apis.instance_num + 2,
    nums_on_release: apis.nums_on_release + 1,
    nums_off_release: apis.nums_off_release + 1,
  });
  await call('POST', '/apps', { name: 'app_counted' });
  expect((await get('/resources/outline/apps')).unauthed_nums).toBe(apps.unauthed_nums + 1);
  await call('POST', '/api-groups', { name: 'group_counted' });
  expect((await get('/resources/outline/groups')).onsell_nums).toBe(groups.onsell_nums + 1);
  expect(await get('/tags')).toEqual({
    total: total + 2,
    size: total + 2,
    tags: [...tags, 'overview', 'overview-too'],
  });
  expect((await get(`/tags?offset=${total + 1}`)).tags).toEqual(['overview-too']);
});

it('a new gateway has nothing', async () => {
  if (!variant) return;
  const call = await calling(variant);
  const body = {
    ...{ instance_name: 'apig-empty', instance_id: 'empty', spec_id: 'BASIC', available_zone_ids: ['cn-north-4a'] },
    ...{ vpc_id: 'vpc', subnet_id: 'subnet', security_group_id: 'group' },
  };
  await call('POST', '/instances', body, { instance: '' });
  const get = async (path: string) => (await call('GET', path, undefined, { instance: 'empty' })).body;
  expect(await get('/resources/outline/apis')).toEqual({ instance_num: 0, nums_on_release: 0, nums_off_release: 0 });
  expect(await get('/resources/outline/apps')).toEqual({ authed_nums: 0, unauthed_nums: 0 });
  expect(await get('/tags')).toEqual({ total: 0, size: 0, tags: [] });
});
