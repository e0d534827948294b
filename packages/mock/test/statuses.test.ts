// Every operation that has a behaviour answers every status and every code that the contract lists for it: in each edition, and through
// each adapter.
import { operations as known, type OperationId } from '@apig-spec/validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rulesOf } from '../src/contract/editions.ts';
import { handlersOf } from '../src/engine/declared.ts';
import { editionNames, seed } from '../src/index.ts';
import type { App } from '../src/resources/documents.ts';
import { resources } from '../src/resources/index.ts';
import type { Channel } from '../src/resources/vpc-channels/channel.ts';
import { type AdapterOptions, adapters, type Opened } from './adapters.ts';
import type { Variant } from './calling.ts';
import { type Body, instance, seededChannels } from './support.ts';

const basicInstance = '6a29d4e9-69a0-412a-aabe-9898ec0903b0';
const channel = '/vpc-channels/56a7d7358e1b42459c9d730d65b14e59';
const seeded = seed[instance]?.['vpc-channel']?.[channel.slice(14)] as Channel | undefined;
const member = seeded?.members[0]?.id;
const taken = seed[instance]?.['vpc-channel']?.['18174f5f4f1a4dc29f33aeadd9788e5f'] as Channel | undefined;
const otherApp = seed[instance]?.['app']?.['9ed8b7fe84224de681e7d7a5587e76dc'] as App | undefined;
const app = '/apps/356de8eb7a8742168586e5daf5339965';
const quota = '/app-quotas/c900c5612dbe451bb43cbcc49cfaf2f3';
const throttle = '3437448ad06f4e0c91a224183116e965';
const throttle404 = { 'APIG.3005': { path: '/throttles/nothing' } };
const orders = '0f2c8d6b4a1e4b3f9c7d5e6f70819203';
const limits = { name: 'throttle_demo', time_interval: 1, time_unit: 'SECOND', api_call_limits: 5 };
const specials = `/throttles/${orders}/throttle-specials`;
const special = 'a3e9ff8db55544ed9db91d8b048770c0';
const userLimit = { call_limits: 5, object_id: '05041fffa40025702f6dc009cc6f8f33', object_type: 'USER' };
const special404 = {
  'APIG.3005': { path: `/throttles/nothing/throttle-specials/${special}` },
  'APIG.3013': { path: `${specials}/nothing` },
};
const sign = '0b0e8f456b8742218af75f945307173c';
const publish_ids = ['40e7162dc6b94bbbbb1a60d2a24b1b0d'];
const apiId = '5f918d104dc84480a75166ba99efff21';
const environment = '/envs/7a1ad0c350844ee69479b47df9a881cb';
const body = { name: 'VPC_demo', port: 80, balance_strategy: 1, member_type: 'ip', members: [{ host: '192.168.0.5' }] };
const app404 = '/apps/nothing';
const appCode = `/apps/${otherApp?.id}/app-codes/b3d34f746d0847fb95138670e10207ed`;
const appCode404 = {
  'APIG.3082': { path: `/apps/${otherApp?.id}/app-codes/nothing` },
  'APIG.3004': { path: `${app404}/app-codes/nothing` },
};

/** What differs from the call that succeeds. */
interface Change {
  path?: string;
  body?: object;
  token?: string;
  instance?: string;
}

interface Cases {
  /** The call that succeeds, below the instance. What it deletes is not needed after it. */
  path: string;
  body?: object;
  /** What leads to the codes that only some operations have. */
  codes?: Record<string, Change>;
  /** What the mock has no reason to respond with. */
  never?: string[];
}

