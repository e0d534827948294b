// The part of an edition that the pages of one operation are made from, or that of a schema. They are given no more than that:
// what a page is not given it cannot depend on, so that the stamp of its part tells whether it is still the same.
import { createHash } from 'node:crypto';
import type { ErrataByPlace } from '@apig-spec/model/errata';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, isProse, listOf, objectOf, pointerOf, stepsOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { Erratum } from '@apig-spec/model/records';
import { once } from '../once.ts';
import { idNamesOf } from './id-names.ts';
import type { NextStep } from './next-steps.ts';
import { nextStepsOf } from './next-steps.ts';
import type { BundledEdition } from './site.ts';

/** A part of an edition. */
export interface Slice {
  /** With no more of the document and of where its facts come from than belongs to the part. */
  edition: BundledEdition;
  errata: ErrataByPlace;
  /** The names of the schemas in it. */
  schemas: readonly string[];
  /** Of an operation: the error codes that its responses list. */
  codes: readonly string[];
  /** Of an operation: the parameter that the `id` in its response is a value of. */
  idName: string;
  /** What may come after an operation. */
  nextSteps: readonly NextStep[];
  /** The same for all that is equal. */
  stamp: string;
}

/** Of what has no operations around it. */
const nothingAround: Pick<Slice, 'codes' | 'idName' | 'nextSteps'> = { codes: [], idName: '', nextSteps: [] };

/** Cuts an edition. Of an operation or a schema that it does not have, a part has nothing. */
export function slicerOf(
  edition: BundledEdition,
  placedErrata: () => ErrataByPlace,
): { ofOperation: (id: string) => Slice; ofSchema: (name: string) => Slice } {
  const { document } = edition;
  const operations = new Map(operationsOf(document).map((operation) => [operation.id, operation]));
  const nextSteps = once(() => nextStepsOf(document));
  const idNameOf = idNamesOf(Object.keys(objectOf(document['paths'])));
  const component = componentsOf(document);
  const provenance = once(() => Map.groupBy(Object.entries(edition.provenance), ([place]) => operationIn(place)));
  const errata = once(() => Map.groupBy(placedErrata().fields, ([place]) => operationIn(place)));
  const sliceOf = (id: string, paths: JsonObject, references: readonly string[], around = nothingAround): Slice => {
    const reached = new Set(references);
    // A set is walked to its end, with what is added to it on the way.
    for (const pointer of reached) for (const each of component(pointer).references) reached.add(each);
    const pointers = [...reached].filter((pointer) => component(pointer).value !== undefined).sort();
    const stated = provenance().get(id) ?? [];
    const fields = errata().get(id) ?? [];
    const whole = placedErrata().operations.get(id) ?? [];
    const components: Record<string, JsonObject> = {};
    for (const pointer of pointers) {
      const [kind = '', name = ''] = stepsOf(pointer).slice(1);
      const ofKind = components[kind] ?? {};
      ofKind[name] = component(pointer).value ?? null;
      components[kind] = ofKind;
    }
    return {
      edition: { ...edition, document: { paths, components }, provenance: Object.fromEntries(stated) },
      errata: { fields: new Map(fields), operations: new Map(whole.length > 0 ? [[id, whole]] : []) },
      schemas: Object.keys(components['schemas'] ?? {}),
      ...around,
      stamp: stampOf([
        edition.name,
        around,
        paths,
        stated,
        fields.map(([place, all]) => [place, all.map(stampOfErratum)]),
        whole.map(stampOfErratum),
        pointers.map((each) => [each, component(each).stamp]),
      ]),
    };
  };
  return {
    ofOperation(id) {
      const operation = operations.get(id);
      const { path = '', method = '' } = operation ?? {};
      const { parameters, [method]: details } = objectOf(objectOf(document['paths'])[path]);
      const item = { ...(parameters && { parameters }), ...(details && { [method]: details }) };
      const around = {
        codes: (operation?.responses ?? []).flatMap(({ response }) => listOf(response['x-error-codes']).map(String)),
        idName: idNameOf(path),
        nextSteps: operation ? nextSteps()(operation) : [],
      };
      return sliceOf(id, details ? { [path]: item } : {}, referencesIn(item), around);
    },
    ofSchema: (name) => sliceOf('', {}, [pointerOf(['components', 'schemas', name])]),
  };
}

/** The same text for equal values. */
export function stampOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}

/** What is said once of an erratum that many fields share. */
const stampsOfErrata = new WeakMap<Erratum, string>();

function stampOfErratum(erratum: Erratum): string {
  const stamp = stampsOfErrata.get(erratum) ?? stampOf(erratum);
  stampsOfErrata.set(erratum, stamp);
  return stamp;
}

/** A document without descriptions and summaries. */
export function withoutProse(document: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(document, (key, value) => (isProse(key, value) ? undefined : value))) as JsonObject;
}

function operationIn(place: string): string {
  return place.split('/')[0] ?? '';
}

interface Component {
  value: Json | undefined;
  /** The pointers that it refers to. */
  references: readonly string[];
  stamp: string;
}

/** What is at a pointer of the document, read once. */
function componentsOf(document: JsonObject): (pointer: string) => Component {
  const read = new Map<string, Component>();
  return (pointer) => {
    const known = read.get(pointer);
    if (known) return known;
    if (!/^\/components\/\w+\/[^/]+$/.test(pointer)) throw new Error(`#${pointer} is not a component.`);
    const value = at(document, pointer);
    const made = { value, references: referencesIn(value), stamp: stampOf(value ?? null) };
    read.set(pointer, made);
    return made;
  };
}

/** The pointers that a value refers to. */
function referencesIn(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  return Object.entries(objectOf(value)).flatMap(([key, each]) =>
    key === '$ref' && typeof each === 'string' ? [each.slice(1)] : referencesIn(each),
  );
}
