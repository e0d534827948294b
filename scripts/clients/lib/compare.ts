// Whether what a client made of a response is what the mock sent.
import { isObject, type Json } from '@apig-spec/model/json';

export interface Comparison {
  /** Fields that the client knows and that did not come through as they were sent. */
  lost: string[];
  /** Fields that the client does not know. */
  unknown: string[];
}

/** Compares what was sent with what a client made of it, which has every field that it knows. */
export function compared(sent: Json, made: Json): Comparison {
  const found: Comparison = { lost: [], unknown: [] };
  // A response that is a list is the field `body` of the SDK's model.
  compare(sent, Array.isArray(sent) && isObject(made) ? (made['body'] ?? null) : made, '', found);
  return found;
}

function compare(sent: Json, made: Json, at: string, found: Comparison): void {
  if (isObject(sent) && isObject(made)) {
    for (const [name, value] of Object.entries(sent)) {
      const made_ = made[name];
      if (made_ === undefined) found.unknown.push(`${at}/${name}`);
      else compare(value, made_, `${at}/${name}`, found);
    }
  } else if (Array.isArray(sent) && Array.isArray(made) && sent.length === made.length) {
    for (const [index, value] of sent.entries()) compare(value, made[index] ?? null, `${at}/${index}`, found);
  } else if (!isSame(sent, made)) {
    found.lost.push(`${at}: ${brief(sent)} became ${brief(made)}`);
  }
}

const isTime = /^\d{4}-\d{1,2}-\d\d[T ]\d\d:\d\d/;

/** Times are the same whatever they are written like, to the millisecond; that there is none is an empty text. */
function isSame(sent: Json, made: Json): boolean {
  if (sent === '' && (made === null || made === '0001-01-01T00:00:00Z')) return true;
  if (typeof sent !== 'string' || typeof made !== 'string' || sent === made) return sent === made;
  return isTime.test(sent) && isTime.test(made) && timeOf(sent) === timeOf(made);
}

/** What says no zone is in UTC. */
function timeOf(text: string): number {
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
}

function brief(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
