// What a reader may do after an operation, by the paths and the ids of the contract: with what was created, shown, listed or
// deleted.
import type { JsonObject } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import { operationsOf } from '@apig-spec/model/operations';
import type { Part } from '@apig-spec/model/schema';
import { viewOf } from '@apig-spec/model/schema';
import { idNamesOf, parameterOf } from './id-names.ts';
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
  const idNameOf = idNamesOf(paths);
  const byPath = Map.groupBy(all, ({ path }) => path);
  /** By path, the operations of what a thing there holds: one step further. */
  const held = Map.groupBy(all, ({ path }) => outside(path));
  const byResource = Map.groupBy(all, ({ resource }) => resource);
  const ids = all.flatMap((operation) => [...bodyIds(document, operation)].map((id) => ({ id, operation })));
  const byBodyId = Map.groupBy(ids, ({ id }) => id);
  // Of several paths that end with an id, the shortest is that of the thing itself.
  const shortest = paths.toSorted((one, other) => one.length - other.length);
  const homes = Map.groupBy(shortest, (path) => /\/\{(\w+)\}$/.exec(path)?.[1]);

  /** The nearest path around another that has operations; empty: none. */
  const outerOf = (path: string): string => {
    const outer = outside(path);
    return outer === '' || byPath.has(outer) ? outer : outerOf(outer);
  };
  const withMethods = (operations: readonly Operation[] | undefined, ...methods: string[]) =>
    (operations ?? []).filter(({ method }) => methods.includes(method));

  return ({ id, resource, method, path }) => {
    const idName = idNameOf(path);
    const isItem = path.endsWith('}');
    const item = isItem ? path : `${path}/{${idName}}`;
    const collection = isItem ? outside(path) : path;
    const isGone = isItem && method === 'delete';
    // A list has many, and a deletion leaves none: with which to go on is not said.
    const hasOne = idName !== '' && !isGone && (isItem || method === 'post');
    const at = (place: string, ...methods: string[]) => withMethods(byPath.get(place), ...methods);
    const within = held.get(item);
    const using = (byBodyId.get(idName) ?? []).map(({ operation }) => operation);
    const [home = item] = homes.get(idName) ?? [];
    const steps = hasOne
      ? [
          ...at(item, 'get', 'put', 'patch'),
          ...at(home, 'get'),
          ...at(collection, 'get'),
          ...at(item, 'delete'),
          ...withMethods(within, 'post'),
          ...withMethods(using, 'post').filter((each) => each.path !== collection),
          ...withMethods(within, 'put', 'get'),
        ]
      : [...(isGone || isItem ? [] : at(item, 'get')), ...at(collection, 'get', 'post')];
    // Where nothing shows what was changed: what tells of it in the same resource.
    const around = outerOf(collection);
    const effects = withMethods(byResource.get(resource), 'get').filter((each) => {
      const isBeside = [collection, around].includes(outside(each.path)) && !each.path.endsWith('}');
      return isBeside || each.path === around;
    });
    const isShown = at(isGone ? collection : item, 'get').length > 0;
    return [...new Set([...steps, ...(isShown ? [] : effects)])]
      .filter((each) => each.id !== id)
      .slice(0, most)
      .map((each) => ({ id: each.id, title: String(detailsOf(document, each)['summary']) }));
  };
}

/** The path around another. */
function outside(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** The parameters that the required fields of a body are values of. */
function bodyIds(document: JsonObject, { request }: Operation): Set<string> {
  if (request === undefined) return new Set();
  const { properties, required } = viewOf({ document, schema: request });
  const isList = (parts: readonly Part[] = []) => viewOf(...parts).items.length > 0;
  return new Set([...required].map((name) => parameterOf(name, isList(properties.get(name)))));
}
