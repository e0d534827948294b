// Requests as the contract's examples have them, which a mock takes at its beginning: as they are, about another thing, or with
// one thing changed. Values at random alone hardly ever get past the validation.
import { formNamesOf } from '@apig-spec/model/forms';
import { isObject, type Json, type JsonObject, objectOf } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import fc, { type Arbitrary } from 'fast-check';
import { type Call, planOf } from '../clients/lib/plan.ts';
import { often } from './chances.ts';
import { type Content, changed, formed, known } from './requests.contents.ts';
import { idsFor, projectOf } from './requests.targets.ts';

export interface ExampleRequest {
  /** Path and query. */
  target: string;
  content: Content;
}

/** By operation of an edition. */
export function examplesOf(edition: string, document: JsonObject): (operation: Operation) => Arbitrary<ExampleRequest> {
  const calls = Map.groupBy(planOf(document), ({ operation }) => operation);
  return (operation) => {
    const own = calls.get(operation.id) ?? [];
    return fc.oneof(...own.map((call) => requestOf(edition, document, operation, call)));
  };
}

function requestOf(edition: string, document: JsonObject, operation: Operation, call: Call): Arbitrary<ExampleRequest> {
  const content = call.form ? formOf(document, operation, call.form) : jsonOf(call.body);
  return fc.record({ target: targetOf(edition, call), content });
}

function targetOf(edition: string, { path, parameters }: Call): Arbitrary<string> {
  const isInPath = (name: string) => path.includes(`{${name}}`);
  const values = fc.tuple(
    ...Object.entries(parameters).map(([name, value]) => {
      const others = idsFor(name);
      const other = others.length > 0 ? fc.constantFrom<Json>(...others) : fc.constant(value);
      const one = fc.oneof(often(20, fc.constant(value)), often(1, other));
      return one.map((text) => [name, encodeURIComponent(String(text))] as const);
    }),
  );
  return fc.tuple(projectOf(edition), values).map(([project, pairs]) => {
    const named = new Map([['project_id', project], ...pairs]);
    const query = pairs.filter(([name]) => !isInPath(name)).map(([name, value]) => `${name}=${value}`);
    const whole = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => named.get(name) ?? '');
    return query.length === 0 ? whole : `${whole}?${query.join('&')}`;
  });
}

/** Every second one as it is. */
function varied(body: Json): Arbitrary<Json> {
  const valid = fc.constant(body);
  return fc.oneof(
    often(4, valid),
    often(
      1,
      fc.nat(999).map((choice) => known(body, '', choice)),
    ),
    often(
      3,
      changed(valid).map((text) => JSON.parse(text) as Json),
    ),
  );
}

function jsonOf(body: Json | undefined): Arbitrary<Content> {
  if (body === undefined) return fc.constant({ headers: {}, body: undefined });
  const headers = { 'Content-Type': 'application/json' };
  return varied(body).map((each) => ({ headers, body: JSON.stringify(each) }));
}

function formOf(
  document: JsonObject,
  { form = {} }: Operation,
  { fields }: { fields: JsonObject },
): Arbitrary<Content> {
  const { files } = formNamesOf(document, form);
  return varied(fields).map((each) => formed(isObject(each) ? each : objectOf(fields), files));
}
