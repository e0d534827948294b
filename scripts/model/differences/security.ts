// What differs of the ways to authenticate a request, and of the servers that it may go to.
import type { Json, JsonObject } from '../json.ts';
import { canonical, listOf, objectOf, resolve } from '../json.ts';
import type { Called } from './called.ts';
import type { DifferenceKind, Found, Impact } from './difference.ts';
import { found, type Saying } from './found.ts';

/** One way to authenticate is one set of schemes with their scopes; what they are called does not matter. */
export function securityDifferences(was: Called, is: Called): Found[] {
  const [old, now] = [alternativesOf(was), alternativesOf(is)];
  const at = { was, is, place: `${was.id}/security`, direction: 'request' } as const;
  const nodes = { old: statedIn(was), now: statedIn(is) };
  const lost = old.filter((alternative) => !now.some((each) => isEnough(alternative, each)));
  const gained = now.filter((alternative) => !old.some((each) => isEnough(alternative, each)));
  return [
    ...lost.map((alternative) => {
      const before = shown(alternative);
      return found(at, 'security-removed', 'breaks', `no longer enough: ${before}`, { ...nodes, before });
    }),
    ...gained.map((alternative) => {
      const after = shown(alternative);
      return found(at, 'security-added', 'extends', `also accepted: ${after}`, { ...nodes, after });
    }),
  ];
}

/** A scheme as the wire has it, with the scopes that it needs. */
type Alternative = Map<string, Set<string>>;

function statedIn({ document, operation }: Pick<Called, 'document' | 'operation'>): Json | undefined {
  return operation['security'] ?? document['security'];
}

function alternativesOf({ document, operation }: Called): Alternative[] {
  const schemes = objectOf(objectOf(document['components'])['securitySchemes']);
  const alternatives = listOf(statedIn({ document, operation })).map((each): Alternative => {
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
export function ownServerDifferences(was: Called, is: Called): Found[] {
  if (was.servers === undefined && is.servers === undefined) return [];
  return serverDifferences(was.document, is.document, {
    old: was.servers ?? was.document['servers'],
    now: is.servers ?? is.document['servers'],
    place: `${was.id}/servers`,
  });
}

type Say = (kind: DifferenceKind, impact: Impact, change: string, said: Saying, below?: string) => void;

/** Servers are the same whatever their variables are called. */
export function serverDifferences(
  before: JsonObject,
  after: JsonObject,
  { old, now, place }: { old: Json | undefined; now: Json | undefined; place: string },
): Found[] {
  const [were, are] = [serversOf(old), serversOf(now)];
  const differences: Found[] = [];
  const say: Say = (kind, impact, change, said, at = place) => {
    const standing = { was: { document: before }, is: { document: after }, place: at, direction: 'request' } as const;
    differences.push(found(standing, kind, impact, change, said));
  };
  // Tools send to the first one, unless told otherwise.
  const [[first, main] = [], [other, next] = []] = [[...were][0], [...are][0]];
  if (first !== undefined && first !== other && are.has(first)) {
    const said = { old: main, now: next };
    say('server-default-changed', 'breaks', `${main?.['url']} → ${next?.['url']}`, said);
  }
  for (const [url, was] of were) {
    const is = are.get(url);
    const stated = String(was['url']);
    if (!is) say('server-removed', 'breaks', `no longer ${stated}`, { old: was, before: stated });
    else variableDifferences(stated, was, is, say);
  }
  for (const [url, is] of are) {
    const stated = String(is['url']);
    if (!were.has(url)) say('server-added', 'extends', `also ${stated}`, { now: is, after: stated });
  }
  return differences;
}

function serversOf(servers: Json | undefined): Map<string, JsonObject> {
  return new Map(
    listOf(servers).map((each) => [String(objectOf(each)['url']).replaceAll(/\{[^}]*\}/g, '{}'), objectOf(each)]),
  );
}

function variableDifferences(url: string, was: JsonObject, is: JsonObject, say: Say): void {
  const namesIn = (server: JsonObject) =>
    [...String(server['url']).matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
  const now = namesIn(is);
  for (const [index, name] of namesIn(was).entries()) {
    const other = now[index] ?? name;
    const [before, after] = [objectOf(objectOf(was['variables'])[name]), objectOf(objectOf(is['variables'])[other])];
    const values = (variable: JsonObject) =>
      variable['enum'] === undefined ? undefined : new Set(listOf(variable['enum']).map(String));
    const [had, has] = [values(before), values(after)];
    const change = (impact: Impact, text: string) =>
      say('server-variable-changed', impact, text, { old: was, now: is, keyword: 'variables' }, `${url}/${name}`);
    if (name !== other) change('breaks', `variable ${name} → ${other}`);
    const [old, current] = [before['default'], after['default']];
    if (canonical(old) !== canonical(current))
      change('breaks', `default ${canonical(old) ?? 'none'} → ${canonical(current) ?? 'none'}`);
    if (had && has) {
      for (const value of had.difference(has)) change('breaks', `no longer ${value}`);
      for (const value of has.difference(had)) change('extends', `also ${value}`);
    } else if (has) change('breaks', `only ${[...has].join(', ')}`);
    else if (had) change('extends', 'any value');
  }
}
