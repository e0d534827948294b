// Random requests to a gateway: each acts on the model, and says what the mock must respond with.
import { looks } from './gateway-looks.ts';
import type { Act, Channel, Difference, Named } from './gateway-model.ts';
import { limits, release } from './gateway-model.ts';
import type { Body } from './support.ts';

const names = ['one_a', 'two_b', 'three_c', 'four_d'];
const nameOf = (choice: number) => names[choice % names.length] ?? '';
const nothing = { id: 'nothing', name: '' };
/** One of them, or, one time in sixteen and where there are none, one that is not there. */
const oneOf = <Item>(items: readonly Item[], choice: number): Item | undefined =>
  choice % 16 === 15 ? undefined : items[choice % Math.max(items.length, 1)];
const taken = (items: readonly Named[], name: string, but?: Named) =>
  items.some((each) => each.name === name && each !== but);

/** Expects an error code, or, without one, success, on which it acts. */
async function expected(
  reply: Promise<{ status: number; body: Body }>,
  code: string | false | undefined,
  // biome-ignore lint/suspicious/noConfusingVoidType: what only acts on the model returns nothing
  succeed: (body: Body) => Difference | void,
): Promise<Difference> {
  const { status, body } = await reply;
  const actual = status < 400 ? 'success' : body.error_code;
  if (actual !== (code || 'success'))
    return `the model says ${code || 'success'}, the mock ${status} ${JSON.stringify(body)}`;
  return status < 400 ? (succeed(body) ?? undefined) : undefined;
}

/** The first code whose condition holds. */
const firstOf = (codes: Readonly<Record<string, boolean>>): string | undefined =>
  Object.entries(codes).find(([, holds]) => holds)?.[0];

function remove<Item>(items: Item[], isGone: (item: Item) => boolean): void {
  for (let index = items.length - 1; index >= 0; index -= 1) if (isGone(items[index] as Item)) items.splice(index, 1);
}

const apiBody = (name: string, uri: string, group: Named, channel: Channel | undefined) => ({
  ...{ name, group_id: group.id, type: 2, req_protocol: 'BOTH', req_method: 'GET', req_uri: uri, auth_type: 'NONE' },
  ...(channel
    ? {
        backend_type: 'HTTP',
        backend_api: {
          ...{ req_protocol: 'HTTP', req_method: 'GET', req_uri: '/', timeout: 5000, vpc_channel_status: 1 },
          vpc_channel_info: { vpc_channel_id: channel.id },
        },
      }
    : { backend_type: 'MOCK', mock_info: {} }),
});

const throttleBody = (name: string) => ({ name, time_interval: 1, time_unit: 'SECOND', api_call_limits: 5 });
const quotaBody = (name: string) => ({ name, call_limits: 5, time_unit: 'DAY', time_interval: 1 });
const channelBody = (name: string) => ({ name, port: 80, balance_strategy: 1, member_type: 'ip' });

/** The codes of a create, in the order in which the mock asks. */
const creating = (items: readonly Named[], name: string, most: number, full: string, same: string) =>
  firstOf({ [full]: items.length >= most, [same]: taken(items, name) });

