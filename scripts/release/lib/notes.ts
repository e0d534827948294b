// Changes of keywords that validators pass over, and that people, generators and form fields go by.
import type { Json } from '@apig-spec/model/json';
import { objectOf } from '@apig-spec/model/json';
import type { SchemaChange, SchemaChangeKind } from './schemas.ts';

type Notes = ReadonlyMap<string, string>;

/** @param before - each keyword with its value as canonical JSON */
export function noteChanges(before: Notes, after: Notes): Omit<SchemaChange, 'pointer'>[] {
  const differs = (name: string) => before.get(name) !== after.get(name);
  const change = (name: string) => `${name} ${short(before.get(name))} → ${short(after.get(name))}`;
  const marks = (['deprecated', 'readOnly', 'writeOnly'] as const).filter(differs);
  const names = ['discriminator', 'x-enum-varnames'].filter(differs);
  return [
    ...(differs('default') ? [{ kind: defaultKind(before, after), change: change('default') }] : []),
    ...(differs('format') ? formatChange(before.get('format'), after.get('format'), change('format')) : []),
    ...marks.map((name) => {
      const kind: SchemaChangeKind = after.has(name) ? name : `no longer ${name}`;
      return { kind, change: kind };
    }),
    ...names.flatMap((name) => generatedChange(name, before.get(name), after.get(name), change(name))),
  ];
}

function short(text = 'none'): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function defaultKind(before: Notes, after: Notes): SchemaChangeKind {
  if (!before.has('default')) return 'default added';
  return after.has('default') ? 'default changed' : 'default removed';
}

/** Formats whose values are all values of another one. Where neither holds the other, some values go and some come. */
const within: Readonly<Record<string, readonly string[]>> = {
  int32: ['int64', 'double'],
  float: ['double'],
  ipv4: ['hostname'],
  uuid: [],
  email: ['idn-email'],
  hostname: ['idn-hostname'],
  uri: ['uri-reference', 'iri'],
};
/** Formats that say how a value is shown, not which values there are. */
const shown = new Set(['password', 'binary', 'byte']);

function formatChange(was: string | undefined, is: string | undefined, change: string) {
  const [old, now] = [was, is].map((text) => (text === undefined ? undefined : String(JSON.parse(text))));
  const plain = (format: string | undefined) => format === undefined || shown.has(format);
  if (plain(old) && plain(now)) return [];
  // What has no format holds every value.
  if (plain(old)) return [{ kind: 'narrower' as const, change }];
  if (plain(now)) return [{ kind: 'wider' as const, change }];
  if (within[old ?? '']?.includes(now ?? '')) return [{ kind: 'wider' as const, change }];
  return [{ kind: within[now ?? '']?.includes(old ?? '') ? ('narrower' as const) : ('other' as const), change }];
}

/** One more value that a discriminator maps to a schema takes no name away. */
function generatedChange(name: string, was: string | undefined, is: string | undefined, change: string) {
  const [old, now] = [was, is].map((text) => (text === undefined ? undefined : (JSON.parse(text) as Json)));
  if (name === 'discriminator' && old !== undefined && now !== undefined) {
    const [before, after] = [objectOf(old), objectOf(now)];
    const kept = Object.entries(objectOf(before['mapping']));
    const grows = kept.every(([value, schema]) => objectOf(after['mapping'])[value] === schema);
    if (before['propertyName'] === after['propertyName'] && grows) return [];
  }
  // A value that is no longer listed is told as such, and so is one more.
  if (name === 'x-enum-varnames' && old !== undefined && now !== undefined) {
    const shared = Object.keys(objectOf(old)).filter((value) => value in objectOf(now));
    if (shared.every((value) => objectOf(old)[value] === objectOf(now)[value])) return [];
  }
  return [{ kind: 'generated' as const, change }];
}
