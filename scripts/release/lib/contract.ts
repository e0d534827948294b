// What has changed between two states of an edition, for those who send and those who receive.

import { proseOf, UnnamedProse } from '@apig-spec/bundle/prose';
import { differencesOf } from '@apig-spec/model/differences';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical, isObject, pointerOf } from '@apig-spec/model/json';
import { findingsOf } from './effects.ts';
import type { Finding } from './finding.ts';
import { levelOf } from './finding.ts';

type Found = Omit<Finding, 'where'>;

/** An edition by name, before and after. */
export interface Pair {
  name: string;
  before: JsonObject;
  after: JsonObject;
}

/** All changes of an edition that both releases have. */
export function contractFindings({ name, before, after }: Pair): Finding[] {
  if (canonical(before) === canonical(after)) return [];
  const changes = [...differencesOf(before, after).flatMap(findingsOf), ...words(before, after)];
  const explained = changes.some((finding) => levelOf(finding) !== 'patch');
  const saysWords = changes.some(({ effect }) => effect === 'prose');
  return [...changes, ...(explained ? [] : remainder(before, after, saysWords))].map((finding) => ({
    ...finding,
    where: name,
  }));
}

/** Prose by its stable names, and the messages of rules. */
function words(before: JsonObject, after: JsonObject): Found[] {
  const [was, is] = [before, after].map(textsOf) as [Map<string, string>, Map<string, string>];
  return [...was]
    .filter(([key, text]) => is.has(key) && is.get(key) !== text)
    .map(([key]): Found => ({ effect: 'prose', place: key, change: 'other words' }));
}

function textsOf(document: JsonObject): Map<string, string> {
  try {
    return new Map(proseOf(document).map(({ key, text }) => [key, text]));
  } catch (error) {
    // A release may have prose that has no stable name: the documents are compared for it as a whole.
    if (error instanceof UnnamedProse) return new Map();
    throw error;
  }
}

/**
 * Examples, and what is only written otherwise: reported where nothing else explains that the documents differ.
 *
 * @param saysWords - whether other words have been reported by their stable names
 */
function remainder(before: JsonObject, after: JsonObject, saysWords: boolean): Found[] {
  const changes = new Map<string, Found>();
  for (const steps of differences(before, after, [])) {
    const example = steps.findIndex((step) => /^examples?$/.test(step));
    const last = steps.at(-1) ?? '';
    if (example >= 0) {
      // A named example by its name, one of a schema by where it stands.
      const place = pointerOf(steps[1] === 'examples' ? steps.slice(0, 3) : steps.slice(0, example));
      changes.set(place, { effect: 'example', place, change: 'another example' });
    } else if (['description', 'summary', 'title', 'message'].includes(last)) {
      const isNamed = last === 'description' || last === 'summary';
      if (isNamed && saysWords) continue;
      changes.set(pointerOf(steps), { effect: 'prose', place: pointerOf(steps), change: 'other words' });
    } else {
      const place = pointerOf(steps.slice(0, 3));
      changes.set(place, { effect: 'same', place, change: `${last} written otherwise` });
    }
  }
  return [...changes.values()];
}

function differences(before: Json | undefined, after: Json | undefined, steps: string[]): string[][] {
  if (canonical(before) === canonical(after)) return [];
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => differences(before[key], after[key], [...steps, key]));
  }
  return [steps];
}
