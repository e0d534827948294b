// From a method and a path to an operation of the contract and its path parameters.
import type { LazyValidator, OperationId } from '@apig-spec/validator/lazy';
import { unknownMethod, unknownPath } from '../protocol/errors.ts';

/** The operation that a request calls. */
export interface Match {
  operationId: OperationId;
  hasBody: boolean;
  /** Decoded. */
  params: Record<string, string>;
}

export interface Router {
  /** @throws ApigError 404 where no operation has this path, 405 where none of those that have it has this method */
  match(method: string, path: string): Match;
}

interface Route {
  operationId: OperationId;
  method: string;
  hasBody: boolean;
}

/** The paths as a tree of segments. A segment that is spelt out goes before a parameter. */
interface Node {
  spelt: { text: string; node: Node }[];
  parameter?: { name: string; node: Node };
  routes: Route[];
}

export function routerOf(all: LazyValidator<OperationId>['operations']): Router {
  const root = newNode();
  for (const [operationId, { method, path, hasBody }] of Object.entries(all)) {
    nodeAt(root, path).routes.push({ operationId: operationId as OperationId, method, hasBody });
  }
  return {
    match(method, path) {
      const params: Record<string, string> = {};
      const routes = path.startsWith('/') && walk(root, path, 1, params)?.routes;
      if (!routes) throw unknownPath(path);
      const route = routes.find((candidate) => candidate.method === method);
      if (!route) throw unknownMethod(method, routes.map((candidate) => candidate.method).sort());
      return { operationId: route.operationId, hasBody: route.hasBody, params };
    },
  };
}

function newNode(): Node {
  return { spelt: [], routes: [] };
}

/** The node of a path template; it is added where it is missing. */
function nodeAt(root: Node, template: string): Node {
  let node = root;
  for (const segment of template.split('/').slice(1)) {
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    let next = name === undefined ? node.spelt.find(({ text }) => text === segment)?.node : node.parameter?.node;
    if (!next) {
      next = newNode();
      if (name === undefined) node.spelt.push({ text: segment, node: next });
      else node.parameter = { name, node: next };
    }
    node = next;
  }
  return node;
}

/**
 * The node of what a path has from an index on; beyond its end there is nothing left. A text on the way to other paths alone, as
 * `validation` in `/apps/validation/{app_id}`, may still be the value of a parameter. Segments that are spelt out are not copied.
 */
function walk(node: Node, path: string, start: number, params: Record<string, string>): Node | undefined {
  if (start > path.length) return node.routes.length > 0 ? node : undefined;
  const slash = path.indexOf('/', start);
  const end = slash === -1 ? path.length : slash;
  for (const { text, node: next } of node.spelt) {
    if (text.length !== end - start || !path.startsWith(text, start)) continue;
    const found = walk(next, path, end + 1, params);
    if (found) return found;
  }
  // Empty segments are paths that nobody has: `…/vpc-channels/` is not a channel without an id.
  if (!node.parameter || start === end) return undefined;
  const { name, node: next } = node.parameter;
  const found = walk(next, path, end + 1, params);
  if (found) params[name] = decoded(path.slice(start, end));
  return found;
}

/** What cannot be decoded stays as it is, for the validator to reject: no identifier contains `%`. */
function decoded(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
