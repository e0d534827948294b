// Closed lists that every generator can turn into a type of its own: a `type` beside the list, and names for values that make
// no names, or the same name twice.
import { schemasOf } from './schemas.mjs';

/** Spectral: `enum` and `const` stand beside the `type` of their values. Without it, generators read numbers as text. */
export function listsAreTyped(document) {
  return schemasOf(document).flatMap(({ path, schema }) => {
    const values = valuesOf(schema);
    if (values === undefined) return [];
    const types = [schema.type ?? []].flat();
    if (types.length === 0) return [{ message: `${wordsOf(schema)} needs \`type\` beside it.`, path }];
    const other = values.find((value) => !types.some((type) => isOfType(value, type)));
    return other === undefined
      ? []
      : [
          {
            message: `${wordsOf(schema)} has ${JSON.stringify(other)}, which is not of type ${types.join(', ')}.`,
            path,
          },
        ];
  });
}

/**
 * Spectral: a list of numbers, or of texts that differ in case or punctuation alone, names its values in `x-enum-varnames` and
 * explains them in `x-enum-descriptions`. Whatever has either has one for each value, and every name can be one.
 */
export function listsAreNamed(document) {
  return schemasOf(document).flatMap(({ path, schema }) => problemsOf(schema).map((message) => ({ message, path })));
}

function problemsOf(schema) {
  const { enum: values, 'x-enum-varnames': names, 'x-enum-descriptions': descriptions } = schema;
  const given = { 'x-enum-varnames': names, 'x-enum-descriptions': descriptions };
  if (!Array.isArray(values)) {
    const stray = Object.keys(given).filter((key) => given[key] !== undefined);
    return stray.map((key) => `${key} stands without \`enum\`.`);
  }
  const needed = needsNames(values);
  const problems = Object.entries(given).flatMap(([key, list]) => {
    if (list === undefined) return needed ? [`The list ${JSON.stringify(values)} needs ${key}.`] : [];
    if (!Array.isArray(list) || list.some((item) => typeof item !== 'string' || item.trim() === ''))
      return [`${key} must be a list of texts, none of them empty.`];
    return list.length === values.length
      ? []
      : [`${key} has ${list.length} entries for ${values.length} values; what shortens a list shortens its names too.`];
  });
  return [...problems, ...(Array.isArray(names) ? namingProblems(names) : [])];
}

/** Whether generators would have to invent names: of numbers, or of texts that make the same name. */
function needsNames(values) {
  if (values.some((value) => typeof value === 'number')) return true;
  const names = values.filter((value) => typeof value === 'string').map(sameName);
  return new Set(names).size < names.length;
}

function namingProblems(names) {
  const seen = new Map();
  return names.map(String).flatMap((name) => {
    const before = seen.get(sameName(name));
    seen.set(sameName(name), name);
    return [
      ...(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name)
        ? []
        : [`The name ${name} is not valid everywhere; write it as UPPER_CASE, with a letter first.`]),
      ...(reserved.has(name.toLowerCase()) ? [`The name ${name} is a reserved word of a target language.`] : []),
      ...(before === undefined ? [] : [`The names ${before} and ${name} are the same but for case or underscores.`]),
    ];
  });
}

/** What is left of a name in any style: languages write `A_B` as `AB`, `aB` or `a_b`. */
function sameName(name) {
  return name.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

function valuesOf(schema) {
  if ('const' in schema) return [schema.const, ...(Array.isArray(schema.enum) ? schema.enum : [])];
  return Array.isArray(schema.enum) ? schema.enum : undefined;
}

function wordsOf(schema) {
  return 'const' in schema ? '`const`' : '`enum`';
}

function isOfType(value, type) {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}

/** Words that C#, Dart, Go, Java, JavaScript, Kotlin, Python, Rust or Swift keep for themselves, in lower case; macros of C too. */
const reserved = new Set(
  `abstract and any as assert async await base become bool boolean box break byte case catch chan char class const continue
  crate debugger decimal def default defer del delegate delete do double dyn elif else enum eof eval event except explicit
  export extends extension extern external factory fallthrough false final finally fixed float fn for foreach from func
  function get global go goto guard if impl implements implicit import in init inout instanceof int interface internal is
  lambda late let library lock long loop macro map match mixin mod module move mut namespace native new nil none nonlocal not
  null object operator or out override package params part pass private protected protocol pub public raise range readonly
  ref required rethrow return sbyte sealed select self set short sizeof stackalloc static strictfp string struct subscript
  super switch synchronized this throw throws trait transient true try type typealias typedef typeof uint ulong unchecked
  undefined union unowned unsafe unsized use ushort using val var virtual void volatile when where while with yield`.split(
    /\s+/,
  ),
);
