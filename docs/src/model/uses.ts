// Where an edition's operations use a schema.

import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, listOf, objectOf, refName, resolve } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';

/** The places of each schema, by its name: `createVpcChannel/request/vpc_health_config`; of a parameter too. */
export function usesOf(document: JsonObject): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  /** @param around - the names of the schemas around: one that holds itself is used there once */
  const visit = (schema: Json | undefined, place: string, around: readonly string[] = []): void => {
    const reference = objectOf(schema)['$ref'];
    const name = typeof reference === 'string' ? refName(reference) : undefined;
    if (name !== undefined) {
      const known = uses.get(name) ?? [];
      if (known.includes(place)) return;
      uses.set(name, [...known, place]);
      if (around.includes(name)) return;
    }
    const within = name === undefined ? around : [...around, name];
    const whole = objectOf(resolve(document, schema));
    for (const keyword of ['allOf', 'oneOf', 'anyOf']) {
      for (const part of listOf(whole[keyword])) visit(part, place, within);
    }
    for (const [name, property] of Object.entries(objectOf(whole['properties'])))
      visit(property, `${place}/${name}`, within);
    if (isObject(whole['items'])) visit(whole['items'], `${place}/0`, within);
  };
  for (const { id, parameters, request, form, responses } of operationsOf(document)) {
    for (const parameter of parameters) visit(parameter['schema'], `${id}/${parameter['in']}/${parameter['name']}`);
    visit(request, `${id}/request`);
    visit(form, `${id}/form`);
    for (const { status, schema } of responses) visit(schema, `${id}/${status}`);
  }
  return uses;
}
