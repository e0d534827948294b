// Values of an edition as TypeScript, for the tests that they are of its types.
import { formNamesOf } from '@apig-spec/model/forms';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { objectOf } from '@apig-spec/model/json';

/** Types of the bodies of an operation, by its name among `operations`. */
export const bodyTypes = `type Json<Body> = Body extends { content: { 'application/json': infer Type } } ? Type : never;
type Request<Id extends keyof operations> = Json<operations[Id]['requestBody']>;
type Form<Id extends keyof operations> =
  operations[Id]['requestBody'] extends { content: { 'multipart/form-data': infer Type } } ? Type : never;
type ResponseBody<Id extends keyof operations, Status extends keyof operations[Id]['responses']> = Json<operations[Id]['responses'][Status]>;
`;

export function literal(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** The fields of a form: what its example has as the text of a file is a `File`. */
export function formLiteral(document: JsonObject, form: Json, value: Json): string {
  const { files } = formNamesOf(document, form);
  const fields = Object.entries(objectOf(value)).map(([name, part]) => {
    const text = JSON.stringify(part);
    return `  ${JSON.stringify(name)}: ${files.includes(name) ? `new File([${text}], '${name}')` : text},\n`;
  });
  return `{\n${fields.join('')}}`;
}