const named = { 'APIG.2001': { body: {} }, 'APIG.2011': { body: { name: 'a_name', nonsense: 1 } } };
const bodied = {
  'APIG.2001': { body: {} },
  'APIG.2011': { body: { ...body, nonsense: 1 } },
  'APIG.3208': { body: { ...body, name: taken?.name } },
};
/** A list of what is bound to the thing that a parameter names, and the code where there is none. */
const listOf = (path: string, parameter: string, id: string, code: string): Cases => ({
  path: `${path}?${parameter}=${id}`,
  codes: { 'APIG.2001': { path }, [code]: { path: `${path}?${parameter}=nothing` } },
});
const channel404 = { 'APIG.3023': { path: '/vpc-channels/nothing' } };
/** What stands in a channel. */
const noChannel = (part: string) => ({ 'APIG.3023': { path: `/vpc-channels/nothing/${part}` } });
const check = { protocol: 'TCP', threshold_normal: 2, threshold_abnormal: 2, time_interval: 5, timeout: 2 };
const groups = `/vpc-channels/${taken?.id}/member-groups`;
const [group, otherGroup] = taken?.member_groups ?? [];
const group404 = { 'APIG.3023': { path: `${groups}/nothing` } };
const servers = { members: [{ host: '192.168.0.6' }] };
const switching = {
  body: { member_ids: [seeded?.members[1]?.id] },
  codes: {
    'APIG.2001': { body: [] },
    'APIG.2011': { body: { member_ids: 'all' } },
    'APIG.3024': { body: { member_ids: ['nothing'] } },
  },
  // No channel of the seed borrows its servers.
  never: ['APIG.3471'],
};

