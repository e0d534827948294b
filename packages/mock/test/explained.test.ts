// Why a request was rejected, as /_mock/requests and the log tell it: the response says no more than the service's.
import { describe, expect, it } from 'vitest';
import { values } from '../generated/values.ts';
import { logLine, startHint } from '../src/cli/log.ts';
import type { Explanation } from '../src/contract/explained.ts';
import { createMock, type EditionName, editionNames, type LogEntry, type RulesName } from '../src/index.ts';
import { instance, newest, project } from './support.ts';

const channel = { name: 'VPC_demo', port: 80, balance_strategy: 1, member_type: 'ip' };

interface Asked {
  method?: string;
  path?: string;
  body?: unknown;
  edition?: EditionName;
  rules?: RulesName;
  token?: string;
}

/** Sends a request, and gives what the log tells of it. */
async function told({ method = 'POST', path = '/vpc-channels', body, token = 'any', ...options }: Asked) {
  const entries: LogEntry[] = [];
  const mock = createMock({ ...options, log: (entry) => void entries.push(entry) });
  const response = await mock.fetch(
    new Request(`http://mock/v2/${project}/apigw/instances/${instance}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...(token && { 'X-Auth-Token': token }) },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  );
  if (!response.ok) expect(Object.keys((await response.json()) as object)).toEqual(['error_code', 'error_msg']);
  const past = (await (await mock.fetch(new Request('http://mock/_mock/requests'))).json()) as {
    requests: { explained?: Explanation }[];
  };
  expect(past.requests[0]?.explained).toEqual(entries[0]?.explained);
  return entries[0] as LogEntry;
}

const explained = async (asked: Asked) => (await told(asked)).explained;
const { port: _, ...withoutPort } = channel;

describe('a rejected request', () => {
  it('that lacks a field is told the rule, its place, its sources, its errata and an example', async () => {
    expect(await explained({ body: withoutPort })).toEqual({
      rule: 'port is required',
      place: 'createVpcChannel/request/port',
      mark: 'documented',
      sources: ['en-2024-11-create-vpc-channel'],
      errata: { 'server-port-zero': 'Port 0 of a server' },
      fix: 'Add `port`, such as `80`.',
      retry: 'fix-request',
      page: '/en/2024-11/createVpcChannel/#body.port',
    });
  });

  it('is told in the language of its edition', async () => {
    expect(await explained({ body: { ...channel, port: 70_000 }, edition: '2023-05.zh-CN' })).toMatchObject({
      rule: 'port 不能大于 65535',
      fix: '将 `port` 改为有效值，例如 `80`。',
      page: '/zh-CN/2023-05/createVpcChannel/#body.port',
    });
  });

  it.each([
    [{ members: [{ host: 'a', group_name: 'x' }] }, 'Rename `group_name` to `member_group_name`.', 'body.members'],
    [{ memberGroups: [] }, 'Rename `memberGroups` to `member_groups`.', 'body'],
    [{ dict_coed: 'x' }, 'Rename `dict_coed` to `dict_code`.', 'body'],
    [{ nonsense: 1 }, 'Remove `nonsense`.', 'body'],
    [{ members: [{}] }, 'Add `host`, such as `"192.168.0.5"`.', 'body.members.host'],
  ])('%j is told what to change', async (change, fix, anchor) => {
    expect(await explained({ body: { ...channel, ...change } })).toMatchObject({
      fix,
      page: `/en/2024-11/createVpcChannel/#${anchor}`,
    });
  });

  it('that the observed rules accept is told so', async () => {
    const body = { ...channel, members: null };
    expect(await explained({ body })).toMatchObject({ observed: true });
    expect(await explained({ body, rules: 'observed' })).toBeUndefined();
    expect(await explained({ body: { ...body, port: 70_000 } })).not.toHaveProperty('observed');
    expect(startHint('pretty', { rules: 'documented' })).toContain('--rules observed');
    expect([startHint('json', { rules: 'documented' }), startHint('pretty', { rules: 'observed' })]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('for a parameter, its state, its credentials or its body as a whole', async () => {
    expect(await explained({ method: 'GET', path: '/vpc-channels?limit=a' })).toMatchObject({
      place: 'listVpcChannels/query/limit',
      mark: 'sibling',
      errata: { 'page-limit': expect.any(String) },
      page: '/en/2024-11/listVpcChannels/#query.limit',
    });
    expect(await explained({ method: 'GET', path: '/vpc-channels/nothing' })).toEqual({
      rule: 'The channel does not exist.',
      place: 'showVpcChannel/404',
      fix: expect.stringContaining('`listVpcChannels`'),
      retry: 'fix-request',
      page: '/en/2024-11/errors/#APIG.3023',
    });
    expect(await explained({ body: channel, token: '' })).toMatchObject({ page: '/en/2024-11/errors/#APIG.1002' });
    expect(await explained({ body: '{' })).toMatchObject({ place: 'createVpcChannel/400' });
  });

  it('that the state forbids is told the way out, in the language of its edition, and whether to repeat it', async () => {
    const inUse: Asked = { method: 'DELETE', path: '/envs/DEFAULT_ENVIRONMENT_RELEASE_ID', edition: '2024-11.zh-CN' };
    const entry = await told(inUse);
    expect(entry.explained).toMatchObject({
      fix: expect.stringMatching(/^用 `listApis` .*删除环境。$/),
      retry: 'fix-state',
    });
    expect(logLine('pretty', entry).split('\n')).toContain('          retry: fix-state');
  });

  it('is not explained where it calls no operation, or was not rejected', async () => {
    expect(await explained({ path: '/nothing' })).toBeUndefined();
    expect(await explained({ body: channel })).toBeUndefined();
  });

  it('is explained below its line in the log, where a name that was sent cannot write lines of its own', async () => {
    const line = logLine('pretty', await told({ body: { ...channel, 'a\n\u001b[2J': 1 } }));
    const [, ...below] = line.split('\n');
    expect(below).toHaveLength(3);
    expect(below.join()).not.toContain('\u001b');
    expect(below.at(-1)).toBe('          docs /en/2024-11/createVpcChannel/#body');
    const json = JSON.parse(logLine('json', await told({ body: withoutPort })));
    expect(json.explained.fix).toBe('Add `port`, such as `80`.');
  });

  it('does not repeat secrets, nor names as long as it is', async () => {
    const names = ['app_secret=s3cret-of-mine', 'n'.repeat(100_000)];
    const [secret, long] = await Promise.all(
      names.map(async (name) => JSON.stringify(await explained({ body: { ...channel, [name]: 1 } }))),
    );
    expect(secret).not.toContain('s3cret-of-mine');
    expect(long?.length).toBeLessThan(2000);
  });
});

it('values are those of places that the newest edition has, and each edition has its places', async () => {
  const { placesOf } = await import('../generated/places/index.ts');
  const { origins } = await placesOf[newest]();
  // What stands in a map or in a list is no place of its own.
  const unknown = Object.entries(values).flatMap(([operation, own]) =>
    Object.keys(own).filter((place) => place.split('/').length === 2 && !(place in (origins[operation] ?? {}))),
  );
  expect(unknown).toEqual([]);
  expect(Object.keys(placesOf).sort()).toEqual([...editionNames].sort());
});

describe('a request that asks why', () => {
  /** What the response to a rejected request tells, without a log and without `/_mock/…`. */
  async function header(asks: Record<string, string>, body: unknown = withoutPort) {
    const mock = createMock({ control: false, edition: '2024-11.zh-CN' });
    const { headers } = await mock.fetch(
      new Request(`http://mock/v2/${project}/apigw/instances/${instance}/vpc-channels`, {
        method: 'POST',
        headers: { 'X-Auth-Token': 'any', 'Content-Type': 'application/json', Origin: 'https://docs.test', ...asks },
        body: JSON.stringify(body),
      }),
    );
    return headers;
  }

  it('is told in a header of its own response, which the page that asked may read', async () => {
    const headers = await header({ 'X-Apig-Explain': 'true' });
    const text = headers.get('x-apig-explained') ?? '';
    expect(text).toMatch(/^[\x20-\x7e]+$/);
    expect(JSON.parse(text)).toMatchObject({
      rule: 'port 为必填项',
      page: '/zh-CN/2024-11/createVpcChannel/#body.port',
    });
    expect(headers.get('access-control-expose-headers')).toContain('X-Apig-Explained');
  });

  it('is told nothing where it does not ask, or is accepted', async () => {
    expect((await header({})).get('x-apig-explained')).toBeNull();
    expect((await header({ 'X-Apig-Explain': 'false' })).get('x-apig-explained')).toBeNull();
    expect((await header({ 'X-Apig-Explain': 'true' }, channel)).get('x-apig-explained')).toBeNull();
  });
});
