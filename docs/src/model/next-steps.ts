// What a reader may do after an operation, by the paths and the ids of the contract: with what was created, shown, listed or
// deleted.
import type { JsonObject } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import { operationsOf } from '@apig-spec/model/operations';
import type { Part } from '@apig-spec/model/schema';
import { viewOf } from '@apig-spec/model/schema';
import { idNameOf, parameterOf } from './id-names.ts';
import { detailsOf } from './resources.ts';

/** An operation that comes next. */
export interface NextStep {
  id: string;
  title: string;
}

/** No more than a reader takes in at once. */
const most = 6;

/** The next steps of each operation of an edition. */
export function nextStepsOf(document: JsonObject): (operation: Operation) => NextStep[] {
  const all = operationsOf(document);
  const paths = all.map(({ path }) => path);
  const needs = new Map(all.map((operation) => [operation.id, bodyIds(document, operation)]));

  /** The nearest path around another that has operations; empty: none. */
  const outerOf = (path: string): string => {
    const outer = path.slice(0, path.lastIndexOf('/'));
    return outer === '' || paths.includes(outer) ? outer : outerOf(outer);
  };

  return ({ id, resource, method, path }) => {
    const idName = idNameOf(path, paths);
    const isItem = path.endsWith('}');
    const item = isItem ? path : `${path}/{${idName}}`;
    const collection = isItem ? path.slice(0, path.lastIndexOf('/')) : path;
    const isGone = isItem && method === 'delete';
    // A list has many, and a deletion leaves none: with which to go on is not said.
    const hasOne = idName !== '' && !isGone && (isItem || method === 'post');
    const at = (place: string, ...methods: string[]) =>
      all.filter((each) => each.path === place && methods.includes(each.method));
    const within = all.filter((each) => isWithin(each.path, item) && ['post', 'put', 'get'].includes(each.method));
    const using = all.filter(
      (each) => each.method === 'post' && each.path !== collection && needs.get(each.id)?.has(idName),
    );
    // Of several paths that end with an id, the shortest is that of the thing itself.
    const [home = item] = paths
      .filter((each) => each.endsWith(`/{${idName}}`))
      .sort((one, other) => one.length - other.length);
    const steps = hasOne
      ? [
          ...at(item, 'get', 'put', 'patch'),
          ...at(home, 'get'),
          ...at(collection, 'get'),
          ...at(item, 'delete'),
          ...within.filter(({ method: each }) => each === 'post'),
          ...using,
          ...within.filter(({ method: each }) => each !== 'post'),
        ]
      : [...(isGone || isItem ? [] : at(item, 'get')), ...at(collection, 'get', 'post')];
    // Where nothing shows what was changed: what tells of it in the same resource.
    const around = outerOf(collection);
    const effects = all.filter((each) => {
      const isBeside = [collection, around].some((place) => isWithin(each.path, place)) && !each.path.endsWith('}');
      return each.resource === resource && each.method === 'get' && (isBeside || each.path === around);
    });
    const isShown = at(isGone ? collection : item, 'get').length > 0;
    return [...new Set([...steps, ...(isShown ? [] : effects)])]
      .filter((each) => each.id !== id)
      .slice(0, most)
      .map((each) => ({ id: each.id, title: String(detailsOf(document, each)['summary']) }));
  };
}

/** Whether a path is of what a thing holds: one step further. */
function isWithin(path: string, item: string): boolean {
  return path.startsWith(`${item}/`) && !path.slice(item.length + 1).includes('/');
}

/** The parameters that the required fields of a body are values of. */
function bodyIds(document: JsonObject, { request }: Operation): Set<string> {
  if (request === undefined) return new Set();
  const { properties, required } = viewOf({ document, schema: request });
  const isList = (parts: readonly Part[] = []) => viewOf(...parts).items.length > 0;
  return new Set([...required].map((name) => parameterOf(name, isList(properties.get(name)))));
}
