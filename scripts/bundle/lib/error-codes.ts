// The error codes of spec/errors/: what is made of them in the contract, and what must agree with them.
import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { Locale } from '@apig-spec/model/editions';
import type { JsonObject } from '@apig-spec/model/json';
import { at, copyOf, isObject, listOf, objectOf, pointerOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { ErrorCode } from '@apig-spec/model/records';
import { Failure, type Mistakes } from '@apig-spec/repository/failure';
import { filesBelow, readYaml } from '@apig-spec/repository/files';
import { operationFolders, partFinder, readParts } from '@apig-spec/repository/parts';
import { specDir } from '@apig-spec/repository/paths';
import { checkShape } from '@apig-spec/repository/shapes';
import type { Evidence } from '@apig-spec/sources/evidence';
import type { DocumentExample } from '@apig-spec/sources/ledger';

const errorsFolder = join(specDir, 'errors');

/** By code: its status and message, what it means, what leads to it and out of it, and where it comes from. */
export type ErrorCodes = Readonly<Record<string, ErrorCode & { file: string }>>;

/** Reads the error codes. @throws {@link Failure} where a file is not of the shape, or a code stands twice. */
export function readErrorCodes(): ErrorCodes {
  const codes: Record<string, ErrorCode & { file: string }> = {};
  for (const name of filesBelow(errorsFolder, '.yaml')) {
    const file = join(errorsFolder, name);
    const value = readYaml(file);
    checkShape(file, value, 'errors');
    for (const [code, entry] of Object.entries(value as unknown as Record<string, Omit<ErrorCode, 'subject'>>)) {
      const other = codes[code]?.file;
      if (other)
        throw new Failure({
          file,
          at: code,
          problem: `It is also in ${relative(specDir, other)}.`,
          fix: 'Keep one of the two.',
        });
      codes[code] = { subject: basename(name, '.yaml'), ...entry, file };
    }
  }
  return codes;
}

/**
 * Gives the examples that only name an error (`x-error: {code: APIG.3023, vpc_channel_id: …}`) their value, in place. Beside the
 * code stand the values that its message names.
 */
export function fillExamples(document: JsonObject, errors: ErrorCodes, mistakes: Mistakes): void {
  const pointer = (name: string) => pointerOf(['components', 'examples', name]);
  const examples = objectOf(at(document, '/components/examples'));
  for (const [name, example] of Object.entries(examples)) {
    const { 'x-error': error, ...rest } = objectOf(example);
    if (!isObject(error)) continue;
    const { code, ...values } = error;
    const message = errors[String(code)]?.message.replaceAll(/\{(\w+)\}/g, (hole, key) => String(values[key] ?? hole));
    if (message === undefined || message.includes('{')) {
      mistakes.add({
        file: partFinder(readParts())(pointer(name))?.file ?? errorsFolder,
        problem: message === undefined ? `There is no error code ${code}.` : `Its message lacks a value: ${message}`,
        fix: 'Give the code of an entry in spec/errors/, and the values that its message names.',
      });
      continue;
    }
    examples[name] = { ...rest, value: { error_code: String(code), error_msg: message }, 'x-invented': true };
  }
}

/**
 * The document with what the codes of responses mean in their descriptions: after what a description says in general, each of
 * several codes; what the only code means, where there is no description.
 */
export function withCodesExplained(document: JsonObject, locale: Locale, errors: ErrorCodes): JsonObject {
  const result = copyOf(document);
  const responses = new Set(operationsOf(result).flatMap((each) => each.responses.map(({ response }) => response)));
  for (const response of responses) {
    const { description: general, ...rest } = response;
    const codes = listOf(rest['x-error-codes']).map(String);
    const [only, ...more] = codes;
    if (only === undefined) continue;
    const meanings = codes.map((code) => {
      const means = errors[code]?.means[locale] ?? '';
      // After a colon; but not what begins with an abbreviation.
      const text = means.replace(/^[A-Z](?=[a-z]* )/, (letter) => letter.toLowerCase());
      return locale === 'en' ? `\`${code}\`: ${text}` : `\`${code}\`：${text}`;
    });
    const several = [...(general === undefined ? [] : [general]), ...meanings].join(locale === 'en' ? ' ' : '');
    const description = more.length > 0 ? several : (general ?? errors[only]?.means[locale]);
    // First, as it is everywhere. In place: the operations that are remembered of the copy hold this object.
    for (const key of Object.keys(response)) delete response[key];
    Object.assign(response, { description, ...rest });
  }
  return result;
}

/**
 * Adds a mistake for each code that an operation has and the file has not, or has with another status; for each that no
 * operation has; for each whose source or message is not as the documents' examples and the sibling have it; and for each whose
 * causes or cure name an operation that does not exist, or not the same in both languages.
 */
export function checkErrorCodes(
  errors: ErrorCodes,
  documents: Iterable<JsonObject>,
  { examples, sibling }: Pick<Evidence, 'examples' | 'sibling'>,
  mistakes: Mistakes,
): void {
  const folders = operationFolders();
  const used = new Set<string>();
  const operations = new Set<string>();
  for (const document of documents) {
    for (const { id, responses } of operationsOf(document)) {
      operations.add(id);
      for (const { status, response } of responses) {
        for (const code of listOf(response['x-error-codes']).map(String)) {
          used.add(code);
          const own = errors[code]?.status;
          if (String(own) === status) continue;
          mistakes.add({
            file: join(folders.get(id) ?? '', `${id}.yaml`),
            at: `responses/${status}`,
            problem: own === undefined ? `There is no error code ${code}.` : `${code} comes with ${own}.`,
            fix: 'Correct the code, or its entry in spec/errors/.',
          });
        }
      }
    }
  }
  const shown = Map.groupBy(bodiesOf(examples), ({ error_code }) => error_code);
  const listed = new Set(
    [sibling.errors, ...Object.values(sibling.operations).map(({ responses }) => responses)].flatMap((byStatus) =>
      Object.entries(byStatus).flatMap(([status, codes]) => codes.map((code) => `${status} ${code}`)),
    ),
  );
  for (const [code, { file, status, message, source, anywhere, causes = [], cure }] of Object.entries(errors)) {
    const wrong = (problem: string, fix: string) => mistakes.add({ file, at: code, problem, fix });
    for (const text of [...causes, cure]) {
      const [english, chinese] = [operationsIn(text.en), operationsIn(text['zh-CN'])];
      const unknown = [...english, ...chinese].find((each) => !operations.has(each));
      if (unknown) wrong(`There is no operation ${unknown}.`, 'Name an operation of the contract by its operationId.');
      else if (english.difference(chinese).size + chinese.difference(english).size > 0)
        wrong(
          `It names ${[...english].join(', ') || 'no operation'} in English, ${[...chinese].join(', ') || 'none'} in Chinese.`,
          'Name the same operations in both languages.',
        );
    }
    if (used.has(code) === (anywhere === true))
      wrong(
        anywhere ? 'An operation lists it, though it may come from any.' : 'No operation lists it.',
        'List it in `x-error-codes` of the responses that have it, or mark it `anywhere: true` where any may.',
      );
    const actual = shown.has(code) ? 'documented' : listed.has(`${status} ${code}`) ? 'sibling' : 'observed';
    if (source !== actual) wrong(`It says ${source}, and it is ${actual}.`, `Correct it to ${actual}.`);
    const form = new RegExp(
      `^${message
        .split(/\{\w+\}/)
        .map((text) => text.replaceAll(/[^\w ]/g, '\\$&'))
        .join('.+')}$`,
    );
    const other = shown.get(code)?.find(({ error_msg }) => !form.test(error_msg));
    if (other) wrong(`A document shows another message: ${other.error_msg}`, 'Take that of the document.');
  }
}

/** The operations that a text names: words in backticks with a capital letter within, as no field and no value has. */
function operationsIn(text: string): Set<string> {
  return new Set(Array.from(text.matchAll(/`([a-z]+[A-Z]\w*)`/g), ([, id = '']) => id));
}

function bodiesOf(examples: readonly DocumentExample[]): { error_code: string; error_msg: string }[] {
  const bodies = examples.map(({ file }) => JSON.parse(readFileSync(file, 'utf8')) as { error_code?: string });
  return bodies.filter((body): body is { error_code: string; error_msg: string } => body.error_code !== undefined);
}
