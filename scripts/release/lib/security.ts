// What has changed of the ways to authenticate a request, and of the servers that it may go to.
import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical, listOf, objectOf, resolve } from '@apig-spec/model/json';
import { type Found, found } from './found.ts';
import type { Called } from './operations.ts';

/** One way to authenticate is one set of schemes with their scopes; what they are called does not matter. */
export function securityChanges(was: Called, is: Called): Found[] {
  const [old, now] = [alternativesOf(was), alternativesOf(is)];
  const place = `${was.id}/security`;
  const lost = old.filter((alternative) => !now.some((each) => isEnough(alternative, each)));
  const gained = now.filter((alternative) => !old.some((each) => isEnough(alternative, each)));
  return [
    ...lost.map((alternative) => found('security required', place, `no longer enough: ${shown(alternative)}`)),
    ...gained.map((alternative) => found('security offered', place, `also accepted: ${shown(alternative)}`)),
  ];
}

/** A scheme as the wire has it, with the scopes that it needs. */
type Alternative = Map<string, Set<string>>;

function alternativesOf({ document, operation }: Called): Alternative[] {
  const schemes = objectOf(objectOf(document['components'])['securitySchemes']);
  const alternatives = listOf(operation['security'] ?? document['security']).map((each): Alternative => {
    const named = Object.entries(objectOf(each)).map(([name, scopes]): [string, Set<string>] => {
      const { description: _, ...scheme } = objectOf(resolve(document, schemes[name]));
      const wire = Object.entries(scheme).filter(([key]) => !key.startsWith('x-'));
      return [canonical(wire.length > 0 ? Object.fromEntries(wire) : name), new Set(listOf(scopes).map(String))];
    });
    return new Map(named);
  });
  return alternatives.length > 0 ? alternatives : [new Map()];
}

/** Whether a request with these credentials is one that the other alternative accepts. */
function isEnough(given: Alternative, asked: Alternative): boolean {
  return [...asked].every(([scheme, scopes]) => {
    const held = given.get(scheme);
    return held !== undefined && scopes.isSubsetOf(held);
  });
}

function shown(alternative: Alternative): string {
  const schemes = [...alternative].map(([scheme, scopes]) => [scheme, ...scopes].join(' '));
  return schemes.join(' and ') || 'no credentials';
}

/** The servers of an operation, where it or its path names its own. */
export function ownServerChanges(was: Called, is: Called): Found[] {
  if (was.servers === undefined && is.servers === undefined) return [];
  const [old, now] = [was, is].map(({ servers, document }) => servers ?? document['servers']);
  return serverChanges(old, now, `${was.id}/servers`);
}

/** Servers are the same whatever their variables are called. */
export function serverChanges(before: Json | undefined, after: Json | undefined, at = '/servers'): Found[] {
  const [old, now] = [serversOf(before), serversOf(after)];
  const changes: Found[] = [];
  // Tools send to the first one, unless told otherwise.
  const [[first, main] = [], [other, next] = []] = [[...old][0], [...now][0]];
  if (first !== undefined && first !== other && now.has(first))
    changes.push(found('server default', at, `${main?.['url']} → ${next?.['url']}`));
  for (const [url, was] of old) {
    const is = now.get(url);
    if (!is) changes.push(found('server removed', at, `no longer ${was['url']}`));
    else changes.push(...variableChanges(String(was['url']), was, is));
  }
  for (const [url, is] of now) if (!old.has(url)) changes.push(found('server added', at, `also ${is['url']}`));
  return changes;
}

function serversOf(servers: Json | undefined): Map<string, JsonObject> {
  return new Map(
    listOf(servers).map((each) => [String(objectOf(each)['url']).replaceAll(/\{[^}]*\}/g, '{}'), objectOf(each)]),
  );
}

function variableChanges(url: string, was: JsonObject, is: JsonObject): Found[] {
  const namesIn = (server: JsonObject) =>
    [...String(server['url']).matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
  const [old, now] = [namesIn(was), namesIn(is)];
  return old.flatMap((name, index): Found[] => {
    const other = now[index] ?? name;
    const [before, after] = [objectOf(objectOf(was['variables'])[name]), objectOf(objectOf(is['variables'])[other])];
    const place = `${url}/${name}`;
    const values = (variable: JsonObject) =>
      variable['enum'] === undefined ? undefined : new Set(listOf(variable['enum']).map(String));
    const [had, has] = [values(before), values(after)];
    const lost = has ? [...(had ?? [])].filter((value) => !has.has(value)) : [];
    const gained = had ? [...(has ?? [])].filter((value) => !had.has(value)) : [];
    return [
      ...(name === other ? [] : [found('server variable narrower', place, `variable ${name} → ${other}`)]),
      ...defaultChange(place, before['default'], after['default']),
      ...lost.map((value) => found('server variable narrower', place, `no longer ${value}`)),
      ...gained.map((value) => found('server variable wider', place, `also ${value}`)),
      ...(!had && has ? [found('server variable narrower', place, `only ${[...has].join(', ')}`)] : []),
      ...(had && !has ? [found('server variable wider', place, 'any value')] : []),
    ];
  });
}

function defaultChange(place: string, old: Json | undefined, now: Json | undefined): Found[] {
  if (canonical(old) === canonical(now)) return [];
  return [found('server default', place, `default ${canonical(old) ?? 'none'} → ${canonical(now) ?? 'none'}`)];
}