const cases: Partial<Record<OperationId, Cases>> = {
  showInstance: { path: '' },
  createVpcChannel: { path: '/vpc-channels', body, codes: bodied },
  showVpcChannel: { path: channel, codes: channel404 },
  listVpcChannels: {
    path: '/vpc-channels',
    codes: { 'APIG.2012': { path: '/vpc-channels?member_port=http' } },
    // It has one code for every invalid parameter.
    never: ['APIG.2011'],
  },
  updateVpcChannelHealthCheck: {
    path: `${channel}/health-config`,
    body: check,
    codes: {
      ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...check, nonsense: 1 } } },
      ...noChannel('health-config'),
    },
  },
  listVpcChannelMemberGroups: { path: groups, codes: noChannel('member-groups'), never: ['APIG.2001'] },
  createVpcChannelMemberGroups: {
    path: groups,
    body: { member_groups: [{ member_group_name: 'blue' }] },
    codes: {
      'APIG.2001': { body: { member_groups: [{}] } },
      'APIG.2011': { body: { nonsense: 1 } },
      ...noChannel('member-groups'),
    },
  },
  showVpcChannelMemberGroup: { path: `${groups}/${group?.member_group_id}`, codes: group404, never: ['APIG.2001'] },
  updateVpcChannelMemberGroup: {
    path: `${groups}/${group?.member_group_id}`,
    body: { member_group_name: 'green' },
    codes: {
      ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { member_group_name: otherGroup?.member_group_name } } },
      ...group404,
    },
  },
  deleteVpcChannelMemberGroup: { path: `${groups}/${group?.member_group_id}`, codes: group404, never: ['APIG.2001'] },
  listVpcChannelMembers: { path: `${channel}/members`, codes: noChannel('members') },
  createVpcChannelMembers: {
    path: `${channel}/members`,
    body: servers,
    codes: {
      ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...servers, nonsense: 1 } } },
      ...noChannel('members'),
    },
    // It has one code for every invalid field, and no limit.
    never: ['APIG.2004', 'APIG.3110', 'APIG.3471'],
  },
  enableVpcChannelMembers: {
    ...switching,
    ...{ path: `${channel}/members/batch-enable`, codes: { ...switching.codes, ...noChannel('members/batch-enable') } },
  },
  disableVpcChannelMembers: {
    ...switching,
    ...{
      path: `${channel}/members/batch-disable`,
      codes: { ...switching.codes, ...noChannel('members/batch-disable') },
    },
  },
  deleteVpcChannelMember: {
    path: `${channel}/members/${member}`,
    codes: {
      'APIG.3023': { path: '/vpc-channels/nothing/members/nothing' },
      'APIG.3024': { path: `${channel}/members/nothing` },
    },
  },
  // After the deletion: these replace the members.
  updateVpcChannelMembers: {
    path: `${channel}/members`,
    body: servers,
    codes: {
      ...{ 'APIG.2001': { body: { members: [{}] } }, 'APIG.2011': { body: { ...servers, nonsense: 1 } } },
      ...noChannel('members'),
    },
    never: ['APIG.3110', 'APIG.3471'],
  },
  updateVpcChannel: { path: channel, body: { ...body, name: 'VPC_updated' }, codes: { ...bodied, ...channel404 } },
  updateApp: {
    path: app,
    body: { name: 'app_demo' },
    codes: {
      ...named,
      'APIG.3002': { path: app404 },
      'APIG.3203': { body: { name: otherApp?.name } },
      'APIG.3310': { body: { name: 'app_demo', app_key: otherApp?.app_key } },
    },
  },
  createApp: {
    path: '/apps',
    body: { name: 'mobile_shop' },
    codes: {
      ...named,
      'APIG.3203': { body: { name: otherApp?.name } },
      'APIG.3310': { body: { name: 'mobile_shop', app_key: otherApp?.app_key } },
    },
    // As many as there is room for.
    never: ['APIG.3103'],
  },
  showApp: { path: app, codes: { 'APIG.3002': { path: app404 } } },
  // It has one code for every invalid parameter.
  listApps: { path: '/apps', codes: { 'APIG.2012': { path: '/apps?creator=NOBODY' } }, never: ['APIG.2011'] },
  checkApp: { path: `/apps/validation/${app.slice(6)}`, codes: { 'APIG.3002': { path: '/apps/validation/nothing' } } },
  resetAppSecret: {
    path: `/apps/secret/${app.slice(6)}`,
    body: {},
    codes: {
      'APIG.2001': { body: [] },
      'APIG.2011': { body: { app_secret: 'short' } },
      'APIG.3002': { path: '/apps/secret/nothing' },
    },
  },
  createAppCode: {
    path: `${app}/app-codes`,
    body: { app_code: 'a'.repeat(64) },
    codes: {
      'APIG.2001': { body: {} },
      'APIG.2011': { body: { app_code: 'short' } },
      'APIG.3004': { path: `${app404}/app-codes` },
    },
    never: ['APIG.3131'],
  },
  generateAppCode: {
    path: `${app}/app-codes`,
    codes: { 'APIG.3004': { path: `${app404}/app-codes` } },
    never: ['APIG.3131'],
  },
  listAppCodes: { path: `${app}/app-codes`, codes: { 'APIG.3004': { path: `${app404}/app-codes` } } },
  showAppCode: { path: appCode, codes: appCode404 },
  deleteAppCode: { path: appCode, codes: appCode404 },
  showAppBoundQuota: {
    path: `${app}/bound-quota`,
    codes: {
      'APIG.3002': { path: `${app404}/bound-quota` },
      'APIG.3093': { path: '/apps/9ed8b7fe84224de681e7d7a5587e76dc/bound-quota' },
    },
  },
  unbindAppFromQuota: {
    path: `${quota}/bound-apps/${app.slice(6)}`,
    codes: {
      'APIG.3002': { path: `${quota}/bound-apps/nothing` },
      'APIG.3093': { path: `/app-quotas/nothing/bound-apps/${app.slice(6)}` },
    },
  },
  listThrottles: { path: '/throttles' },
  createThrottle: {
    path: '/throttles',
    body: { ...limits, name: 'throttle_new' },
    codes: {
      ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...limits, nonsense: 1 } } },
      'APIG.3204': { body: limits },
    },
    // There is room for any number.
    never: ['APIG.3107'],
  },
  showThrottle: { path: `/throttles/${throttle}`, codes: throttle404 },
  updateThrottle: {
    path: `/throttles/${throttle}`,
    body: limits,
    codes: {
      ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...limits, nonsense: 1 } } },
      ...{ 'APIG.3204': { body: { ...limits, name: 'throttle_orders' } }, ...throttle404 },
    },
  },
  listSpecialThrottles: { path: specials, codes: { 'APIG.3005': { path: '/throttles/nothing/throttle-specials' } } },
  createSpecialThrottle: {
    path: specials,
    body: userLimit,
    codes: {
      ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...userLimit, nonsense: 1 } } },
      'APIG.2003': { body: { ...userLimit, call_limits: 6001 } },
      'APIG.3004': { body: { ...userLimit, object_type: 'APP' } },
      'APIG.3005': { path: '/throttles/nothing/throttle-specials' },
      'APIG.3308': { body: { ...userLimit, object_id: app.slice(6), object_type: 'APP' } },
    },
  },
  updateSpecialThrottle: {
    path: `${specials}/${special}`,
    body: { call_limits: 7 },
    codes: {
      ...{ 'APIG.2001': { body: {} }, 'APIG.2003': { body: { call_limits: 6001 } } },
      ...{ 'APIG.2011': { body: { call_limits: 7, nonsense: 1 } }, ...special404 },
    },
  },
  deleteSpecialThrottle: { path: `${specials}/${special}`, codes: special404 },
  listThrottleBoundApis: listOf('/throttle-bindings/binded-apis', 'throttle_id', throttle, 'APIG.3005'),
  listThrottleUnboundApis: listOf('/throttle-bindings/unbinded-apis', 'throttle_id', throttle, 'APIG.3005'),
  listApiBoundThrottles: listOf('/throttle-bindings/binded-throttles', 'api_id', apiId, 'APIG.3002'),
  bindThrottleToApis: {
    path: '/throttle-bindings',
    body: { strategy_id: throttle, publish_ids },
    codes: {
      ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { strategy_id: throttle, publish_ids, nonsense: 1 } } },
      'APIG.3005': { body: { strategy_id: 'nothing', publish_ids } },
      'APIG.3015': { body: { strategy_id: throttle, publish_ids: ['nothing'] } },
    },
  },
  unbindThrottlesFromApis: {
    path: '/throttle-bindings?action=delete',
    body: { throttle_bindings: ['3e06ac135e18477e918060d3c59d6f6c', 'nothing'] },
    codes: { 'APIG.2001': { path: '/throttle-bindings' }, 'APIG.2011': { body: { nonsense: 1 } } },
  },
  unbindThrottleFromApi: {
    path: '/throttle-bindings/3e06ac135e18477e918060d3c59d6f6d',
    codes: { 'APIG.3012': { path: '/throttle-bindings/nothing' } },
  },
  deleteThrottle: { path: `/throttles/${throttle}`, codes: throttle404 },
  listSignatureKeys: { path: '/signs' },
  createSignatureKey: {
    path: '/signs',
    body: { name: 'sign_demo' },
    codes: { ...named, 'APIG.3548': { body: { name: 'sign_demo', sign_type: 'public_key' }, instance: basicInstance } },
    // There is room for any number.
    never: ['APIG.3105'],
  },
  updateSignatureKey: {
    path: `/signs/${sign}`,
    body: { name: 'sign_updated' },
    codes: {
      ...{ ...named, 'APIG.3017': { path: '/signs/nothing' }, 'APIG.3207': { body: { name: 'sign_demo' } } },
      'APIG.3548': { body: { name: 'sign_updated', sign_type: 'public_key' }, instance: basicInstance },
    },
  },
  listSignatureKeyBoundApis: listOf('/sign-bindings/binded-apis', 'sign_id', sign, 'APIG.3017'),
  listSignatureKeyUnboundApis: listOf('/sign-bindings/unbinded-apis', 'sign_id', sign, 'APIG.3017'),
  listApiBoundSignatureKeys: listOf('/sign-bindings/binded-signs', 'api_id', apiId, 'APIG.3002'),
  bindSignatureKeyToApis: {
    path: '/sign-bindings',
    body: { sign_id: sign, publish_ids },
    codes: {
      ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { sign_id: sign, publish_ids, nonsense: 1 } } },
      'APIG.3015': { body: { sign_id: sign, publish_ids: ['nothing'] } },
      'APIG.3017': { body: { sign_id: 'nothing', publish_ids } },
    },
  },
  unbindSignatureKeyFromApi: {
    path: '/sign-bindings/25082bd52f74442bb1d273993d567938',
    codes: { 'APIG.3018': { path: '/sign-bindings/nothing' } },
  },
  deleteSignatureKey: { path: `/signs/${sign}`, codes: { 'APIG.3017': { path: '/signs/nothing' } } },
  deleteEnvironment: {
    path: environment,
    codes: {
      'APIG.3003': { path: '/envs/nothing' },
      'APIG.3418': { path: '/envs/DEFAULT_ENVIRONMENT_RELEASE_ID' },
    },
  },
  // After the others that need its name, its key or its code.
  deleteApp: { path: `/apps/${otherApp?.id}`, codes: { 'APIG.3002': { path: app404 } } },
  // After the others that need the channel. No API of the mock uses one.
  deleteVpcChannel: { path: channel, codes: channel404, never: ['APIG.3414'] },
};

