// The sibling reference's own examples, where the reference is at hand: they are validated from there and never kept here. What
// one shows against its own tables is a fact of an erratum, with place and value.
import type { Json } from '@apig-spec/model/json';
import { at, canonical, isObject, stepsOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { correctedStatuses, type Erratum } from '@apig-spec/model/records';
import { ajvMessage } from '@apig-spec/repository/ajv-messages';
import type { Mistakes } from '@apig-spec/repository/failure';
import { siblingSource } from '@apig-spec/sources/sibling';
import type { TranscribedOperation } from '@apig-spec/sources/transcribe';
import { placesIn } from './bench.ts';
import type { SchemaChecker, Verdict } from './schema-checker.ts';

/** What an erratum says that an example of a page shows: the value at a place, or that there is none. */
export interface Shown {
  operation: string;
  /** `request`, or a status. */
  part: string;
  pointer: string;
  /** Absent where the example lacks it. */
  value?: Json;
}

/** How many examples there are, are valid, or show what an erratum tells. */
export interface ReferenceCount {
  all: number;
  valid: number;
  errata: number;
}

/**
 * Validates the examples of the reference, in the edition that its rows are tried on.
 *
 * @param pages - of the operations that the contract has
 */
export function checkReferenceExamples(
  pages: readonly Pick<TranscribedOperation, 'operation' | 'page'>[],
  checker: SchemaChecker,
  errata: readonly Erratum[],
  mistakes: Mistakes,
): ReferenceCount {
  const count = { all: 0, valid: 0, errata: 0 };
  const ours = new Map(operationsOf(checker.document).map((operation) => [operation.id, operation]));
  const shown = errata.flatMap(shownBy);
  const corrected = correctedStatuses(errata);
  const used = new Set<Shown>();
  for (const { operation: id, page } of pages) {
    const operation = ours.get(id);
    for (const { part, line, body } of page.examples) {
      const status = corrected.get(`${siblingSource}/${id}/${part}`) ?? part;
      // A page shows a form as if it were JSON, with the name of the file in the place of the file.
      const ofForm = part === 'request' && operation?.form !== undefined;
      const pointer = operation && checker.bodyPointer(operation.path, operation.method, ofForm ? 'form' : status);
      if (pointer === undefined) continue;
      count.all += 1;
      const { valid, errors } = checker.at(pointer, body);
      const told = shown.filter((each) => each.operation === id && each.part === part && holds(body, each));
      for (const each of told) used.add(each);
      if (valid) count.valid += 1;
      else if (told.some((each) => errors.some((error) => concerns(error, each)))) count.errata += 1;
      else
        mistakes.add({
          file: page.file,
          at: `line ${line}, ${id}, ${part}`,
          problem: `Not valid: ${messagesOf(errors)}`,
          fix: 'Correct the contract; where the example contradicts its own table, an erratum says so under `shows`.',
        });
    }
  }
  const files = new Map(pages.map(({ operation, page }) => [operation, page.file]));
  for (const { operation, part, pointer } of shown.filter((each) => !used.has(each) && files.has(each.operation)))
    mistakes.add({
      file: files.get(operation) ?? '',
      at: `${operation}, ${part}${pointer}`,
      problem: 'An erratum says that an example shows it, and none does.',
      fix: 'Correct place and value.',
    });
  return count;
}

/** What the facts of an erratum say of the reference's examples. */
function shownBy({ facts = [] }: Erratum): Shown[] {
  return facts.flatMap(({ sibling, shows }): Shown[] => {
    if (!isObject(shows)) return [];
    const [part = '', ...steps] = String(shows['at']).split('/');
    const value = shows['value'] as Json | undefined;
    const pointer = steps.map((step) => `/${step}`).join('');
    return [{ operation: String(sibling), part, pointer, ...(value !== undefined && { value }) }];
  });
}

/** Whether a body has the value at one of the places that a pointer leads to, or at one of them nothing. */
function holds(body: Json, { pointer, value }: Shown): boolean {
  const steps = stepsOf(pointer);
  const last = steps.at(-1) ?? '';
  const holders = placesIn(body, pointer.slice(0, pointer.lastIndexOf('/')));
  const values = holders.map((place) => at(body, `${place}/${last}`));
  return values.some((each) => (value === undefined ? each === undefined : canonical(each) === canonical(value)));
}

/**
 * Whether an error is about a place, or what is in it; `0` and `{key}` are any step. A field that is missing or unknown is told
 * of its object. What an object breaks as a whole, such as a choice between alternatives, is about no place in it; only a rule of
 * its own may be.
 */
function concerns({ instancePath, keyword, params }: Verdict['errors'][number], { pointer }: Shown): boolean {
  const field = params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty'];
  const found = [...stepsOf(instancePath), ...(field === undefined ? [] : [String(field)])];
  const named = stepsOf(pointer);
  const compared = keyword === 'x-validations' ? named.slice(0, found.length) : named;
  return compared.every((step, index) => (/^(0|\{key\})$/.test(step) ? index < found.length : step === found[index]));
}

function messagesOf(errors: Verdict['errors']): string {
  return errors
    .slice(0, 4)
    .map((error) => `${error.instancePath || '/'} ${ajvMessage(error)}`)
    .join(' ');
}
