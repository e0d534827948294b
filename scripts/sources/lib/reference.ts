// The reference of the same product on another cloud in the form that it is kept in outside the repository: a page for each
// operation, and two tables. What is read here are facts; texts stay where they are.
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject } from '@apig-spec/model/json';
import type { Mistakes } from '@apig-spec/repository/failure';

/** A line of operations.tsv. */
export interface ReferenceOperation {
  line: number;
  resource: string;
  name: string;
  method: string;
  path: string;
  /** Whether the reference has a page of it. */
  page: boolean;
  success: string;
  rows: number;
  /** The codes that its examples of errors show: `400 APIG.2011; 401 APIG.1002`. */
  codes: string;
}

const sections = ['path', 'query', 'header', 'request', 'form', 'response', 'response-header'] as const;

/** A row of a page's tables, without its text. */
export interface ReferenceRow {
  line: number;
  section: (typeof sections)[number];
  status?: number;
  /** The nested table that it is in. */
  schema?: string;
  field: string;
  type: string;
  mandatory?: boolean;
  min?: number;
  max?: number;
  items_min?: number;
  items_max?: number;
  enum?: (string | number | boolean)[];
  default?: string | number | boolean;
  deprecated?: boolean;
}

/** What a page states. */
export interface Page {
  file: string;
  method: string;
  path: string;
  /** Its own name: `ListAppsV2`. */
  name: string;
  rows: ReferenceRow[];
  /** By status, the codes of its examples of errors. */
  responses: Map<string, string[]>;
  /** Bodies of its examples of requests and of success. */
  examples: { part: 'request' | string; line: number; body: Json }[];
}

const isScalar = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);
const rowKeys: Record<string, (value: unknown) => boolean> = {
  section: (value) => sections.some((section) => section === value),
  status: Number.isInteger,
  schema: (value) => typeof value === 'string',
  field: (value) => typeof value === 'string',
  type: (value) => typeof value === 'string',
  mandatory: (value) => typeof value === 'boolean',
  min: (value) => typeof value === 'number',
  max: (value) => typeof value === 'number',
  items_min: Number.isInteger,
  items_max: Number.isInteger,
  enum: (value) => Array.isArray(value) && value.every(isScalar),
  default: isScalar,
  deprecated: (value) => typeof value === 'boolean',
  text: (value) => typeof value === 'string',
};

/**
 * Reads a page: its head, and its sections up to that of the SDK.
 *
 * @param mistakes - takes each line that is not understood
 */
export function parsePage(file: string, text: string, mistakes: Mistakes): Page {
  const page: Page = { file, method: '', path: '', name: '', rows: [], responses: new Map(), examples: [] };
  let section = '';
  for (const [index, content] of text.split('\n').entries()) {
    const line = index + 1;
    const wrong = (problem: string) =>
      mistakes.add({ file, at: `line ${line}`, problem, fix: 'Correct the line, or extend the program to read it.' });
    if (line === 1) {
      const [, method = '', path = ''] = /^# ([A-Z]+) (\/\S+)$/.exec(content) ?? [];
      Object.assign(page, { method, path });
      if (!path) wrong('A method and a path were expected: `# GET /v2/…`.');
    } else if (content.startsWith('## ')) {
      section = content.slice(3);
      if (section.startsWith('sdk')) break;
      if (!['rows', 'statuses', 'examples', 'error examples'].includes(section)) wrong(`Unknown section ${section}.`);
    } else if (section === '') {
      const [, name] = /^page: (\w+) · /.exec(content) ?? [];
      if (name) page.name = name;
    } else if (content.trim() !== '') {
      readLine(page, section, content, line, wrong);
    }
  }
  return page;
}

function readLine(page: Page, section: string, content: string, line: number, wrong: (problem: string) => void): void {
  if (section === 'statuses') {
    const [, status] = /^(\d{3}) /.exec(content) ?? [];
    if (status === undefined) wrong('A status and its name were expected.');
    else if (page.responses.has(status)) wrong(`The status ${status} occurs twice.`);
    else page.responses.set(status, []);
    return;
  }
  const value = jsonOf(content);
  if (value === undefined) {
    wrong('A JSON object was expected.');
  } else if (section === 'rows') {
    const bad = Object.keys(value).find((key) => !rowKeys[key]?.(value[key]));
    const missing = ['section', 'field', 'type'].find((key) => !(key in value));
    if (bad !== undefined) wrong(`Unknown ${bad in rowKeys ? 'value of ' : ''}${bad}: ${JSON.stringify(value[bad])}.`);
    else if (missing !== undefined) wrong(`The row has no ${missing}.`);
    else if (/^response/.test(String(value['section'])) !== 'status' in value)
      wrong('A row of a response has a status, and no other has.');
    else {
      const { text: _, ...row } = value;
      page.rows.push({ line, ...row } as unknown as ReferenceRow);
    }
  } else if (value['kind'] === 'response') {
    const { json: body } = value;
    const codes = page.responses.get(String(value['status']));
    const code = isObject(body) ? body['error_code'] : undefined;
    if (!codes) wrong(`An example of ${value['status']}, which is not among the statuses.`);
    else if (section === 'examples') {
      // One that is not JSON, `raw`, shows nothing of fields.
      if (body !== undefined) page.examples.push({ part: String(value['status']), line, body });
    } else if (typeof code !== 'string') wrong('An example of an error without error_code.');
    else if (!codes.includes(code)) codes.push(code);
  } else if (value['kind'] === 'request' && value['json'] !== undefined) {
    page.examples.push({ part: 'request', line, body: value['json'] });
  }
}

function jsonOf(content: string): JsonObject | undefined {
  try {
    const value = JSON.parse(content) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Reads operations.tsv. */
export function parseOperations(file: string, text: string, mistakes: Mistakes): ReferenceOperation[] {
  return cellsOf(file, text, 8, mistakes).map(([line, cells]) => {
    const [resource = '', name = '', method = '', path = '', page, success = '', rows, codes = ''] = cells;
    if (page !== 'yes' && page !== 'sdk only')
      mistakes.add({
        file,
        at: `line ${line}`,
        problem: `Unknown value of page: ${page}.`,
        fix: 'It is `yes` or `sdk only`.',
      });
    return { line, resource, name, method, path, page: page === 'yes', success, rows: Number(rows), codes };
  });
}

/** Reads errors.tsv: codes by status. */
export function parseErrors(file: string, text: string, mistakes: Mistakes): Map<string, string[]> {
  const errors = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const [line, [status = '', code = '']] of cellsOf(file, text, 3, mistakes)) {
    if (!/^\d{3}$/.test(status) || !/^\w+\.\d{4}$/.test(code) || seen.has(code)) {
      mistakes.add({
        file,
        at: `line ${line}`,
        problem: seen.has(code) ? `The code ${code} occurs twice.` : 'A status and a code were expected.',
        fix: 'Correct the line.',
      });
    }
    seen.add(code);
    errors.set(status, [...(errors.get(status) ?? []), code]);
  }
  return errors;
}

/** The cells of a table below its head, by line. */
function cellsOf(file: string, text: string, columns: number, mistakes: Mistakes): [number, string[]][] {
  return text.split('\n').flatMap((content, index): [number, string[]][] => {
    const cells = content.split('\t');
    if (index === 0 || content === '') return [];
    if (cells.length === columns) return [[index + 1, cells]];
    const problem = `${columns} columns were expected, and ${cells.length} are here.`;
    mistakes.add({ file, at: `line ${index + 1}`, problem, fix: 'Correct the line.' });
    return [];
  });
}
