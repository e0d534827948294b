// What is a file, what the parts of a form are, and what of an operation is a form or a file.
import { literal } from '@apig-spec/emit/literals';
import { formNamesOf, formPartsOf, isFile } from '@apig-spec/model/forms';
import type { JsonObject } from '@apig-spec/model/json';
import { limitsOf } from '@apig-spec/model/limits';
import { operationsOf } from '@apig-spec/model/operations';
import { expect, test } from 'vitest';

test.each([
  [{ type: 'string', format: 'binary' }, true],
  [{ type: 'string', contentMediaType: 'application/octet-stream' }, true],
  [{ type: 'string', contentMediaType: 'image/png', contentEncoding: 'base64' }, false],
  [{ type: 'string', format: 'byte' }, false],
  [{ format: 'binary' }, false],
  [true, false],
])('%j: a file? %j', (schema, expected) => {
  expect(isFile(schema)).toBe(expected);
});

test('the parts of a form are files, booleans and texts, those of its alternatives among them', () => {
  const File = { type: 'string', format: 'binary' };
  const form = {
    oneOf: [
      { properties: { flag: { const: true }, group: false } },
      { properties: { flag: { type: 'boolean', const: false }, other: { enum: ['a', 'b'] } } },
    ],
    properties: { flag: { type: 'boolean' }, group: { type: 'string' }, file: { $ref: '#/components/schemas/File' } },
  };
  const document = { components: { schemas: { File } } };
  expect(Object.fromEntries(formPartsOf(document, form))).toEqual({
    flag: 'boolean',
    group: 'string',
    file: 'file',
    other: 'string',
  });
  expect(formNamesOf(document, form)).toEqual({ files: ['file'], booleans: ['flag'] });
  for (const type of ['integer', 'object', ['string', 'null']])
    expect(() => formPartsOf({}, { properties: { part: { type } } })).toThrow('The part part of the form is of type');
});

/** The operation of a document that has these contents. */
function operationWith(request: JsonObject, response: JsonObject) {
  const responses = { 200: { content: response } };
  const [operation] = operationsOf({ paths: { '/': { post: { requestBody: { content: request }, responses } } } });
  if (!operation) throw new Error(literal(request));
  return operation;
}

test('an operation tells a form from JSON, and a file from JSON', () => {
  const [schema, examples] = [{ type: 'string' }, { one: { value: 'x' } }];
  const form = operationWith(
    { 'multipart/form-data': { schema, examples } },
    { 'application/json': { schema, examples } },
  );
  expect(form).toMatchObject({ request: undefined, form: schema, formExamples: examples });
  expect(form.responses).toMatchObject([{ schema, file: undefined, examples }]);
  const file = operationWith(
    { 'application/json': { schema } },
    { 'application/json': { schema }, 'application/yaml': { schema, examples } },
  );
  expect(file).toMatchObject({ request: schema, form: undefined });
  expect(file.responses).toMatchObject([{ schema: undefined, file: 'application/yaml', examples }]);
});

test('the limits of a form are told as those of any body', () => {
  const Form = { properties: { mode: { enum: ['a', 'b'] }, file: { type: 'string', format: 'binary' } } };
  const content = { 'multipart/form-data': { schema: { $ref: '#/components/schemas/Form' } } };
  const paths = { '/': { post: { requestBody: { content }, responses: {} } } };
  expect(limitsOf({ paths, components: { schemas: { Form } } })).toEqual({ Form: { mode: { enum: ['a', 'b'] } } });
});