export const acts: Readonly<Record<string, Act>> = {
  createEnvironment: (gateway, ask, [a]) => {
    const name = nameOf(a);
    const code = creating(gateway.envs, name, limits.environment, 'APIG.3104', 'APIG.3205');
    return expected(ask('POST', '/envs', { name }), code, ({ id }) => void gateway.envs.push({ id, name }));
  },
  renameEnvironment: (gateway, ask, [a, b]) => {
    const env = oneOf(gateway.envs, a);
    const name = nameOf(b);
    const code = firstOf({
      'APIG.3003': !env,
      'APIG.1005': env === release,
      'APIG.3205': taken(gateway.envs, name, env),
    });
    return expected(ask('PUT', `/envs/${(env ?? nothing).id}`, { name }), code, () => {
      if (env) env.name = name;
    });
  },
  deleteEnvironment: (gateway, ask, [a]) => {
    const env = oneOf(gateway.envs, a);
    const isUsed = env === release || gateway.publications.some((each) => each.env === env);
    const code = firstOf({ 'APIG.3003': !env, 'APIG.3418': isUsed });
    return expected(ask('DELETE', `/envs/${(env ?? nothing).id}`), code, () => {
      remove(gateway.envs, (each) => each === env);
      remove(gateway.auths, (each) => each.env === env);
    });
  },
  createGroup: (gateway, ask, [a]) => {
    const name = nameOf(a);
    const code = creating(gateway.groups, name, limits['api-group'], 'APIG.3101', 'APIG.3201');
    return expected(ask('POST', '/api-groups', { name }), code, ({ id }) => void gateway.groups.push({ id, name }));
  },
  deleteGroup: (gateway, ask, [a]) => {
    const group = oneOf(gateway.groups, a);
    const code = firstOf({ 'APIG.3001': !group, 'APIG.3415': gateway.apis.some((each) => each.group === group) });
    return expected(ask('DELETE', `/api-groups/${(group ?? nothing).id}`), code, () =>
      remove(gateway.groups, (each) => each === group),
    );
  },
  createApi: (gateway, ask, [a, b, c]) => {
    const [name, uri, group] = [nameOf(a), `/${nameOf(b)}`, oneOf(gateway.groups, c)];
    const channel = c % 3 === 0 ? oneOf(gateway.channels, a) : undefined;
    const beside = gateway.apis.filter((each) => each.group === group);
    const code = firstOf({
      'APIG.3001': !group,
      'APIG.3202': taken(beside, name),
      'APIG.3301': beside.some((each) => each.uri === uri),
      'APIG.3102': gateway.apis.length >= limits.api,
    });
    return expected(ask('POST', '/apis', apiBody(name, uri, group ?? nothing, channel)), code, ({ id }) => {
      if (group) gateway.apis.push({ id, name, uri, group, channel });
    });
  },
  updateApi: (gateway, ask, [a, b, c]) => {
    const api = oneOf(gateway.apis, a);
    const [name, uri, group] = [nameOf(b), `/${nameOf(c)}`, oneOf(gateway.groups, b)];
    const channel = c % 3 === 0 ? oneOf(gateway.channels, b) : undefined;
    const beside = gateway.apis.filter((each) => each.group === group && each !== api);
    const code = firstOf({
      'APIG.3002': !api,
      'APIG.3001': !group,
      'APIG.3202': taken(beside, name),
      'APIG.3301': beside.some((each) => each.uri === uri),
    });
    const body = apiBody(name, uri, group ?? nothing, channel);
    return expected(ask('PUT', `/apis/${(api ?? nothing).id}`, body), code, () => {
      if (api && group) Object.assign(api, { name, uri, group, channel });
    });
  },
  deleteApi: (gateway, ask, [a]) => {
    const api = oneOf(gateway.apis, a);
    const code = firstOf({ 'APIG.3002': !api, 'APIG.3416': gateway.publications.some((each) => each.api === api) });
    return expected(ask('DELETE', `/apis/${(api ?? nothing).id}`), code, () => {
      remove(gateway.apis, (each) => each === api);
      remove(gateway.auths, (each) => each.api === api);
    });
  },
  publish: (gateway, ask, [a, b]) => {
    const [api, env] = [oneOf(gateway.apis, a), oneOf(gateway.envs, b)];
    const before = gateway.publications.find((each) => each.api === api && each.env === env);
    const body = { action: 'online', api_id: (api ?? nothing).id, env_id: (env ?? nothing).id };
    const code = firstOf({ 'APIG.3002': !api, 'APIG.3003': !env });
    return expected(ask('POST', '/apis/action', body), code, ({ publish_id: id }) => {
      if (before && before.id !== id) return `published again it has another id: ${before.id}, ${id}`;
      if (!before && api && env) gateway.publications.push({ id, api, env });
      return undefined;
    });
  },
  takeOffline: (gateway, ask, [a, b]) => {
    const [api, env] = [oneOf(gateway.apis, a), oneOf(gateway.envs, b)];
    const publication = gateway.publications.find((each) => each.api === api && each.env === env);
    const body = { action: 'offline', api_id: (api ?? nothing).id, env_id: (env ?? nothing).id };
    const code = firstOf({ 'APIG.3002': !api, 'APIG.3003': !env, 'APIG.3015': !publication });
    return expected(ask('POST', '/apis/action', body), code, () =>
      remove(gateway.publications, (each) => each === publication),
    );
  },
  createThrottle: (gateway, ask, [a]) => {
    const name = nameOf(a);
    const code = creating(gateway.throttles, name, limits.throttle, 'APIG.3107', 'APIG.3204');
    return expected(
      ask('POST', '/throttles', throttleBody(name)),
      code,
      ({ id }) => void gateway.throttles.push({ id, name }),
    );
  },
  deleteThrottle: (gateway, ask, [a]) => {
    const throttle = oneOf(gateway.throttles, a);
    return expected(ask('DELETE', `/throttles/${(throttle ?? nothing).id}`), !throttle && 'APIG.3005', () => {
      remove(gateway.throttles, (each) => each === throttle);
      for (const each of gateway.publications) if (each.throttle?.of === throttle) each.throttle = undefined;
    });
  },
  bindThrottle: (gateway, ask, [a, b]) => {
    const [throttle, publication] = [oneOf(gateway.throttles, a), oneOf(gateway.publications, b)];
    const body = { strategy_id: (throttle ?? nothing).id, publish_ids: [(publication ?? nothing).id] };
    const code = firstOf({ 'APIG.3005': !throttle, 'APIG.3015': !publication });
    return expected(ask('POST', '/throttle-bindings', body), code, ({ throttle_applys: [{ id }] }) => {
      if (!throttle || !publication) return undefined;
      const isSame = publication.throttle?.of === throttle;
      if (isSame && publication.throttle?.id !== id) return 'bound again it has another id';
      publication.throttle = { id, of: throttle };
      return undefined;
    });
  },
  unbindThrottle: (gateway, ask, [a]) => {
    const bound = gateway.publications.filter(({ throttle }) => throttle);
    const publication = oneOf(bound, a);
    const path = `/throttle-bindings/${publication?.throttle?.id ?? 'nothing'}`;
    return expected(ask('DELETE', path), !publication && 'APIG.3012', () => {
      if (publication) publication.throttle = undefined;
    });
  },
  createApp: (gateway, ask, [a]) => {
    const name = nameOf(a);
    const code = creating(gateway.apps, name, limits.app, 'APIG.3103', 'APIG.3203');
    return expected(ask('POST', '/apps', { name }), code, ({ id }) => void gateway.apps.push({ id, name }));
  },
  deleteApp: (gateway, ask, [a]) => {
    const app = oneOf(gateway.apps, a);
    return expected(ask('DELETE', `/apps/${(app ?? nothing).id}`), !app && 'APIG.3002', () => {
      remove(gateway.apps, (each) => each === app);
      remove(gateway.auths, (each) => each.app === app);
    });
  },
  createQuota: (gateway, ask, [a]) => {
    const name = nameOf(a);
    const code = taken(gateway.quotas, name) && 'APIG.3325';
    return expected(
      ask('POST', '/app-quotas', quotaBody(name)),
      code,
      ({ app_quota_id: id }) => void gateway.quotas.push({ id, name }),
    );
  },
  deleteQuota: (gateway, ask, [a]) => {
    const quota = oneOf(gateway.quotas, a);
    return expected(ask('DELETE', `/app-quotas/${(quota ?? nothing).id}`), !quota && 'APIG.3093', () => {
      remove(gateway.quotas, (each) => each === quota);
      for (const app of gateway.apps) if (app.quota === quota) app.quota = undefined;
    });
  },
  bindQuota: (gateway, ask, [a, b]) => {
    const [quota, app] = [oneOf(gateway.quotas, a), oneOf(gateway.apps, b)];
    const path = `/app-quotas/${(quota ?? nothing).id}/binding-apps`;
    const code = firstOf({ 'APIG.3093': !quota, 'APIG.3002': !app });
    return expected(ask('POST', path, { app_ids: [(app ?? nothing).id] }), code, () => {
      if (app) app.quota = quota;
    });
  },
  unbindQuota: (gateway, ask, [a, b]) => {
    const [quota, app] = [oneOf(gateway.quotas, a), oneOf(gateway.apps, b)];
    const path = `/app-quotas/${(quota ?? nothing).id}/bound-apps/${(app ?? nothing).id}`;
    const code = firstOf({ 'APIG.3093': !quota, 'APIG.3002': !app, ' APIG.3093': app?.quota !== quota });
    return expected(ask('DELETE', path), code?.trim(), () => {
      if (app) app.quota = undefined;
    });
  },
  authorize: (gateway, ask, [a, b, c]) => {
    const [app, api, env] = [oneOf(gateway.apps, a), oneOf(gateway.apis, b), oneOf(gateway.envs, c)];
    const before = gateway.auths.find((each) => each.app === app && each.api === api && each.env === env);
    const body = {
      ...{ app_ids: [(app ?? nothing).id], api_ids: [(api ?? nothing).id], env_id: (env ?? nothing).id },
    };
    const code = firstOf({ 'APIG.3003': !env, 'APIG.3004': !app, 'APIG.3002': !api });
    return expected(ask('POST', '/app-auths', body), code, ({ auths: [{ id, auth_result }] }) => {
      const status = before ? 'SKIPPED' : 'SUCCESS';
      if (auth_result.status !== status) return `the authorization is ${auth_result.status}, not ${status}`;
      if (!before && app && api && env) gateway.auths.push({ id, app, api, env });
      return undefined;
    });
  },
  deauthorize: (gateway, ask, [a]) => {
    const auth = oneOf(gateway.auths, a);
    return expected(ask('DELETE', `/app-auths/${auth?.id ?? 'nothing'}`), !auth && 'APIG.3009', () =>
      remove(gateway.auths, (each) => each === auth),
    );
  },
  createChannel: (gateway, ask, [a]) => {
    const name = nameOf(a);
    const code = creating(gateway.channels, name, limits['vpc-channel'], 'APIG.3109', 'APIG.3208');
    return expected(
      ask('POST', '/vpc-channels', channelBody(name)),
      code,
      ({ id }) => void gateway.channels.push({ id, name, members: [], groups: [] }),
    );
  },
  deleteChannel: (gateway, ask, [a]) => {
    const channel = oneOf(gateway.channels, a);
    const code = firstOf({ 'APIG.3023': !channel, 'APIG.3414': gateway.apis.some((each) => each.channel === channel) });
    return expected(ask('DELETE', `/vpc-channels/${(channel ?? nothing).id}`), code, () =>
      remove(gateway.channels, (each) => each === channel),
    );
  },
  addMember: (gateway, ask, [a, b]) => {
    const channel = oneOf(gateway.channels, a);
    const host = `192.168.0.${b % 5}`;
    const path = `/vpc-channels/${(channel ?? nothing).id}/members`;
    return expected(ask('POST', path, { members: [{ host }] }), !channel && 'APIG.3023', ({ members }) => {
      const known = channel?.members.find((each) => each.host === host);
      const id = members.find((each: Body) => each.host === host)?.id;
      if (known && known.id !== id) return 'a member that is sent again has another id';
      if (!known) channel?.members.push({ id, host });
      return undefined;
    });
  },
  removeMember: (gateway, ask, [a, b]) => {
    const channel = oneOf(gateway.channels, a);
    const member = channel && oneOf(channel.members, b);
    const path = `/vpc-channels/${(channel ?? nothing).id}/members/${member?.id ?? 'nothing'}`;
    return expected(ask('DELETE', path), firstOf({ 'APIG.3023': !channel, 'APIG.3024': !member }), () => {
      if (channel) remove(channel.members, (each) => each === member);
    });
  },
  addMemberGroup: (gateway, ask, [a, b]) => {
    const channel = oneOf(gateway.channels, a);
    const name = nameOf(b);
    const path = `/vpc-channels/${(channel ?? nothing).id}/member-groups`;
    const body = { member_groups: [{ member_group_name: name }] };
    return expected(ask('POST', path, body), !channel && 'APIG.3023', ({ member_groups }) => {
      const known = channel?.groups.find((each) => each.name === name);
      const id = member_groups.find((each: Body) => each.member_group_name === name)?.member_group_id;
      if (known && known.id !== id) return 'a group that is sent again has another id';
      if (!known) channel?.groups.push({ id, name });
      return undefined;
    });
  },
  removeMemberGroup: (gateway, ask, [a, b]) => {
    const channel = oneOf(gateway.channels, a);
    const group = channel && oneOf(channel.groups, b);
    const path = `/vpc-channels/${(channel ?? nothing).id}/member-groups/${(group ?? nothing).id}`;
    return expected(ask('DELETE', path), (!channel || !group) && 'APIG.3023', () => {
      if (channel) remove(channel.groups, (each) => each === group);
    });
  },
  look: (gateway, ask, [a, b]) => looks[a % looks.length]?.(gateway, ask, b) ?? Promise.resolve(undefined),
};
