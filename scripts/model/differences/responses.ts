// What differs of the responses of an operation: statuses, error codes, headers, bodies.
import type { JsonObject } from '../json.ts';
import { canonical, listOf, objectOf, resolve } from '../json.ts';
import type { Called } from './called.ts';
import type { Found } from './difference.ts';
import { bodyDifferences, found, type Standing, schemaDifferences } from './found.ts';

type Responses = Map<string, JsonObject>;
type At = (below: string) => Standing;

export function responseDifferences(was: Called, is: Called): Found[] {
  const at: At = (below) => ({ was, is, place: `${was.id}/${below}`, direction: 'response' });
  const [old, now] = [responsesOf(was), responsesOf(is)];
  const shared = [...old].flatMap(([status, response]) => {
    const same = now.get(status);
    return same ? [{ status, response, same }] : [];
  });
  return [
    ...statusDifferences(at, old, now),
    ...codeDifferences(at, old, now),
    ...shared.flatMap(({ status, response, same }) => [
      ...headerDifferences(at, status, response, same),
      ...contentDifferences(at(status), response, same),
      ...linkDifferences(at, status, response, same),
    ]),
  ];
}

function responsesOf({ document, operation }: Called): Responses {
  const responses = Object.entries(objectOf(operation['responses']));
  return new Map(responses.map(([status, response]) => [status, objectOf(resolve(document, response))]));
}

const isError = (status: string) => /^([45]|default)/.test(status);

/**
 * One error status that goes while another comes has moved; one that only comes, or only goes, surprises nobody: an error that
 * was not documented is one that every receiver has to expect anyway.
 */
function statusDifferences(at: At, old: Responses, now: Responses): Found[] {
  const gone = [...old.keys()].filter((status) => !now.has(status));
  const come = [...now.keys()].filter((status) => !old.has(status));
  const moved = gone.some(isError) && come.some(isError);
  const impact = (status: string) => (isError(status) && !moved ? 'extends' : 'breaks');
  return [
    ...gone.map((status) => {
      const said = { old: old.get(status), before: status };
      return found(at(status), 'status-removed', impact(status), 'the status is no longer returned', said);
    }),
    ...come.map((status) => {
      const said = { now: now.get(status), after: status };
      return found(at(status), 'status-added', impact(status), 'the status is new', said);
    }),
  ];
}

/** Error codes by the status that they come with. */
function codeDifferences(at: At, old: Responses, now: Responses): Found[] {
  const keyword = 'x-error-codes';
  const codesOf = (response: JsonObject | undefined) => new Set(listOf(response?.[keyword]).map(String));
  const statusesOf = (responses: Responses, code: string) =>
    [...responses].filter(([, response]) => codesOf(response).has(code)).map(([status]) => status);
  const nodes = (status: string) => ({ old: old.get(status), now: now.get(status), keyword });
  const all = new Set([...old.values(), ...now.values()].flatMap((response) => [...codesOf(response)]));
  const moved: Found[] = [];
  const lost: { status: string; code: string }[] = [];
  const gained: { status: string; code: string }[] = [];
  for (const code of all) {
    const [was, is] = [statusesOf(old, code), statusesOf(now, code)];
    const [from, to] = [was.filter((each) => !is.includes(each)), is.filter((each) => !was.includes(each))];
    if (from.length > 0 && to.length > 0) {
      const [before = '', after = ''] = [from[0], to[0]];
      const said = { old: old.get(before), now: now.get(after), keyword, before, after };
      const change = `${code} comes with ${to.join(', ')}, not with ${from.join(', ')}`;
      moved.push(found(at(before), 'code-moved', 'breaks', change, said));
      continue;
    }
    lost.push(...from.map((status) => ({ status, code })));
    gained.push(...to.map((status) => ({ status, code })));
  }
  // Where a code goes and another comes with the same status, the same error is named otherwise: whoever handles it by its
  // code does so no longer.
  const replaced = new Set(lost.map(({ status }) => status)).intersection(new Set(gained.map(({ status }) => status)));
  const impact = (status: string) => (replaced.has(status) ? 'breaks' : 'extends');
  return [
    ...moved,
    ...lost.map(({ status, code }) => {
      const said = { ...nodes(status), before: code };
      return found(at(status), 'code-removed', impact(status), `no longer ${code}`, said);
    }),
    ...gained.map(({ status, code }) => {
      const said = { ...nodes(status), after: code };
      return found(at(status), 'code-added', impact(status), `also ${code}`, said);
    }),
  ];
}

