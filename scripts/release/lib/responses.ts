// What has changed of the responses of an operation: statuses, error codes, headers, bodies.
import type { JsonObject } from '@apig-spec/model/json';
import { canonical, listOf, objectOf, resolve } from '@apig-spec/model/json';
import { bodyChanges, type Found, found, schemaChanges } from './found.ts';
import type { Called } from './operations.ts';

type Responses = Map<string, JsonObject>;

export function responseChanges(was: Called, is: Called): Found[] {
  const [old, now] = [responsesOf(was), responsesOf(is)];
  const shared = [...old].flatMap(([status, response]) => {
    const same = now.get(status);
    return same ? [{ status, response, same }] : [];
  });
  return [
    ...statusChanges(was.id, old, now),
    ...codeChanges(was.id, old, now),
    ...shared.flatMap(({ status, response, same }) => {
      const place = `${was.id}/${status}`;
      return [
        ...headerChanges(was, is, place, response, same),
        ...contentChanges(was, is, place, response, same),
        ...linkChanges(place, response, same),
      ];
    }),
  ];
}

function responsesOf({ document, operation }: Called): Responses {
  const responses = Object.entries(objectOf(operation['responses']));
  return new Map(responses.map(([status, response]) => [status, objectOf(resolve(document, response))]));
}

const isError = (status: string) => /^([45]|default)/.test(status);

/** One error status that goes while another comes has moved; one that only comes, or only goes, surprises nobody. */
function statusChanges(id: string, old: Responses, now: Responses): Found[] {
  const gone = [...old.keys()].filter((status) => !now.has(status));
  const come = [...now.keys()].filter((status) => !old.has(status));
  const moved = gone.some(isError) && come.some(isError);
  const said = (status: string, change: string, kind: 'added' | 'removed'): Found => {
    const place = `${id}/${status}`;
    if (!isError(status)) return found(`success ${kind}`, place, change);
    return found(moved ? 'error moved' : `error ${kind}`, place, change);
  };
  return [
    ...gone.map((status) => said(status, 'the status is no longer returned', 'removed')),
    ...come.map((status) => said(status, 'the status is new', 'added')),
  ];
}

/** Error codes by the status that they come with. */
function codeChanges(id: string, old: Responses, now: Responses): Found[] {
  const codesOf = (response: JsonObject | undefined) => new Set(listOf(response?.['x-error-codes']).map(String));
  const statusesOf = (responses: Responses, code: string) =>
    [...responses].filter(([, response]) => codesOf(response).has(code)).map(([status]) => status);
  const all = new Set([...old.values(), ...now.values()].flatMap((response) => [...codesOf(response)]));
  const changes = [...all].flatMap((code): Found[] => {
    const [was, is] = [statusesOf(old, code), statusesOf(now, code)];
    const [lost, gained] = [was.filter((each) => !is.includes(each)), is.filter((each) => !was.includes(each))];
    if (lost.length > 0 && gained.length > 0) {
      return [
        found(
          'error moved',
          `${id}/${lost[0]}`,
          `${code} comes with ${gained.join(', ')}, not with ${lost.join(', ')}`,
        ),
      ];
    }
    return [
      ...lost.map((status) => found('error removed', `${id}/${status}`, `no longer ${code}`)),
      ...gained.map((status) => found('error added', `${id}/${status}`, `also ${code}`)),
    ];
  });
  // Where a code goes and another comes with the same status, the same error is named otherwise.
  const replaced = new Set(
    [...Map.groupBy(changes, ({ place }) => place)]
      .filter(([, each]) => ['no longer', 'also'].every((word) => each.some(({ change }) => change.startsWith(word))))
      .map(([place]) => place),
  );
  return changes.map((each) => (replaced.has(each.place) ? found('error moved', each.place, each.change) : each));
}

function headerChanges(was: Called, is: Called, place: string, old: JsonObject, now: JsonObject): Found[] {
  const headersOf = ({ document }: Called, response: JsonObject) =>
    new Map(
      Object.entries(objectOf(response['headers'])).map(([name, header]) => [
        name.toLowerCase(),
        { name, header: objectOf(resolve(document, header)) },
      ]),
    );
  const [before, after] = [headersOf(was, old), headersOf(is, now)];
  const changes: Found[] = [];
  for (const [key, { name, header }] of before) {
    const same = after.get(key)?.header;
    const here = `${place}/header/${name}`;
    if (!same) {
      changes.push(found('header removed', here, 'the header is removed'));
      continue;
    }
    const [always, still] = [header, same].map((each) => each['required'] === true);
    if (always && !still) changes.push(found('header not always there', here, 'required → optional'));
    if (!always && still) changes.push(found('header always there', here, 'optional → required'));
    const marked = [header, same].map((each) => each['deprecated'] === true);
    if (marked[0] !== marked[1]) changes.push(found('deprecation', here, `deprecated ${marked.join(' → ')}`));
    const standing = { was, is, place: here, direction: 'response' } as const;
    changes.push(...schemaChanges(standing, header['schema'], same['schema']));
    changes.push(...bodyChanges(standing, header['content'], same['content']));
    if (
      (header['explode'] === true) !== (same['explode'] === true) &&
      canonical(header['schema']).includes('"array"')
    ) {
      changes.push(found('response media type added', here, 'its list is written otherwise'));
    }
  }
  for (const [key, { name }] of after) {
    if (!before.has(key)) changes.push(found('header added', `${place}/header/${name}`, 'the header is added'));
  }
  return changes;
}

function contentChanges(was: Called, is: Called, place: string, old: JsonObject, now: JsonObject): Found[] {
  const has = (response: JsonObject) => Object.keys(objectOf(response['content'])).length > 0;
  if (has(old) && !has(now)) return [found('response body removed', place, 'the body is removed')];
  if (!has(old) && has(now)) return [found('response body added', place, 'the body is added')];
  return bodyChanges({ was, is, place, direction: 'response' }, old['content'], now['content']);
}

function linkChanges(place: string, old: JsonObject, now: JsonObject): Found[] {
  const [before, after] = [objectOf(old['links']), objectOf(now['links'])];
  const changed = Object.keys(before).filter((name) => canonical(before[name]) !== canonical(after[name]));
  const added = Object.keys(after).filter((name) => !(name in before));
  return [
    ...changed.map((name) => found('link or callback changed', `${place}/link/${name}`, 'the link has changed')),
    ...added.map((name) => found('link added', `${place}/link/${name}`, 'the link is added')),
  ];
}
