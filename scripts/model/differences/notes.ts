// Differences of keywords that validators pass over, and that people, generators and form fields go by.
import type { Json } from '../json.ts';
import { objectOf } from '../json.ts';
import type { DifferenceKind } from './difference.ts';
import type { Said } from './schema-difference.ts';

type Notes = ReadonlyMap<string, string>;

/** @param before - each keyword with its value as canonical JSON */
export function noteDifferences(before: Notes, after: Notes): Said[] {
  const differs = (name: string) => before.get(name) !== after.get(name);
  const said = (name: string, kind: DifferenceKind, move: Said['move'] | undefined): Said[] => {
    const [was, is] = [before.get(name), after.get(name)];
    if (was === is || move === undefined) return [];
    return [
      {
        kind,
        move,
        keyword: name,
        ...(was !== undefined && { before: JSON.parse(was) as Json }),
        ...(is !== undefined && { after: JSON.parse(is) as Json }),
        change: `${name} ${short(was)} → ${short(is)}`,
      },
    ];
  };
  const marked = (name: string, kind: DifferenceKind, on: Said['move']): Said[] =>
    said(name, kind, after.has(name) ? on : 'extends').map((each) => ({
      ...each,
      change: after.has(name) ? name : `no longer ${name}`,
    }));
  const generated = (name: string, kind: DifferenceKind) =>
    differs(name) && losesNames(name, before.get(name), after.get(name)) ? said(name, kind, 'generated') : [];
  return [
    // Nothing was promised before to whoever leaves the value out; afterwards it is another value, or an unknown one.
    ...said('default', 'default-changed', before.has('default') ? 'breaks' : 'extends'),
    ...said('format', 'format-changed', formatMove(before.get('format'), after.get('format'))),
    ...marked('deprecated', 'deprecated-changed', 'extends'),
    ...marked('readOnly', 'read-only-changed', 'read only'),
    ...marked('writeOnly', 'write-only-changed', 'write only'),
    ...generated('discriminator', 'discriminator-changed'),
    ...generated('x-enum-varnames', 'value-names-changed'),
  ];
}

function short(text = 'none'): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
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

/** @returns `undefined` where the same values are valid */
function formatMove(was: string | undefined, is: string | undefined): Said['move'] | undefined {
  // What has no format holds every value.
  const [old, now] = [was, is].map((text) => {
    const format = text === undefined ? undefined : String(JSON.parse(text));
    return format === undefined || shown.has(format) ? undefined : format;
  });
  if (old === now) return undefined;
  if (old === undefined) return 'narrower';
  if (now === undefined || within[old]?.includes(now)) return 'wider';
  return within[now]?.includes(old) ? 'narrower' : 'other';
}

/** Whether a name is taken away: one more value that a discriminator maps to a schema, or one more name, takes none. */
function losesNames(keyword: string, was: string | undefined, is: string | undefined): boolean {
  if (was === undefined || is === undefined) return true;
  const [old, now] = [was, is].map((text) => objectOf(JSON.parse(text) as Json)) as [
    ReturnType<typeof objectOf>,
    ReturnType<typeof objectOf>,
  ];
  if (keyword === 'discriminator') {
    const kept = Object.entries(objectOf(old['mapping']));
    const grows = kept.every(([value, schema]) => objectOf(now['mapping'])[value] === schema);
    return old['propertyName'] !== now['propertyName'] || !grows;
  }
  // A value that is no longer listed is told as such, and so is one more.
  return Object.keys(old).some((value) => value in now && old[value] !== now[value]);
}
