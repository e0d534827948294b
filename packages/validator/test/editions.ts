// The editions, each with its validators and its document, for tests that run through all of them.
import { readFileSync } from 'node:fs';
import { list } from '../../openapi/generated/editions.ts';

/** The same for every edition. */
type Validator = typeof import('@apig-spec/validator');

/** As much of an edition's document as tests read. */
export interface Document {
  paths: Record<string, Record<string, DocumentOperation>>;
  components: {
    examples: Record<string, { value: unknown }>;
    responses: Record<string, Content>;
    parameters: Record<string, Parameter>;
    schemas: Record<string, { properties: Record<string, { maximum?: number }> }>;
  };
}
export interface DocumentOperation {
  operationId?: string;
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: Content;
  responses?: Record<string, Content | { $ref: string }>;
}
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  example?: unknown;
}
export interface Content {
  /** By media type. */
  content?: Record<string, { examples?: Record<string, { $ref: string }> }>;
}

const load = async (module: string) => (await import(`../generated/${module}.ts`)) as Validator;

export const editions = await Promise.all(
  list.map(async ({ name, revision, locale }) => {
    const file = new URL(`../../openapi/dist/${name}.json`, import.meta.url);
    return {
      name,
      revision: revision as string,
      locale,
      validator: await load(name),
      observed: await load(`${name}.observed`),
      document: JSON.parse(readFileSync(file, 'utf8')) as Document,
    };
  }),
);

/** A named example of an edition; a copy, free to be changed. */
export function example(document: Document, name: string): unknown {
  return structuredClone(document.components.examples[name]?.value);
}