/** The operations, in the order in which they are called. */
const operations = Object.keys(cases) as OperationId[];

function casesOf(operationId: OperationId): Cases {
  const own = cases[operationId];
  if (!own) throw new Error(`${operationId} has no cases.`);
  return own;
}

it('are about every operation that has a behaviour', () => {
  expect(operations.toSorted()).toEqual(Object.keys(handlersOf(resources)).sort());
});

/** What leads to the codes that all operations have; those on gateways have their own. */
const [badId, nobody, stranger, nowhere]: Change[] = [
  { instance: 'a.b' },
  { token: 'nobodys' },
  { token: 'theirs' },
  { instance: 'nothing' },
];
const common: Record<string, Change | undefined> = {
  'APIG.2012': badId,
  'APIG.1002': nobody,
  'APIC.7102': nobody,
  'APIG.1005': stranger,
  'APIC.7106': stranger,
  'APIG.3030': nowhere,
  'APIC.7302': nowhere,
};

const projectOf = (edition: string) => `p-${edition.replace('.', '-')}`;
const tokens = [
  { token: 'theirs', project: 'another' },
  ...editionNames.map((edition) => ({ token: 'ours', project: projectOf(edition) })),
];

/** Sends a call through an adapter, and validates the response against the contract. */
async function sent({ fetch }: Opened, { edition, rules }: Variant, operationId: OperationId, change: Change) {
  const { validator } = await rulesOf(edition, rules);
  const { path, body: good } = casesOf(operationId);
  const json = change.body ?? good;
  const place = `/v2/${projectOf(edition)}/apigw/instances/${change.instance ?? instance}`;
  const response = await fetch(`/editions/${edition}${place}${change.path ?? path}`, {
    method: validator.operations[operationId].method,
    headers: { 'X-Auth-Token': change.token ?? 'ours', 'Content-Type': 'application/json' },
    ...(json && { body: JSON.stringify(json) }),
  });
  const text = await response.text();
  const shown: Body = text === '' ? undefined : JSON.parse(text);
  expect(await validator.validateResponse(operationId, response.status, shown)).toEqual([]);
  return { status: response.status, code: shown?.error_code as string | undefined };
}

