// What has changed of the operations that two states of an edition share: how they are called, what they send and take.
import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical, isObject, listOf, objectOf, resolve } from '@apig-spec/model/json';
import { bodyChanges, type Found, found, schemaChanges } from './found.ts';
import { responseChanges } from './responses.ts';
import { ownServerChanges, securityChanges } from './security.ts';

/** An operation with what its path says for it. */
export interface Called {
  id: string;
  method: string;
  path: string;
  document: JsonObject;
  operation: JsonObject;
  /** Those of the path and of the operation, resolved, by `query/limit`. */
  parameters: Map<string, JsonObject>;
  /** Where the operation or its path names its own. */
  servers: Json | undefined;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

export function operationChanges(before: JsonObject, after: JsonObject): Found[] {
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
  const changes: Found[] = [];
  for (const was of gone) {
    const [key, is] = [...left].find(([, each]) => each.id === was.id) ?? [];
    if (key === undefined || !is) {
      changes.push(found('operation removed', was.id, 'the operation is removed'));
      continue;
    }
    left.delete(key);
    const change = `${was.method.toUpperCase()} ${was.path} → ${is.method.toUpperCase()} ${is.path}`;
    changes.push(found('path or method', was.id, change));
    pairs.push([was, is]);
  }
  for (const is of left.values()) changes.push(found('operation added', is.id, 'the operation is added'));
  return [...changes, ...pairs.flatMap(([was, is]) => changesOf(was, is))];
}

/** Operations by method and path; a path is the same whatever its parameters are called. */
function calledIn(document: JsonObject): Map<string, Called> {
  const called = Object.entries(objectOf(document['paths'])).flatMap(([path, value]) => {
    const item = objectOf(resolve(document, value));
    return methods
      .filter((method) => isObject(item[method]))
      .map((method): [string, Called] => {
        const operation = objectOf(item[method]);
        const listed = [...listOf(item['parameters']), ...listOf(operation['parameters'])];
        const parameters = listed.map((each) => objectOf(resolve(document, each)));
        const byKey = new Map(parameters.map((each) => [keyOf(each), each]));
        const id = String(operation['operationId'] ?? `${method.toUpperCase()} ${path}`);
        return [
          `${method} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`,
          {
            id,
            method,
            path,
            document,
            operation,
            parameters: byKey,
            servers: operation['servers'] ?? item['servers'],
          },
        ];
      });
  });
  return new Map(called);
}

function keyOf({ in: part, name }: JsonObject): string {
  return `${part}/${part === 'header' ? String(name).toLowerCase() : name}`;
}

function changesOf(was: Called, is: Called): Found[] {
  const [old, now] = [was.operation, is.operation];
  const marks = ['deprecated', 'x-retires'] as const;
  return [
    ...(was.id === is.id ? [] : [found('operationId', was.id, `operationId ${was.id} → ${is.id}`)]),
    ...marks
      .filter((mark) => said(old[mark]) !== said(now[mark]))
      .map((mark) => {
        const kind = mark === 'deprecated' ? 'deprecation' : 'retirement';
        return found(kind, was.id, `${mark} ${said(old[mark])} → ${said(now[mark])}`);
      }),
    ...tagChanges(was, is),
    ...parameterChanges(was, is),
    ...requestChanges(was, is),
    ...responseChanges(was, is),
    ...securityChanges(was, is),
    ...ownServerChanges(was, is),
    ...(said(old['callbacks']) === said(now['callbacks'])
      ? []
      : [found('link or callback changed', was.id, 'its callbacks have changed')]),
  ];
}

function said(value: Json | undefined): string {
  return value === undefined || value === false ? 'none' : canonical(value);
}

function tagChanges(was: Called, is: Called): Found[] {
  const [old, now] = [was, is].map(({ operation }) => new Set(listOf(operation['tags']).map(String))) as [
    Set<string>,
    Set<string>,
  ];
  const lost = [...old.difference(now)];
  if (lost.length === 0) return [];
  const gained = [...now.difference(old)];
  return [found('tag of an operation', was.id, `tag ${lost.join(', ')} → ${gained.join(', ') || 'none'}`)];
}

function parameterChanges(was: Called, is: Called): Found[] {
  const names = (path: string) => [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
  const [old, now] = [names(was.path), names(is.path)];
  const renamed = new Map(old.map((name, index) => [name, now[index] ?? name]));
  const changes: Found[] = [...renamed]
    .filter(([from, to]) => from !== to && old.length === now.length)
    .map(([from, to]) => found('path parameter name', `${was.id}/path/${from}`, `path parameter ${from} → ${to}`));

  const left = new Map(is.parameters);
  for (const [key, parameter] of was.parameters) {
    const place = `${was.id}/${parameter['in']}/${parameter['name']}`;
    const moved = parameter['in'] === 'path' ? `path/${renamed.get(String(parameter['name']))}` : key;
    const same = left.get(moved);
    left.delete(moved);
    if (same) changes.push(...sameParameter(was, is, parameter, same, place));
    else changes.push(found('parameter removed', place, 'the parameter is removed'));
  }
  for (const parameter of left.values()) {
    const required = parameter['required'] === true;
    const place = `${is.id}/${parameter['in']}/${parameter['name']}`;
    const kind = required ? 'parameter added, required' : 'parameter added, optional';
    changes.push(found(kind, place, `the parameter is added, ${required ? 'required' : 'optional'}`));
  }
  return changes;
}

function sameParameter(was: Called, is: Called, old: JsonObject, now: JsonObject, place: string): Found[] {
  const spelt = (parameter: JsonObject) => {
    const { in: part, schema, style = part === 'query' || part === 'cookie' ? 'form' : 'simple' } = parameter;
    const { explode = style === 'form' } = parameter;
    // A single value is written the same, exploded or not.
    const isOne = ['string', 'integer', 'number', 'boolean'].includes(String(objectOf(schema)['type']));
    return canonical({ style, explode: isOne ? null : explode });
  };
  const changes = [...presenceChanges(old['required'] === true, now['required'] === true, place)];
  if (spelt(old) !== spelt(now)) {
    changes.push(found('spelling of a parameter', place, `${spelt(old)} → ${spelt(now)}`));
  }
  for (const mark of ['allowReserved', 'allowEmptyValue']) {
    if (said(old[mark]) === said(now[mark])) continue;
    const kind = now[mark] === true ? 'more spellings of a parameter' : 'spelling of a parameter';
    changes.push(found(kind, place, `${mark} ${said(old[mark])} → ${said(now[mark])}`));
  }
  if (said(old['deprecated']) !== said(now['deprecated'])) {
    changes.push(found('deprecation', place, `deprecated ${said(old['deprecated'])} → ${said(now['deprecated'])}`));
  }
  changes.push(...bodyChanges({ was, is, place, direction: 'request' }, old['content'], now['content']));
  const [schema, other] = [old['schema'], now['schema']];
  changes.push(...schemaChanges({ was, is, place, direction: 'request' }, schema, other));
  return changes;
}

function presenceChanges(was: boolean, is: boolean, place: string): Found[] {
  if (was === is) return [];
  const kind = is ? 'parameter or body made required' : 'parameter or body made optional';
  return [found(kind, place, is ? 'optional → required' : 'required → optional')];
}

function requestChanges(was: Called, is: Called): Found[] {
  const [old, now] = [was, is].map(({ document, operation }) => resolve(document, operation['requestBody']));
  const place = `${was.id}/request`;
  if (!isObject(old) && !isObject(now)) return [];
  if (!isObject(old)) {
    const required = objectOf(now)['required'] === true;
    const kind = required ? 'request body added, required' : 'request body added, optional';
    return [found(kind, place, `the body is added, ${required ? 'required' : 'optional'}`)];
  }
  if (!isObject(now)) return [found('request body removed', place, 'the body is removed')];
  return [
    ...presenceChanges(old['required'] === true, now['required'] === true, place),
    ...bodyChanges({ was, is, place, direction: 'request' }, old['content'], now['content']),
  ];
}
