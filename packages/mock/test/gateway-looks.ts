// What lists show, against the model.
import type { Ask, Difference, Gateway, Named } from './gateway-model.ts';
import type { Body } from './support.ts';

/** What the model and the mock have, as texts, one for each thing. */
async function compared(model: readonly string[], reply: Promise<{ body: Body }>, describe: (body: Body) => string[]) {
  const { body } = await reply;
  const [wanted, actual] = [[...model].sort(), describe(body).sort()];
  return wanted.join('\n') === actual.join('\n') ? undefined : `the model has ${wanted}, the mock ${actual}`;
}

type Look = (gateway: Gateway, ask: Ask, choice: number) => Promise<Difference>;

/** Compare what lists show with the model. */
export const looks: readonly Look[] = [
  ({ envs }, ask) => compared(envs.map(text), ask('GET', '/envs'), ({ envs }) => envs.map(text)),
  ({ groups }, ask) => compared(groups.map(text), ask('GET', '/api-groups'), ({ groups }) => groups.map(text)),
  ({ apis, publications }, ask) =>
    compared(
      apis.map((api) => {
        const envs = publications.filter((each) => each.api === api).map(({ env }) => env.id);
        return `${text(api)} ${api.uri} ${api.group.id} ${api.group.name} ${envs.sort()}`;
      }),
      ask('GET', '/apis'),
      ({ apis }) =>
        apis.map(({ group_id, group_name, req_uri, run_env_id, ...api }: Body) => {
          const envs = (run_env_id ?? '').split('|').filter(Boolean).sort();
          return `${text(api)} ${req_uri} ${group_id} ${group_name} ${envs}`;
        }),
    ),
  ({ throttles, publications }, ask) =>
    compared(
      throttles.map((throttle) => {
        return `${text(throttle)} ${publications.filter((each) => each.throttle?.of === throttle).length}`;
      }),
      ask('GET', '/throttles'),
      ({ throttles }) => throttles.map(({ bind_num, ...throttle }: Body) => `${text(throttle)} ${bind_num}`),
    ),
  async ({ throttles, publications }, ask, choice) => {
    const throttle = throttles[choice % Math.max(throttles.length, 1)];
    if (!throttle) return undefined;
    const bound = publications.filter((each) => each.throttle?.of === throttle);
    const unbound = publications.filter((each) => each.throttle?.of !== throttle);
    const publishIds = ({ apis }: Body) => apis.map(({ publish_id }: Body) => publish_id);
    const id = `throttle_id=${throttle.id}`;
    return (
      (await compared(bound.map(idOf), ask('GET', `/throttle-bindings/binded-apis?${id}`), publishIds)) ??
      compared(unbound.map(idOf), ask('GET', `/throttle-bindings/unbinded-apis?${id}`), publishIds)
    );
  },
  ({ apps, auths }, ask) =>
    compared(
      apps.map((app) => {
        const bound = new Set(auths.filter((each) => each.app === app).map(({ api }) => api));
        return `${text(app)} ${bound.size}`;
      }),
      ask('GET', '/apps'),
      ({ apps }) => apps.map(({ bind_num, ...app }: Body) => `${text(app)} ${bind_num}`),
    ),
  ({ quotas, apps }, ask) =>
    compared(
      quotas.map((quota) => `${text(quota)} ${apps.filter((app) => app.quota === quota).length}`),
      ask('GET', '/app-quotas'),
      ({ quotas }) =>
        quotas.map(({ app_quota_id: id, name, bound_app_num }: Body) => `${text({ id, name })} ${bound_app_num}`),
    ),
  async ({ quotas, apps }, ask, choice) => {
    const quota = quotas[choice % Math.max(quotas.length, 1)];
    if (!quota) return undefined;
    const path = `/app-quotas/${quota.id}`;
    const bound = apps.filter((app) => app.quota === quota);
    const free = apps.filter((app) => app.quota === undefined);
    const ids = ({ apps }: Body) => apps.map(({ app_id }: Body) => app_id);
    return (
      (await compared(bound.map(idOf), ask('GET', `${path}/bound-apps`), ids)) ??
      compared(free.map(idOf), ask('GET', `${path}/bindable-apps`), ids)
    );
  },
  async ({ apps, auths }, ask, choice) => {
    const app = apps[choice % Math.max(apps.length, 1)];
    if (!app) return undefined;
    const own = auths.filter((each) => each.app === app);
    const ids = ({ auths }: Body) => auths.map(({ id }: Body) => id);
    return compared(own.map(idOf), ask('GET', `/app-auths/binded-apis?app_id=${app.id}`), ids);
  },
  ({ channels }, ask) =>
    compared(
      channels.map((channel) => `${text(channel)} ${channel.groups.map(text).sort()}`),
      ask('GET', '/vpc-channels'),
      ({ vpc_channels }) =>
        vpc_channels.map(({ member_groups = [], ...channel }: Body) => {
          const groups = member_groups.map((each: Body) => `${each.member_group_id} ${each.member_group_name}`);
          return `${text(channel)} ${groups.sort()}`;
        }),
    ),
  async ({ channels }, ask, choice) => {
    const channel = channels[choice % Math.max(channels.length, 1)];
    if (!channel) return undefined;
    const members = ({ members }: Body) => members.map(({ id, host }: Body) => `${id} ${host}`);
    const path = `/vpc-channels/${channel.id}/members`;
    return compared(members(channel), ask('GET', path), members);
  },
];

function text({ id, name }: Named): string {
  return `${id} ${name}`;
}

function idOf({ id }: { id: string }): string {
  return id;
}