/** The first operation of each method, with and without a body. */
const kinds = operations.filter((id, index) => {
  const kindOf = (each: OperationId) => `${known[each].method} ${known[each].hasBody}`;
  return operations.findIndex((each) => kindOf(each) === kindOf(id)) === index;
});

/**
 * All in the newest edition as documented, and those of each resource, which need each other, in one of the others in turn; in
 * the long run all in each.
 */
function askedIn(edition: string, rules: string): readonly OperationId[] {
  const others = editionNames.flatMap((each) => [`${each} documented`, `${each} observed`]).slice(1);
  const turn = others.indexOf(`${edition} ${rules}`);
  if (turn < 0 || import.meta.env.MODE === 'long') return operations;
  const names = [...new Set(operations.map((id) => known[id].resource))];
  return operations.filter((id) => names.indexOf(known[id].resource) % others.length === turn);
}

for (const { name, start } of adapters) {
  // Over HTTP in all editions and by both rules. The other adapters lead to the same engine, so that one edition is enough there,
  // and one operation of each kind.
  const everything = name === 'HTTP' || import.meta.env.MODE === 'long';
  const editions = everything ? editionNames : editionNames.slice(0, 1);
  for (const rules of name === 'HTTP' ? (['documented', 'observed'] as const) : (['documented'] as const)) {
    const throughAdapter = (title: string, options: AdapterOptions, expected: typeof everyResponse) =>
      describe(`${title}: ${name}, ${rules}`, () => {
        let opened: Opened;
        beforeAll(async () => {
          opened = await start({ rules, ...options });
        });
        afterAll(() => opened?.close());

        describe.each(editions)('%s', (edition) => {
          it.each(everything ? askedIn(edition, rules) : kinds)('%s', async (operationId) => {
            const { statuses, errorCodes } = (await rulesOf(edition, rules)).validator.operations[operationId];
            const documented = new Map(statuses.map((status) => [status, new Set(errorCodes[status])]));
            await expected(opened, { edition, rules }, operationId, documented);
          });
        });
      });

    // One more channel than the seed has: a create succeeds once.
    throughAdapter('every response', { tokens, maxChannels: seededChannels + 1 }, everyResponse);
    throughAdapter('system errors', { faults: { '*': 1 } }, systemErrors);
  }
}

