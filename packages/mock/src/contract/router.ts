// From a method and a path to an operation of the contract and its path parameters.
import type { OperationId } from '@apig-spec/validator/lazy';
import { unknownMethod, unknownPath } from '../protocol/errors.ts';
import type { Validator } from './editions.ts';

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
  spelt: Map<string, Node>;
  parameter?: { name: string; node: Node };
  routes: Route[];
}

export function routerOf(all: Validator['operations']): Router {
  const root = newNode();
  for (const [operationId, { method, path, hasBody }] of Object.entries(all)) {
    nodeAt(root, path).routes.push({ operationId: operationId as OperationId, method, hasBody });
  }
  return {
    match(method, path) {
      const params: Record<string, string> = {};
      const routes = walk(root, path.split('/'), 1, params)?.routes ?? [];
      if (routes.length === 0) throw unknownPath(path);
      const route = routes.find((candidate) => candidate.method === method);
      if (!route) throw unknownMethod(method, routes.map((candidate) => candidate.method).sort());
      return { operationId: route.operationId, hasBody: route.hasBody, params };
    },
  };
}

function newNode(): Node {
  return { spelt: new Map(), routes: [] };
}

/** The node of a path template; it is added where it is missing. */
function nodeAt(root: Node, template: string): Node {
  let node = root;
  for (const segment of template.split('/').slice(1)) {
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    let next = name === undefined ? node.spelt.get(segment) : node.parameter?.node;
    if (!next) {
      next = newNode();
      if (name === undefined) node.spelt.set(segment, next);
      else node.parameter = { name, node: next };
    }
    node = next;
  }
  return node;
}

/** The node of a path's segments from an index on. */
function walk(
  node: Node,
  segments: readonly string[],
  index: number,
  params: Record<string, string>,
): Node | undefined {
  const segment = segments[index];
  if (segment === undefined) return node;
  const spelt = node.spelt.get(segment);
  const found = spelt && walk(spelt, segments, index + 1, params);
  if (found || !node.parameter) return found;
  const { name, node: next } = node.parameter;
  // Empty segments are paths that nobody has: `…/vpc-channels/` is not a channel without an id.
  if (segment === '') return undefined;
  const end = walk(next, segments, index + 1, params);
  if (end) params[name] = decoded(segment);
  return end;
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
