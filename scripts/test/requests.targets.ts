// Paths and queries at random, with identifiers that the mock begins with.
import { seed } from '@apig-spec/mock';
import type { Operation } from '@apig-spec/model/operations';
import fc, { type Arbitrary } from 'fast-check';
import { resources } from '../../packages/mock/src/resources/index.ts';
import { often, one } from './chances.ts';

/** Path and query of an operation, or what comes near them. */
export function targetOf(edition: string, operation: Operation): Arbitrary<string> {
  return fc.tuple(pathOf(edition, operation), queryOf(operation)).map(([path, query]) => path + query);
}

/** The kinds of what the mock keeps, by the path parameter that names one. */
const kinds = new Map(resources.flatMap(({ kind, named }) => (named ? [[named.parameter, kind] as const] : [])));

/** The same by the field of a body that holds one, or a list of them: `group_id`, `api_ids`. */
const kindsInBodies = new Map([
  ...kinds,
  ...resources.flatMap(({ references }) =>
    Object.entries(references ?? {}).flatMap(([field, other]) => (other ? [[field, other.kind] as const] : [])),
  ),
  ...(['strategy_id throttle', 'authorizer_id authorizer', 'apis api'] as const).map(
    (each) => each.split(' ') as [string, string],
  ),
]);

/** Identifiers that the mock begins with, of the kind that a field of a body holds; none where it holds no identifier. */
export function idsFor(field: string): string[] {
  const kind = kindsInBodies.get(field) ?? kindsInBodies.get(field.replace(/s$/, ''));
  return kind === undefined ? [] : Object.values(seed).flatMap((state) => Object.keys(state[kind] ?? {}));
}

/** Identifiers that the mock begins with, or one that it does not know: of kinds that it does not keep, any will do. */
function knownIds(parameter: string): string[] {
  const states = Object.entries(seed);
  if (parameter === 'instance_id') return states.map(([instance]) => instance);
  const ids = states.flatMap(([, state]) =>
    parameter === 'member_id'
      ? Object.values(state['vpc-channel'] ?? {}).flatMap((channel) =>
          (channel as { members: { id: string }[] }).members.map(({ id }) => id),
        )
      : Object.keys(state[kinds.get(parameter) ?? ''] ?? {}),
  );
  return ids.length > 0 ? ids : ['6b7f3a1c9d2e4f508a1b2c3d4e5f6071'];
}

/**
 * Each project begins anew: what is deleted in one is there in another. Each is asked by one edition, because another may not
 * know what it holds, such as a name with a dot.
 */
export const projectOf = (edition: string): Arbitrary<string> =>
  fc.nat(99).map((number) => `${edition.replace('.', '-')}-${number}`);

const oddities = [
  ...['', '.', '..', '%', '%zz', '%00', '%2e%2e', 'a%2Fb', '%E4%B8%AD%E6%96%87', '%F0%9F%98%80', '%ff%fe', '%0d%0a'],
  ...['__proto__', 'constructor', 'toString', 'null', '0', '-1', 'a'.repeat(64), 'a'.repeat(65), 'a'.repeat(5000)],
];

function parameterOf(edition: string, parameter: string): Arbitrary<string> {
  const odd = fc.oneof(one(...oddities), fc.string().map(encodeURIComponent), fc.stringMatching(/^[!-~]{1,20}$/));
  if (parameter === 'project_id') {
    // Nobody gets into a project by an odd name.
    const nobody = odd.filter((text) => !/^[\w-]+$/.test(text));
    return fc.oneof(often(30, projectOf(edition)), often(1, nobody));
  }
  return fc.oneof(often(30, one(...knownIds(parameter))), often(1, fc.stringMatching(/^[0-9a-f]{32}$/)), often(1, odd));
}

function pathOf(edition: string, { path }: Operation): Arbitrary<string> {
  const segments = path.split('/').map((segment) => {
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    return name === undefined ? fc.constant(segment) : parameterOf(edition, name);
  });
  const whole = fc.tuple(...segments).map((parts) => parts.join('/'));
  return fc.oneof(
    often(40, whole),
    often(
      1,
      fc.tuple(whole, one(...oddities)).map(([before, last]) => `${before}/${last}`),
    ),
    often(
      1,
      fc.tuple(whole, fc.nat(80)).map(([text, end]) => `/${text.slice(1, end)}`),
    ),
    often(
      1,
      whole.map((text) => text.replace('/apigw', '//apigw')),
    ),
    often(1, one('/', '//', '/_mock/', '/_mock/nothing', '/editions', '/editions/', '/favicon.ico', '*')),
    often(1, fc.stringMatching(/^\/[!-~]{0,60}$/)),
  );
}

/** What often stands for a parameter of a query. */
function usualOf(name: string) {
  if (name === 'limit') return often(5, one('1', '0', '-5', '501'));
  return kinds.has(name) ? often(20, one(...knownIds(name))) : often(3, one('1', '20', ''));
}

function queryOf({ parameters }: Operation): Arbitrary<string> {
  const asked = parameters.filter((parameter) => parameter['in'] === 'query');
  const pairs = asked.map(({ name, required }) => {
    const value = fc.oneof(
      usualOf(String(name)),
      often(1, one(...oddities)),
      often(1, fc.string().map(encodeURIComponent)),
    );
    // Named once, not at all, or twice; one that is required is left out more rarely.
    const times = fc.oneof(
      often(required === true ? 20 : 2, fc.constant(1)),
      often(2, fc.constant(0)),
      often(1, fc.constant(2)),
    );
    return fc.tuple(value, times).map(([text, count]) => Array<string>(count).fill(`${name}=${text}`));
  });
  const usual = fc.tuple(...pairs).map((parts) => parts.flat().join('&'));
  return fc
    .oneof(often(15, usual), often(1, one('&&==', '%', '?', 'a=%zz&a', '__proto__=1', `a=${'b'.repeat(3000)}`)))
    .map((text) => (text === '' ? '' : `?${text}`));
}
