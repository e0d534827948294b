// What differs of the operations that two documents share: how they are called, what they send and take.
import type { Json, JsonObject } from '../json.ts';
import { canonical, isObject, listOf, objectOf, resolve } from '../json.ts';
import type { Called } from './called.ts';
import { calledIn } from './called.ts';
import type { DifferenceKind, Found, Impact } from './difference.ts';
import { bodyDifferences, found, type Saying, schemaDifferences } from './found.ts';
import { responseDifferences } from './responses.ts';
import { ownServerDifferences, securityDifferences } from './security.ts';

export function operationDifferences(before: JsonObject, after: JsonObject): Found[] {
  const [old, now] = [calledIn(before), calledIn(after)];
  const left = new Map(now);
  const pairs: [Called, Called][] = [];
  const gone: Called[] = [];
  for (const [key, was] of old) {
    const is = now.get(key);
    if (is) pairs.push([was, is]);
    else gone.push(was);
    left.delete(key);
  }
  const byId = new Map([...left].map(([key, { id }]) => [id, key]));
  const differences: Found[] = [];
  const [was, is] = [{ document: before }, { document: after }];
  for (const each of gone) {
    const at = { was, is, place: each.id, direction: 'request' } as const;
    const key = byId.get(each.id) ?? '';
    const other = left.get(key);
    if (!other) {
      differences.push(found(at, 'operation-removed', 'breaks', 'the operation is removed', { old: each.operation }));
      continue;
    }
    left.delete(key);
    const [from, to] = [each, other].map(({ method, path }) => `${method.toUpperCase()} ${path}`) as [string, string];
    const nodes = { old: each.operation, now: other.operation, before: from, after: to };
    differences.push(found(at, 'operation-moved', 'breaks', `${from} → ${to}`, nodes));
    pairs.push([each, other]);
  }
  for (const { id, operation } of left.values()) {
    const at = { was, is, place: id, direction: 'request' } as const;
    differences.push(found(at, 'operation-added', 'extends', 'the operation is added', { now: operation }));
  }
  return [...differences, ...pairs.flatMap(([one, other]) => betweenOperations(one, other))];
}

function betweenOperations(was: Called, is: Called): Found[] {
  const [old, now] = [was.operation, is.operation];
  const differences: Found[] = [];
  const say = (kind: DifferenceKind, impact: Impact, change: string, said: Saying = {}) =>
    differences.push(
      found({ was, is, place: was.id, direction: 'request' }, kind, impact, change, { old, now, ...said }),
    );
  // The same request; functions, and all that names operations, are called otherwise.
  if (was.id !== is.id) {
    const ids = { before: was.id, after: is.id, keyword: 'operationId' };
    say('operation-id-changed', 'none', `operationId ${was.id} → ${is.id}`, ids);
  }
  for (const keyword of ['deprecated', 'x-retires']) {
    if (stated(old[keyword]) === stated(now[keyword])) continue;
    const kind = keyword === 'deprecated' ? 'deprecated-changed' : 'retirement-changed';
    say(kind, 'extends', changeOf(keyword, old, now), valuesOf(keyword, old, now));
  }
  const [had, has] = [old, now].map(({ tags }) => listOf(tags).map(String)) as [string[], string[]];
  const lost = had.filter((tag) => !has.includes(tag));
  if (lost.length > 0) {
    const gained = has.filter((tag) => !had.includes(tag)).join(', ') || 'none';
    say('tag-changed', 'none', `tag ${lost.join(', ')} → ${gained}`, valuesOf('tags', old, now));
  }
  differences.push(...parameterDifferences(was, is), ...requestDifferences(was, is));
  differences.push(...responseDifferences(was, is), ...securityDifferences(was, is), ...ownServerDifferences(was, is));
  if (stated(old['callbacks']) !== stated(now['callbacks']))
    say('callbacks-changed', 'none', 'its callbacks have changed', { keyword: 'callbacks' });
  return differences;
}

function stated(value: Json | undefined): string {
  return value === undefined || value === false ? 'none' : canonical(value);
}

function changeOf(keyword: string, old: JsonObject, now: JsonObject): string {
  return `${keyword} ${stated(old[keyword])} → ${stated(now[keyword])}`;
}

