// The six editions, each with its validators and its document, for tests that run through all of them.
import { readFileSync } from 'node:fs';
import * as may2023Observed from '../generated/2023-05.en.observed.ts';
import * as may2023 from '../generated/2023-05.en.ts';
import * as may2023ChineseObserved from '../generated/2023-05.zh-CN.observed.ts';
import * as may2023Chinese from '../generated/2023-05.zh-CN.ts';
import * as november2023Observed from '../generated/2023-11.en.observed.ts';
import * as november2023 from '../generated/2023-11.en.ts';
import * as november2023ChineseObserved from '../generated/2023-11.zh-CN.observed.ts';
import * as november2023Chinese from '../generated/2023-11.zh-CN.ts';
import * as november2024Observed from '../generated/2024-11.en.observed.ts';
import * as november2024 from '../generated/2024-11.en.ts';
import * as november2024ChineseObserved from '../generated/2024-11.zh-CN.observed.ts';
import * as november2024Chinese from '../generated/2024-11.zh-CN.ts';

/** As much of an edition's document as tests read. */
export interface Document {
  paths: Record<string, Record<string, DocumentOperation>>;
  components: { examples: Record<string, { value: unknown }>; responses: Record<string, Content> };
}
interface DocumentOperation {
  operationId?: string;
  requestBody?: Content;
  responses?: Record<string, Content | { $ref: string }>;
}
interface Content {
  content?: { 'application/json'?: { examples?: Record<string, { $ref: string }> } };
}

const validators = [
  { validator: november2024, observed: november2024Observed },
  { validator: november2024Chinese, observed: november2024ChineseObserved },
  { validator: november2023, observed: november2023Observed },
  { validator: november2023Chinese, observed: november2023ChineseObserved },
  { validator: may2023, observed: may2023Observed },
  { validator: may2023Chinese, observed: may2023ChineseObserved },
];

export const editions = validators.map(({ validator, observed }) => {
  const [revision = '', locale = ''] = validator.edition.split('.');
  const file = new URL(`../../openapi/dist/${validator.edition}.json`, import.meta.url);
  return {
    name: validator.edition,
    revision,
    locale,
    validator,
    observed,
    document: JSON.parse(readFileSync(file, 'utf8')) as Document,
  };
});

/** A named example of an edition; a copy, free to be changed. */
export function example(document: Document, name: string): unknown {
  return structuredClone(document.components.examples[name]?.value);
}