type Documented = Map<number, Set<string>>;

async function everyResponse(
  opened: Opened,
  variant: Variant,
  operationId: OperationId,
  documented: Documented,
): Promise<void> {
  const reached: Documented = new Map();
  const call = async (change: Change) => {
    const { status, code } = await sent(opened, variant, operationId, change);
    reached.set(status, new Set([...(reached.get(status) ?? []), ...(code ? [code] : [])]));
    return code;
  };
  // What ends the success of others, such as a deletion, comes last.
  const listed = new Set([...documented.values()].flatMap((codes) => [...codes]));
  for (const [code, change] of Object.entries({ ...common, ...casesOf(operationId).codes })) {
    if (change && listed.has(code)) expect([code, await call(change)]).toEqual([code, code]);
  }
  // Where an operation has no 400, an ID that is none is one of nothing.
  if (!documented.has(400)) expect(await call({ instance: 'a.b' })).toBe([...(documented.get(404) ?? [])][0]);
  await call({});
  if (operationId === 'createSignatureKey') expect(await call({})).toBe('APIG.3207');
  const another = { ...body, name: 'VPC_another' };
  if (operationId === 'createVpcChannel') expect(await call({ body: another })).toBe('APIG.3109');
  if (operationId === 'deleteVpcChannel' && listed.has('APIG.3719')) {
    const member_groups = [{ member_group_name: 'borrowed', reference_vpc_channel_id: taken?.id }];
    const { status } = await sent(opened, variant, 'createVpcChannel', {
      body: { ...body, name: 'VPC_reference', vpc_channel_type: 'reference', member_groups, members: [] },
    });
    expect(status).toBe(201);
    expect(await call({ path: `/vpc-channels/${taken?.id}` })).toBe('APIG.3719');
  }
  documented.delete(500);
  for (const codes of documented.values()) for (const code of casesOf(operationId).never ?? []) codes.delete(code);
  expect(reached).toEqual(documented);
}

async function systemErrors(opened: Opened, variant: Variant, operationId: OperationId, documented: Documented) {
  const { status, code } = await sent(opened, variant, operationId, {});
  expect([status, documented.get(status)]).toEqual([500, new Set([code])]);
}
