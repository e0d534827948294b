// The JSON files that a package exports beside the editions: which fields they have, as those who read them go by.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '@apig-spec/model/json';
import { isObject, objectOf } from '@apig-spec/model/json';
import { type Declared, declaredIn } from './data-types.ts';
import type { Package } from './entries.ts';
import type { Finding } from './finding.ts';
import { packageFinding } from './manifest.ts';

/** Changes of the fields of each JSON file that both releases export by its name. */
export function dataFindings(old: Package, now: Package): Finding[] {
  return Object.entries(objectOf(old.manifest['exports'])).flatMap(([subpath, target]) => {
    const [was, is] = [target, objectOf(now.manifest['exports'])[subpath]].map(fileOf);
    if (!subpath.endsWith('.json') || subpath === './package.json' || subpath.includes('*') || !was || !is) return [];
    const files = [join(old.folder, was), join(now.folder, is)];
    if (!files.every((file) => existsSync(file))) return [];
    const texts = files.map((file) => readFileSync(file, 'utf8'));
    if (texts[0] === texts[1]) return [];
    const [before, after] = texts.map((text) => JSON.parse(text) as Json) as [Json, Json];
    const declared = declaredBy(old.folder, target);
    const still = declaredBy(now.folder, objectOf(now.manifest['exports'])[subpath]);
    // Where a field may be left out, and still may, it is not gone because nothing has it.
    const optional = declared.optional.intersection(still.optional);
    return fieldFindings(subpath, before, after, { ...declared, optional });
  });
}

function declaredBy(folder: string, target: Json | undefined): Declared {
  const { types } = objectOf(target);
  return declaredIn(typeof types === 'string' ? join(folder, types) : undefined);
}

function fileOf(target: Json | undefined): string | undefined {
  if (typeof target === 'string') return target;
  const { default: file } = objectOf(target);
  return typeof file === 'string' ? file : undefined;
}

/** How often a field is there, and of which types. */
interface Field {
  holders: number;
  present: number;
  types: Set<string>;
}

/** @param declared - what the types of the earlier release say of keys that are data */
function fieldFindings(where: string, before: Json, after: Json, declared: Declared): Finding[] {
  const { free, optional } = declared;
  const maps = new Set(declared.maps);
  mapsIn([before], '', maps);
  mapsIn([after], '', maps);
  const { fields: old } = fieldsIn(before, maps, free);
  const { fields: now, objects } = fieldsIn(after, maps, free);
  const lacks = (place: string, change: string) =>
    packageFinding('data lacks something', where, place || 'the file', change);
  const changed = [...old].flatMap(([place, was]): Finding[] => {
    const is = now.get(place);
    if (optional.has(place) && (!is || is.present < is.holders)) return [];
    const parent = place.slice(0, place.lastIndexOf('/'));
    // What is below a field that is gone goes with it; where there is no object to hold it, nothing shows.
    // A list, or a map, may be empty.
    if (!is && place.endsWith('/*')) return [];
    if (!is) return objects.has(parent) ? [lacks(place, 'the field is removed')] : [];
    if (is.present < is.holders && was.present === was.holders) return [lacks(place, 'no longer in each object')];
    const others = [...is.types.difference(was.types)];
    return others.length > 0 ? [lacks(place, `also ${others.join(', ')}, not only ${[...was.types].join(', ')}`)] : [];
  });
  const added = [...now.keys()].filter((place) => !old.has(place) && !place.endsWith('/*'));
  return [...changed, ...added.map((place) => packageFinding('data holds more', where, place, 'the field is added'))];
}

/** Objects whose keys are data, such as names of places, are maps: one place stands for all their values. */
function mapsIn(nodes: readonly Json[], place: string, maps: Set<string>): void {
  const items = nodes.flatMap((node) => (Array.isArray(node) ? node : []));
  if (items.length > 0) mapsIn(items, `${place}/*`, maps);
  const objects = nodes.filter(isObject);
  const keys = new Set(objects.flatMap((object) => Object.keys(object)));
  // A name has letters; what holds a digit, a slash or a dot, or is one of many, is data.
  if (maps.has(place) || [...keys].some((key) => !/^[A-Za-z$_][A-Za-z_-]*$/.test(key)) || keys.size > 24) {
    maps.add(place);
    mapsIn(
      objects.flatMap((object) => Object.values(object)),
      `${place}/*`,
      maps,
    );
    return;
  }
  for (const key of keys)
    mapsIn(
      objects.flatMap((object) => object[key] ?? []),
      `${place}/${key}`,
      maps,
    );
}

/** The fields of some data, and the places at which there are objects to hold them. */
function fieldsIn(data: Json, maps: ReadonlySet<string>, free: ReadonlySet<string>) {
  const fields = new Map<string, Field>();
  const places = new Set<string>();
  const visit = (nodes: readonly Json[], place: string): void => {
    if (free.has(place)) return;
    const items = nodes.flatMap((node) => (Array.isArray(node) ? node : []));
    if (items.length > 0) all(items, `${place}/*`, items.length);
    const objects = nodes.filter(isObject);
    if (objects.length > 0) places.add(place);
    if (maps.has(place)) {
      const values = objects.flatMap((object) => Object.values(object));
      if (values.length > 0) all(values, `${place}/*`, values.length);
      return;
    }
    for (const key of new Set(objects.flatMap((object) => Object.keys(object)))) {
      const values = objects.flatMap((object) => (key in object ? [object[key] as Json] : []));
      all(values, `${place}/${key}`, objects.length);
    }
  };
  const all = (values: readonly Json[], place: string, holders: number): void => {
    fields.set(place, { holders, present: values.length, types: new Set(values.map(typeOf)) });
    visit(values, place);
  };
  all([data], '', 1);
  return { fields, objects: places };
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
