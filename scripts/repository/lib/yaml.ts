// YAML, read and written fast: the pipeline reads two thousand files and writes six large ones in every build. js-yaml reads what
// is right; `yaml`, several times slower, says where a file is wrong, and how its texts are written.
import type { Json } from '@apig-spec/model/json';
import { isObject } from '@apig-spec/model/json';
import { CORE_SCHEMA, load } from 'js-yaml';
import YAML from 'yaml';

/** Why a text is not YAML. */
export class YamlProblem extends Error {
  readonly line: { line: number; col: number } | undefined;

  constructor(message: string, line: YamlProblem['line']) {
    super(message);
    this.line = line;
  }
}

/** What is a number without quotes, and greater than any: `45e72865`. js-yaml reads it as a text. */
const endless = /(?<!['"\w])\d[\d.]*e[-+]?\d{3,}(?!['"\w])/i;

/** What a text in YAML stands for. @throws {@link YamlProblem} */
export function parseYaml(text: string): Json {
  try {
    if (!endless.test(text)) return (load(text, { schema: CORE_SCHEMA }) ?? null) as Json;
  } catch {
    // What is wrong is told below.
  }
  const document = YAML.parseDocument(text, { prettyErrors: true });
  const [error] = document.errors;
  if (error) throw new YamlProblem(error.message, error.linePos?.[0]);
  return document.toJS() as Json;
}

/** YAML as the editions are written: no anchors, no folded lines, so that a difference is a line. */
export function yamlText(value: Json): string {
  return YAML.stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
}

/** The same, for large documents that have most of their texts in common: each text is written once. Keys are of one line. */
export function yamlWriter(): (document: Json) => string {
  const written = new Map<Json, string>();
  const plain = (value: Json): string => {
    const text = written.get(value) ?? yamlText(value).trimEnd();
    written.set(value, text);
    return text;
  };
  const scalar = (value: Json, indent: string): string => {
    if (typeof value !== 'string' || !value.includes('\n')) return plain(value);
    // A block of lines is indented from the key that it belongs to.
    return yamlText({ '': value })
      .slice('"": '.length, -1)
      .replaceAll(/\n(?=.)/g, `\n${indent}`);
  };
  const isFull = (value: Json) => typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  /** The lines of a list or an object, each behind the indent. */
  const block = (value: Json, indent: string): string => {
    const inner = `${indent}  `;
    if (Array.isArray(value))
      return value
        .map(
          (item) => `${indent}- ${isFull(item) ? block(item, inner).slice(inner.length) : `${scalar(item, indent)}\n`}`,
        )
        .join('');
    return Object.entries(isObject(value) ? value : {})
      .map(
        ([key, child]) =>
          `${indent}${plain(key)}:${isFull(child) ? `\n${block(child, inner)}` : ` ${scalar(child, indent)}\n`}`,
      )
      .join('');
  };
  return (document) => (isFull(document) ? block(document, '') : yamlText(document));
}
