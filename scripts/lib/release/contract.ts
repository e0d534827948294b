// What has changed between two states of an edition, for those who send and those who receive.
import type { Operation } from '../fields.ts';
import { operationsOf } from '../fields.ts';
import type { Json, JsonObject } from '../json.ts';
import { canonical, isObject, listOf, pointerOf } from '../json.ts';
import { proseOf } from '../prose.ts';
import type { Effect, Finding } from './finding.ts';
import { levelOf } from './finding.ts';
import { byRedocly } from './redocly-diff.ts';
import type { SchemaChange } from './schemas.ts';
import { compareSchemas } from './schemas.ts';

/** An edition by name, before and after. */
export interface Pair {
  name: string;
  before: JsonObject;
  after: JsonObject;
}

/** All changes of an edition that both releases have. */
export async function contractFindings({ name, before, after }: Pair): Promise<Finding[]> {
  if (canonical(before) === canonical(after)) return [];
  const found = [...(await byRedocly(before, after)), ...bodies(before, after), ...words(before, after)];
  const explained = found.some((finding) => levelOf(finding) !== 'patch');
  return [...found, ...(explained ? [] : remainder(before, after))].map((finding) => ({ ...finding, where: name }));
}

type Found = Omit<Finding, 'where'>;

/** What operations send, take and answer. Operations that are not in both are Redocly's to tell. */
function bodies(before: JsonObject, after: JsonObject): Found[] {
  const now = new Map(operationsOf(after).map((operation) => [operation.id, operation]));
  return operationsOf(before).flatMap((was) => {
    const is = now.get(was.id);
    if (!is) return [];
    const schemas = (place: string, part: 'request' | 'response', old?: Json, current?: Json): Found[] =>
      compareSchemas(partsOf(before, old), partsOf(after, current)).map((change) => told(change, place, part));
    return [
      ...was.parameters.flatMap((parameter) => {
        const same = is.parameters.find((each) => each['name'] === parameter['name'] && each['in'] === parameter['in']);
        const place = `${was.id}/${parameter['in']}/${parameter['name']}`;
        return same ? schemas(place, 'request', parameter['schema'], same['schema']) : [];
      }),
      ...schemas(`${was.id}/request`, 'request', was.request, is.request),
      ...answers(was, is),
      ...was.responses.flatMap(({ status, schema }) => {
        const same = is.responses.find((each) => each.status === status);
        return same ? schemas(`${was.id}/${status}`, 'response', schema, same.schema) : [];
      }),
    ];
  });
}

function partsOf(document: JsonObject, schema: Json | undefined) {
  return schema === undefined ? [] : [{ document, schema }];
}

/** Statuses and error codes. An error that was not documented is one that every receiver has to expect anyway. */
function answers(was: Operation, is: Operation): Found[] {
  const found: Found[] = [];
  const statuses = new Set([...was.responses, ...is.responses].map(({ status }) => status));
  for (const status of statuses) {
    const [old, now] = [was, is].map(({ responses }) => responses.find((each) => each.status === status)?.response);
    const place = `${was.id}/${status}`;
    const effect: Effect = /^[45]/.test(status) ? 'feature' : 'receiver';
    if (!old || !now) {
      found.push({ effect, place, change: now ? 'a new answer' : 'answered no longer' });
      continue;
    }
    const [before, after] = [old, now].map((response) => new Set(listOf(response['x-error-codes']).map(String)));
    for (const code of after?.difference(before ?? new Set()) ?? []) {
      found.push({ effect: 'feature', place, change: `also ${code}` });
    }
    for (const code of before?.difference(after ?? new Set()) ?? []) {
      found.push({ effect: 'feature', place, change: `no longer ${code}` });
    }
  }
  return found;
}

/** Whom a change of a schema reaches, by which way its values go. */
const effects: Record<'request' | 'response', Record<SchemaChange['kind'], Effect>> = {
  request: {
    narrower: 'sender',
    wider: 'feature',
    other: 'sender',
    added: 'feature',
    removed: 'sender',
    // Whoever leaves the value out gets another one.
    default: 'sender',
    deprecated: 'feature',
  },
  response: {
    narrower: 'feature',
    wider: 'receiver',
    other: 'receiver',
    added: 'feature',
    removed: 'receiver',
    default: 'receiver',
    deprecated: 'feature',
  },
};

function told({ pointer, kind, change }: SchemaChange, place: string, part: 'request' | 'response'): Found {
  return {
    effect: effects[part][kind],
    place: `${place}${pointer}`,
    change,
    ...(kind === 'removed' && { isGone: true }),
  };
}

/** Prose by its stable names, and the messages of rules. */
function words(before: JsonObject, after: JsonObject): Found[] {
  const [was, is] = [before, after].map((document) => new Map(proseOf(document).map(({ key, text }) => [key, text])));
  return [...(was ?? [])]
    .filter(([key, text]) => is?.has(key) && is.get(key) !== text)
    .map(([key]): Found => ({ effect: 'prose', place: key, change: 'other words' }));
}

/** Examples, and what is only said otherwise: told where nothing else explains that the documents differ. */
function remainder(before: JsonObject, after: JsonObject): Found[] {
  const found = new Map<string, Found>();
  for (const steps of differences(before, after, [])) {
    const example = steps.findIndex((step) => /^examples?$/.test(step));
    const last = steps.at(-1) ?? '';
    if (example >= 0) {
      // A named example by its name, one of a schema by where it stands.
      const place = pointerOf(steps[1] === 'examples' ? steps.slice(0, 3) : steps.slice(0, example));
      found.set(place, { effect: 'example', place, change: 'another example' });
    } else if (!['description', 'summary', 'title', 'message'].includes(last)) {
      const place = pointerOf(steps.slice(0, 3));
      found.set(place, { effect: 'same', place, change: `${last} said otherwise` });
    } else if (last === 'title' || last === 'message') {
      found.set(pointerOf(steps), { effect: 'prose', place: pointerOf(steps), change: 'other words' });
    }
  }
  return [...found.values()];
}

function differences(before: Json | undefined, after: Json | undefined, steps: string[]): string[][] {
  if (canonical(before) === canonical(after)) return [];
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => differences(before[key], after[key], [...steps, key]));
  }
  return [steps];
}
