// What a check may be restricted to: the operations of some resources, and what they refer to.
import { parseArgs } from 'node:util';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, isObject, objectOf, pointerOf, reachedFrom, stepsOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { readResources } from './parts.ts';

export interface Scope {
  /** The folders of the resources. */
  folders: ReadonlySet<string>;
  /** The ids of its operations. */
  operations: ReadonlySet<string>;
}

/** What `--resource` on the command line of a step names; without it, nothing is left out. */
export function scopeAsked(): Scope | undefined {
  const { values } = parseArgs({ options: { resource: { type: 'string' } } });
  return values.resource === undefined ? undefined : scopeOf(values.resource);
}

/**
 * @param names - of resources, with commas between them
 * @throws Error that lists the resources where a name is of none of them
 */
export function scopeOf(names: string): Scope {
  const resources = readResources();
  const chosen = names.split(',').map((name) => {
    const resource = resources.find((each) => each.name === name);
    if (resource) return resource;
    throw new Error(`Unknown resource '${name}'. Known: ${resources.map((each) => each.name).join(', ')}.`);
  });
  const operations = chosen.flatMap(({ paths }) => Object.values(paths).flatMap((methods) => Object.values(methods)));
  return { folders: new Set(chosen.map(({ folder }) => folder)), operations: new Set(operations) };
}

/** The operations of an edition that are of some resources. */
export function ofResources(document: JsonObject, resources: ReadonlySet<string>): Pick<Scope, 'operations'> {
  const own = operationsOf(document).filter(({ resource }) => resources.has(resource));
  return { operations: new Set(own.map(({ id }) => id)) };
}

/** An edition with the operations of a scope alone, and the components that they refer to, where they stand in it. */
export function inScope(document: JsonObject, scope: Pick<Scope, 'operations'> | undefined): JsonObject {
  if (!scope) return document;
  const isOperation = (value: Json | undefined) => isObject(value) && 'operationId' in value;
  const paths = Object.entries(objectOf(document['paths'])).flatMap(([path, item]) => {
    const kept = Object.entries(objectOf(item)).filter(
      ([, value]) => !isOperation(value) || scope.operations.has(String(objectOf(value)['operationId'])),
    );
    return kept.some(([, value]) => isOperation(value)) ? [[path, Object.fromEntries(kept)] as const] : [];
  });
  const used = Object.fromEntries(paths);
  const components: Record<string, JsonObject> = {};
  for (const reference of ['#/components/securitySchemes', ...reachedFrom(document, used)]) {
    const steps = stepsOf(reference.slice(1)).slice(0, 3);
    const [, kind = '', name] = steps;
    const component = at(document, pointerOf(steps));
    if (component === undefined) continue;
    components[kind] = name === undefined ? objectOf(component) : { ...components[kind], [name]: component };
  }
  return { ...document, paths: used, components };
}
