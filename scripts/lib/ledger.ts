// The ledger: what each source document states, row by row, and the errata.
import { join } from 'node:path';
import type { Part } from './fields.ts';
import { filesBelow, readYaml, readYamlObject } from './files.ts';
import type { Json, JsonObject } from './json.ts';
import { listOf } from './json.ts';
import { specDir } from './paths.ts';

/** A row of a table: a field, and what the document states of it. */
export interface Row {
  field: string;
  type: string;
  required?: boolean;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  /** Values of the document's own list. */
  enum?: (string | number)[];
  /** Values that stand only in bullets or in the text. */
  values?: (string | number)[];
  default?: Json;
  deprecated?: boolean;
  pattern?: string;
  /** Where line and text disagree, what the text says. */
  textLimits?: { minLength?: number; maxLength?: number };
  rules?: { says: string; accepts?: Json[]; refuses?: Json[] }[];
}

export interface Table {
  id: string;
  operation: string;
  in: Part;
  status?: string;
  pointer: string;
  /** Further places of the same object. */
  also?: string[];
  rows: Row[];
}

export interface Ledger {
  /** `'000'` */
  document: string;
  file: string;
  dated: string | null;
  locale: string;
  edition: string;
  title: string;
  tables: Table[];
}

/** The name of a row: `000/T7/protocol`, `004/updateApp.T4/app_type`. */
export function rowName(ledger: Ledger, table: Table, row: Row): string {
  return `${ledger.document}/${table.id}/${row.field}`;
}

export function readLedgers(): Ledger[] {
  const folder = join(specDir, 'sources');
  return filesBelow(folder, '.yaml')
    .filter((name) => name !== 'errata.yaml')
    .map((name) => {
      const { tables, ...head } = readYamlObject(join(folder, name)) as unknown as Ledger;
      return {
        ...head,
        tables: tables.map((table) => ({
          ...table,
          pointer: table.pointer ?? '',
          ...(table.status === undefined ? {} : { status: String(table.status) }),
        })),
      };
    });
}

export interface Erratum {
  id: string;
  kind: 'contradiction' | 'gap';
  title: { en: string; 'zh-CN': string };
  facts?: JsonObject[];
  decision: { en: string; 'zh-CN': string };
  reason: { en: string; 'zh-CN': string };
  departs?: ({ row: string; facts: string[] } | { rows: string[]; facts: string[] })[];
}

export const errataFile = join(specDir, 'sources', 'errata.yaml');

export function readErrata(): Erratum[] {
  return listOf(readYaml(errataFile)) as unknown as Erratum[];
}

/** A source document's own example, kept verbatim: `000/01-createVpcChannel-request`. */
export interface DocumentExample {
  name: string;
  document: string;
  operation: string;
  /** A status, or `request`. */
  part: string;
  file: string;
}

export const documentExamplesDir = join(specDir, 'examples', 'documents');

export function listDocumentExamples(): DocumentExample[] {
  return filesBelow(documentExamplesDir, '.json').map((path) => {
    const [document = '', file = ''] = path.split('/');
    const [, operation = '', part = ''] = file.replace('.json', '').split('-');
    return { name: path.replace('.json', ''), document, operation, part, file: join(documentExamplesDir, path) };
  });
}
