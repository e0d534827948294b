// All fields of an edition as nodes: parameters, and the trees of bodies.

import { placeOf } from '@apig-spec/model/fields';
import type { JsonObject } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import { operationsOf } from '@apig-spec/model/operations';
import { perDocument } from '@apig-spec/model/per-document';
import { once } from '../once.ts';
import type { Facts } from './facts.ts';
import { factsOf } from './facts.ts';
import type { FieldNode, ObjectNode } from './tree.ts';
import { treeOf } from './tree.ts';

export interface ParameterNode extends FieldNode {
  in: 'path' | 'query' | 'header';
}

/** The parameters of an operation. */
export function parametersOf(document: JsonObject, operation: Operation): ParameterNode[] {
  return operation.parameters.map((parameter) => {
    const { description, example, deprecated, required, name } = parameter;
    const facts: Facts = {
      ...factsOf(document, parameter['schema']),
      ...(typeof description === 'string' ? { description } : {}),
      ...(deprecated === true ? { deprecated: true as const } : {}),
      ...(example === undefined ? {} : { example }),
    };
    const part = String(parameter['in']) as ParameterNode['in'];
    const place = placeOf({ operation: operation.id, in: part as 'path', pointer: '', name: String(name) });
    return {
      in: part,
      name: String(name),
      place,
      required: required === true,
      facts,
      declaredBy: [],
      cases: [],
      rules: [],
      schemas: [],
      inner: undefined,
    };
  });
}

/** The fields of an operation, those within others among them, by place; none, where the document has no such operation. */
export function fieldNodesOf(document: JsonObject, id: string): ReadonlyMap<string, FieldNode> {
  return nodesById(document).get(id)?.() ?? new Map();
}

/** All fields of an edition, by place. */
export function nodesOf(document: JsonObject): Map<string, FieldNode> {
  return new Map([...nodesById(document).values()].flatMap((nodes) => [...nodes()]));
}

/** The fields of each operation, which are read when they are first asked for, and once: several pages ask for them. */
const nodesById = perDocument((document): Map<string, () => Map<string, FieldNode>> => {
  return new Map(operationsOf(document).map((operation) => [operation.id, once(() => nodesIn(document, operation))]));
});

function nodesIn(document: JsonObject, operation: Operation): Map<string, FieldNode> {
  const nodes = new Map<string, FieldNode>();
  const add = (node: FieldNode): void => {
    nodes.set(node.place, node);
    node.inner?.fields.forEach(add);
  };
  parametersOf(document, operation).forEach(add);
  for (const tree of treesOf(document, operation).values()) tree.fields.forEach(add);
  return nodes;
}

const treesById = perDocument(() => new Map<string, ReadonlyMap<string, ObjectNode>>());

/** The bodies of an operation, by `request`, `form` or status; made once, since blocks, samples and fields all ask for them. */
export function treesOf(document: JsonObject, operation: Operation): ReadonlyMap<string, ObjectNode> {
  const byId = treesById(document);
  const made = byId.get(operation.id) ?? treesIn(document, operation);
  byId.set(operation.id, made);
  return made;
}

function treesIn(document: JsonObject, { id, request, form, responses }: Operation): Map<string, ObjectNode> {
  const bodies = [
    { part: 'request', schema: request },
    { part: 'form', schema: form },
    ...responses.map(({ status, schema }) => ({ part: status, schema })),
  ];
  return new Map(
    bodies.flatMap(({ part, schema }) =>
      schema === undefined ? [] : [[part, treeOf(document, schema, `${id}/${part}`)] as const],
    ),
  );
}