function headerDifferences(at: At, status: string, old: JsonObject, now: JsonObject): Found[] {
  const { was, is } = at(status);
  const headersOf = ({ document }: { document: JsonObject }, response: JsonObject) =>
    new Map(
      Object.entries(objectOf(response['headers'])).map(([name, header]) => [
        name.toLowerCase(),
        { name, header: objectOf(resolve(document, header)) },
      ]),
    );
  const [before, after] = [headersOf(was, old), headersOf(is, now)];
  const differences: Found[] = [];
  for (const [key, { name, header }] of before) {
    const here = at(`${status}/header/${name}`);
    const same = after.get(key)?.header;
    if (!same) {
      differences.push(found(here, 'header-removed', 'breaks', 'the header is removed', { old: header }));
      continue;
    }
    const both = { old: header, now: same };
    const [always, still] = [header, same].map((each) => each['required'] === true) as [boolean, boolean];
    if (always !== still) {
      const change = still ? 'optional → required' : 'required → optional';
      const said = { ...both, keyword: 'required', before: always, after: still };
      differences.push(found(here, 'required-changed', still ? 'extends' : 'breaks', change, said));
    }
    const [marked, marks] = [header, same].map((each) => each['deprecated'] === true) as [boolean, boolean];
    if (marked !== marks) {
      const said = { ...both, keyword: 'deprecated', before: marked, after: marks };
      differences.push(found(here, 'deprecated-changed', 'extends', `deprecated ${marked} → ${marks}`, said));
    }
    differences.push(...schemaDifferences(here, header['schema'], same['schema']));
    differences.push(...bodyDifferences(here, header['content'], same['content']));
    if (
      (header['explode'] === true) !== (same['explode'] === true) &&
      canonical(header['schema']).includes('"array"')
    ) {
      differences.push(found(here, 'serialization-changed', 'breaks', 'its list is written otherwise', both));
    }
  }
  for (const [key, { name, header }] of after) {
    if (before.has(key)) continue;
    const here = at(`${status}/header/${name}`);
    differences.push(found(here, 'header-added', 'extends', 'the header is added', { now: header }));
  }
  return differences;
}

function contentDifferences(at: Standing, old: JsonObject, now: JsonObject): Found[] {
  const has = (response: JsonObject) => Object.keys(objectOf(response['content'])).length > 0;
  if (has(old) && !has(now)) return [found(at, 'body-removed', 'breaks', 'the body is removed', { old, now })];
  if (!has(old) && has(now)) return [found(at, 'body-added', 'extends', 'the body is added', { old, now })];
  return bodyDifferences(at, old['content'], now['content']);
}

function linkDifferences(at: At, status: string, old: JsonObject, now: JsonObject): Found[] {
  const [before, after] = [objectOf(old['links']), objectOf(now['links'])];
  const changed = Object.keys(before).filter((name) => canonical(before[name]) !== canonical(after[name]));
  const added = Object.keys(after).filter((name) => !(name in before));
  const nodes = (name: string) => ({ old: before[name], now: after[name] });
  return [
    ...changed.map((name) =>
      found(at(`${status}/link/${name}`), 'link-changed', 'none', 'the link has changed', nodes(name)),
    ),
    ...added.map((name) =>
      found(at(`${status}/link/${name}`), 'link-added', 'extends', 'the link is added', nodes(name)),
    ),
  ];
}