/** A keyword's values on both sides, as far as there are any. */
function valuesOf(keyword: string, old: JsonObject, now: JsonObject): Saying {
  const [before, after] = [old[keyword], now[keyword]];
  return { keyword, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function parameterDifferences(was: Called, is: Called): Found[] {
  const names = (path: string) => [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
  const [old, now] = [names(was.path), names(is.path)];
  const renamed = new Map(old.map((name, index) => [name, now[index] ?? name]));
  const at = (place: string) => ({ was, is, place, direction: 'request' }) as const;
  // The same request: the validator's `params` and generated code go by the name.
  const differences = [...renamed]
    .filter(([from, to]) => from !== to && old.length === now.length)
    .map(([before, after]) => {
      const place = at(`${was.id}/path/${before}`);
      const nodes = {
        old: was.parameters.get(`path/${before}`),
        now: is.parameters.get(`path/${after}`),
        before,
        after,
      };
      return found(place, 'path-parameter-renamed', 'none', `path parameter ${before} → ${after}`, nodes);
    });

  const left = new Map(is.parameters);
  for (const [key, parameter] of was.parameters) {
    const place = at(`${was.id}/${parameter['in']}/${parameter['name']}`);
    const moved = parameter['in'] === 'path' ? `path/${renamed.get(String(parameter['name']))}` : key;
    const same = left.get(moved);
    left.delete(moved);
    if (same) differences.push(...betweenParameters(place, parameter, same));
    else differences.push(found(place, 'parameter-removed', 'breaks', 'the parameter is removed', { old: parameter }));
  }
  for (const parameter of left.values()) {
    const required = parameter['required'] === true;
    const place = at(`${is.id}/${parameter['in']}/${parameter['name']}`);
    const change = `the parameter is added, ${required ? 'required' : 'optional'}`;
    differences.push(found(place, 'parameter-added', required ? 'breaks' : 'extends', change, { now: parameter }));
  }
  return differences;
}

function betweenParameters(at: Parameters<typeof found>[0], old: JsonObject, now: JsonObject): Found[] {
  const spelt = (parameter: JsonObject) => {
    const { in: part, schema, style = part === 'query' || part === 'cookie' ? 'form' : 'simple' } = parameter;
    const { explode = style === 'form' } = parameter;
    // A single value is written the same, exploded or not.
    const isOne = ['string', 'integer', 'number', 'boolean'].includes(String(objectOf(schema)['type']));
    return canonical({ style, explode: isOne ? null : explode });
  };
  const differences = presenceDifferences(at, old, now);
  if (spelt(old) !== spelt(now)) {
    const change = `${spelt(old)} → ${spelt(now)}`;
    differences.push(
      found(at, 'serialization-changed', 'breaks', change, { old, now, ...valuesOf('style', old, now) }),
    );
  }
  for (const mark of ['allowReserved', 'allowEmptyValue', 'deprecated']) {
    if (stated(old[mark]) === stated(now[mark])) continue;
    const said = { old, now, ...valuesOf(mark, old, now) };
    const isDeprecation = mark === 'deprecated';
    const kind = isDeprecation ? 'deprecated-changed' : 'serialization-changed';
    const impact = isDeprecation || now[mark] === true ? 'extends' : 'breaks';
    differences.push(found(at, kind, impact, changeOf(mark, old, now), said));
  }
  differences.push(...bodyDifferences(at, old['content'], now['content']));
  differences.push(...schemaDifferences(at, old['schema'], now['schema']));
  return differences;
}

/** Whether a parameter or a body must be given. */
function presenceDifferences(at: Parameters<typeof found>[0], old: JsonObject, now: JsonObject): Found[] {
  const [before, after] = [old['required'] === true, now['required'] === true];
  if (before === after) return [];
  const change = after ? 'optional → required' : 'required → optional';
  const said = { old, now, keyword: 'required', before, after };
  return [found(at, 'required-changed', after ? 'breaks' : 'extends', change, said)];
}

function requestDifferences(was: Called, is: Called): Found[] {
  const [old, now] = [was, is].map(({ document, operation }) => resolve(document, operation['requestBody']));
  const at = { was, is, place: `${was.id}/request`, direction: 'request' } as const;
  if (!isObject(old) && !isObject(now)) return [];
  if (!isObject(old)) {
    const required = objectOf(now)['required'] === true;
    const change = `the body is added, ${required ? 'required' : 'optional'}`;
    return [found(at, 'body-added', required ? 'breaks' : 'extends', change, { now })];
  }
  if (!isObject(now)) return [found(at, 'body-removed', 'breaks', 'the body is removed', { old })];
  return [...presenceDifferences(at, old, now), ...bodyDifferences(at, old['content'], now['content'])];
}
