// Bodies at random: valid, with one thing changed, cut off, too long, too deep, and no JSON at all; the same of forms.

import { arbitraryOf } from '@apig-spec/emit/arbitrary';
import { formNamesOf } from '@apig-spec/model/forms';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, objectOf } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import fc, { type Arbitrary } from 'fast-check';
import { often, one } from './chances.ts';
import { idsFor } from './requests.targets.ts';

export interface Content {
  headers: Record<string, string>;
  body: Uint8Array | string | undefined;
}

/** The body of an operation, or what comes near it, and its type. */
export function contentOf(document: JsonObject, operation: Operation): Arbitrary<Content> {
  const { form } = operation;
  // What operations take as JSON is sent to those that take a form, too.
  const json = jsonOf(document, operation);
  return form === undefined ? json : fc.oneof(often(5, formOf(document, form)), often(1, json));
}

const boundary = 'a-boundary';

/** A form, and what comes near it. */
function formOf(document: JsonObject, form: Json): Arbitrary<Content> {
  const { files } = formNamesOf(document, form);
  const valid = arbitraryOf(document, form);
  const type = (text: string) => ({ 'Content-Type': text });
  const headers = fc.oneof(
    often(30, fc.constant(type(`multipart/form-data; boundary=${boundary}`))),
    often(
      1,
      one('multipart/form-data', 'multipart/form-data; boundary=', 'multipart/mixed; boundary=a', 'x').map(type),
    ),
  );
  const text = fc
    .tuple(
      fc.oneof(
        often(3, valid),
        often(
          1,
          changed(valid).map((each) => JSON.parse(each) as Json),
        ),
      ),
      fc.nat(9),
    )
    .map(([body, chance]) => multipart(objectOf(body), chance === 0 ? [] : files));
  const body = fc.oneof(
    often(20, text),
    often(
      3,
      fc.tuple(text, fc.nat(400)).map(([whole, end]) => whole.slice(0, end)),
    ),
    often(1, one('', `--${boundary}--`, `--${boundary}\r\n\r\n--${boundary}--`, '\r\n'.repeat(500))),
    often(1, fc.uint8Array({ maxLength: 200 })),
    often(1, fc.constant(multipart({ [files[0] ?? '']: 'x'.repeat(1_048_576) }, files))),
  );
  return fc.record({ headers, body });
}

/** A form as it is meant. */
export function formed(fields: JsonObject, files: readonly string[]): Content {
  return { headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` }, body: multipart(fields, files) };
}

/** A form on the wire. */
function multipart(fields: JsonObject, files: readonly string[]): string {
  const parts = Object.entries(fields).map(([name, value]) => {
    const file = files.includes(name) ? '; filename="apis.yaml"\r\nContent-Type: application/yaml' : '';
    const disposition = `Content-Disposition: form-data; name="${name.replaceAll(/["\r\n]/g, encodeURIComponent)}"`;
    return `--${boundary}\r\n${disposition}${file}\r\n\r\n${typeof value === 'string' ? value : JSON.stringify(value)}\r\n`;
  });
  return `${parts.join('')}--${boundary}--\r\n`;
}

function jsonOf(document: JsonObject, { request }: Operation): Arbitrary<Content> {
  const types = ['application/json;charset=UTF-8', 'text/plain', 'application/jsonx', '', '/', 'x'.repeat(500)];
  const type = fc.oneof(
    often(30, fc.constant({ 'Content-Type': 'application/json' })),
    often(
      1,
      one(...types).map((text) => ({ 'Content-Type': text })),
    ),
    often(1, fc.constant({})),
  );
  const valid = request === undefined ? fc.constant<Json>({}) : withKnownIds(arbitraryOf(document, request));
  const text = valid.map((body) => JSON.stringify(body));
  const body = fc.oneof(
    often(request === undefined ? 0 : 100, text),
    often(request === undefined ? 400 : 5, fc.constant(undefined)),
    often(40, changed(valid)),
    often(
      10,
      fc.tuple(text, fc.nat(300)).map(([whole, end]) => whole.slice(0, end)),
    ),
    often(
      5,
      one('null', '[]', '"x"', '{"a":}', '\ufeff{}', '{}{}', `{"__proto__":{"a":1},"name":"${'中'.repeat(64)}"}`),
    ),
    often(5, fc.json()),
    often(5, fc.uint8Array({ maxLength: 200 })),
    // How deep a parser, a validator and a log may have to go.
    often(
      5,
      fc.integer({ min: 100, max: 9000 }).map((depth) => `{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`),
    ),
    often(
      6,
      fc
        .constantFrom(1_048_576, 1_048_577, 3_000_000)
        .map((length) => JSON.stringify({ name: 'x'.repeat(length - 11) })),
    ),
  );
  return fc.record({ headers: type, body });
}

/** The body with identifiers of what there is, but for one in ten: at random none would ever be met. */
function withKnownIds(bodies: Arbitrary<Json>): Arbitrary<Json> {
  return fc.tuple(bodies, fc.nat(999)).map(([body, choice]) => (choice % 10 === 0 ? body : known(body, '', choice)));
}

/** A value with identifiers of what there is in the place of its own. */
export function known(value: Json, field: string, choice: number): Json {
  if (Array.isArray(value)) return value.map((item, index) => known(item, field, choice + index));
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, known(item, name, choice)]));
  }
  const ids = typeof value === 'string' ? idsFor(field) : [];
  return ids.length === 0 ? value : (ids[choice % ids.length] as string);
}

/** A body in which one value is another, one field is missing, or one has another name. */
export function changed(valid: Arbitrary<Json>): Arbitrary<string> {
  const others = [
    null,
    '',
    'x',
    'x'.repeat(70_000),
    0,
    -1,
    65_536,
    1e308,
    0.5,
    true,
    {},
    [],
    [null],
    { a: {} },
    '\ud800',
  ];
  const value = fc.oneof(fc.constantFrom<Json>(...others), fc.jsonValue() as Arbitrary<Json>);
  return fc.tuple(valid, fc.nat(), fc.nat(2), value).map(([body, place, way, value]) => {
    const copy = structuredClone(body);
    const fields = fieldsIn(copy);
    const field = fields[place % Math.max(fields.length, 1)];
    if (!field) return JSON.stringify(value);
    const [holder, name] = field;
    if (way < 2) delete holder[name];
    if (way > 0) holder[way === 1 ? `${name}s` : name] = value;
    return JSON.stringify(copy);
  });
}

/** Every field of a value and of what is in it, as its object and its name. */
function fieldsIn(value: Json): [JsonObject, string][] {
  if (Array.isArray(value)) return value.flatMap(fieldsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => [[value, name] as [JsonObject, string], ...fieldsIn(inner)]);
}
