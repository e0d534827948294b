// From what a resource declares to what answers its operations.
import { ApigError, invalidField } from '../protocol/errors.ts';
import type { Call, Handler } from '../resources/handler.ts';
import type {
  Act,
  AnyResource,
  Bind,
  BindEach,
  DeleteEach,
  Holder,
  List,
  Parent,
  Referrer,
  Unbind,
  UniqueWithin,
} from '../resources/resource.ts';
import { type LookupFields, valuesAt } from '../store/fields.ts';
import type { Reader, Writer } from '../store/store.ts';

type Document = { id: string } & Record<string, unknown>;
type Shown = (document: Document, call: Call) => object | undefined;
/** Deletes a document, as `remove` of a call does. */
type Remove = (kind: string, id: string, documents: Writer) => void;

/** What runs an operation: a `Handler` of `resources/`, by what a store gives. */
export type Prepared = (
  | { reads(call: Call): object | undefined }
  | { writes(call: Call<Writer>): object | undefined }
) &
  Pick<Handler, 'prepares'>;

/** What answers each operation that is declared or written by hand. */
export function handlersOf(resources: readonly AnyResource[]): Readonly<Record<string, Prepared>> {
  const remove = removing(resources);
  return Object.fromEntries(
    resources.flatMap((resource) =>
      Object.entries(resource.operations ?? {}).map(([id, act]) => [
        id,
        handlerOf(resource, act as Act<Document>, remove),
      ]),
    ),
  );
}

/** The fields by which the handlers look up documents: those that must be unique, and those that refer to others. */
export function lookupFieldsOf(resources: readonly AnyResource[]): LookupFields {
  const fields = new Map<string, Set<string>>();
  const add = (kind: string, field: string) => fields.set(kind, (fields.get(kind) ?? new Set()).add(field));
  for (const {
    kind,
    within,
    unique = {},
    lookups = [],
    references = {},
    limit,
    blockedBy = [],
    cascades = [],
    releases = [],
  } of resources) {
    for (const field of [...Object.keys(unique), ...lookups, ...Object.keys(references)]) add(kind, field);
    if (within) add(kind, within.field);
    for (const field of limit?.per ?? []) add(kind, field);
    for (const other of [...blockedBy, ...cascades, ...releases]) add(other.kind, other.field);
  }
  return Object.fromEntries(Array.from(fields, ([kind, own]) => [kind, [...own]]));
}

function handlerOf(resource: AnyResource, act: Act<Document>, remove: Remove): Prepared {
  if ('reads' in act) return act;
  if ('writes' in act) {
    const { prepares } = act;
    return {
      ...(prepares && { prepares }),
      writes: (call) => act.writes({ ...call, remove: (kind, id) => remove(kind, id, call.documents) }),
    };
  }
  switch (act.does) {
    case 'create':
      return { writes: (call) => shownBy(resource, act)(created(resource, call), call) };
    case 'show':
      return { reads: (call) => shownBy(resource, act)(found(resource, call, act.heldBy), call) };
    case 'update':
      return { writes: (call) => shownBy(resource, act)(updated(resource, call, act.changed), call) };
    case 'delete':
      return { writes: (call) => void remove(resource.kind, found(resource, call).id, call.documents) };
    case 'list':
      return { reads: (call) => listed(resource, act, call) };
    case 'delete each':
      return { writes: (call) => deletedEach(resource, act, call, remove) };
    case 'bind each':
      return { writes: (call) => boundEach(resource, act, call) };
    case 'bind':
      return { writes: (call) => bound(resource, act, call) };
    case 'unbind':
      return { writes: (call) => unbound(resource, act, call) };
  }
}

function shownBy(resource: AnyResource, act: { shown?: Shown }): Shown {
  return act.shown ?? resource.shown ?? ((document) => document);
}

/** @throws ApigError where the document that the path names, or whose holder it names, does not exist */
function found({ kind, named, within }: AnyResource, { documents, params }: Call, heldBy?: Holder): Document {
  if (heldBy) {
    const holder = params[heldBy.parameter] ?? '';
    const { [heldBy.field]: held } = documents.get<Document>(heldBy.kind, holder) ?? raise(heldBy.missing(holder));
    return documents.get<Document>(kind, String(held)) ?? raise(heldBy.unbound(holder));
  }
  if (!named) throw new TypeError(`${kind}: no path parameter is declared.`);
  const parent = within && parentIn(within, { documents, params });
  const id = params[named.parameter] ?? '';
  const document = documents.get<Document>(kind, id);
  if (!document || (within && document[within.field] !== parent)) throw named.missing(id, parent);
  return document;
}

/** @throws ApigError where the parent that the path names does not exist */
function parentIn(
  { kind, parameter, missing }: Parent,
  { documents, params }: Pick<Call, 'documents' | 'params'>,
): string {
  const id = params[parameter] ?? '';
  if (!documents.has(kind, id)) throw missing(id);
  return id;
}

function raise(error: Error): never {
  throw error;
}

/** @throws ApigError where a field of a document may not refer to this, because it does not exist */
function referred({ kind, references }: AnyResource, field: string, id: string, documents: Reader): Document {
  const { kind: other, missing } = references?.[field] ?? {};
  if (!other || !missing) throw new TypeError(`${kind}: the error of ${field} is not declared.`);
  return documents.get<Document>(other, id) ?? raise(missing(id));
}

function created(resource: AnyResource, call: Call<Writer>): Document {
  const { kind, limit, defaults, times = {}, within } = resource;
  const parent = within && { [within.field]: parentIn(within, call) };
  const stamps = stamped([times.created, times.updated], call);
  const made = resource.made?.(call) ?? { ...defaults, ...sentIn(resource, call), ...stamps, id: call.newId() };
  const document: Document = { ...made, ...parent };
  const most = call.limits[kind] ?? limit?.most;
  if (limit && most && countBeside(resource, document, call) >= most) throw limit.exceeded(String(most));
  put(resource, document, undefined, call);
  for (const other of resource.brings?.(document, call) ?? []) {
    call.documents.put(other.kind, other.document.id, other.document);
  }
  return document;
}

/** How many documents there are that count together with a new one. */
function countBeside({ kind, within, limit }: AnyResource, document: Document, { documents }: Call): number {
  const fields = [...(within ? [within.field] : []), ...(limit?.per ?? [])];
  return fields.length === 0 ? documents.count(kind) : agreeing(kind, fields, document, documents).length;
}

function updated(resource: AnyResource, call: Call<Writer>, changed = resource.changed): Document {
  const before = found(resource, call);
  const { times = {}, fixed = [], constant = [], within } = resource;
  const sent = sentIn(resource, call);
  for (const field of constant.map(String))
    if (field in sent && sent[field] !== before[field]) throw invalidField(field);
  const kept = ['id', times.created, within?.field, ...fixed].filter((field) => field !== undefined && field in before);
  const document = changed?.(before, call) ?? {
    ...before,
    ...sent,
    ...Object.fromEntries(kept.map((field) => [field, before[String(field)]])),
    ...stamped([times.updated], call),
  };
  return put(resource, document, before, call);
}

/** What a body says, but for what it has from a response. */
function sentIn({ returned = [] }: AnyResource, { body }: Call): Record<string, unknown> {
  return without((body ?? {}) as Record<string, unknown>, returned);
}

function without<Fields extends object>(all: Fields, fields: readonly (string | undefined)[]): Fields {
  return Object.fromEntries(Object.entries(all).filter(([field]) => !fields.includes(field))) as Fields;
}

/** @param path - of fields, to the one that is left out */
function withoutField(document: object, path: string): object {
  const [field = '', ...rest] = path.split('.');
  const { [field]: value, ...others } = document as Record<string, unknown>;
  if (rest.length === 0) return others;
  return { ...document, [field]: withoutField(Object(value), rest.join('.')) };
}

function stamped(fields: readonly (PropertyKey | undefined)[], { now }: Call): object {
  return Object.fromEntries(fields.flatMap((field) => (field === undefined ? [] : [[field, now]])));
}

function put(resource: AnyResource, document: Document, before: Document | undefined, call: Call<Writer>): Document {
  const { kind, references = {}, unique = {} } = resource;
  const { documents } = call;
  const isNew = (field: string) => document[field] !== undefined && document[field] !== before?.[field];
  for (const [field, reference] of Object.entries(references)) {
    const id = String(document[field]);
    if (isNew(field) && reference?.missing && !documents.has(reference.kind, id)) throw reference.missing(id);
  }
  for (const [field, rule] of Object.entries(unique)) {
    const { within: same, taken } = typeof rule === 'function' ? { within: [], taken: rule } : (rule as UniqueWithin);
    if (![field, ...same].some(isNew)) continue;
    if (agreeing(kind, [field, ...same], document, documents).length > 0) throw taken(String(document[field]));
  }
  documents.put(kind, document.id, document);
  return document;
}

/** The other documents that have the same values in some fields; the first of them has one. */
function agreeing(
  kind: string,
  [first = '', ...rest]: readonly string[],
  document: Document,
  documents: Reader,
): string[] {
  const { id, [first]: value } = document;
  if (value === undefined) return [];
  return documents.having(kind, first, String(value)).filter((other) => {
    if (other === id) return false;
    const found = rest.length > 0 ? documents.get<Document>(kind, other) : undefined;
    return rest.every((field) => found?.[field] === document[field]);
  });
}

function removing(resources: readonly AnyResource[]): Remove {
  const byKind = new Map(resources.map((resource) => [resource.kind, resource]));
  const referring = ({ kind, field, counts }: Referrer, id: string, documents: Reader) =>
    documents.having(kind, field, id).filter((each) => {
      const document = counts && documents.get<Document>(kind, each);
      return !document || counts?.(document, documents);
    });

  /** What goes with something else is not asked whether it is needed. */
  const drop: Remove = (kind, id, documents) => {
    const { cascades = [], releases = [] } = byKind.get(kind) ?? {};
    documents.delete(kind, id);
    for (const other of cascades) for (const each of referring(other, id, documents)) drop(other.kind, each, documents);
    for (const other of releases) {
      for (const each of referring(other, id, documents)) {
        const document = without(documents.get<Document>(other.kind, each) ?? {}, [other.since]);
        documents.put(other.kind, each, withoutField(document, other.field));
      }
    }
  };
  return (kind, id, documents) => {
    const { undeletable, blockedBy = [] } = byKind.get(kind) ?? {};
    const document = undeletable && documents.get<Document>(kind, id);
    const never = document && undeletable?.(document);
    if (never) throw never;
    for (const other of blockedBy) {
      const needed = referring(other, id, documents).some((each) => other.kind !== kind || each !== id);
      if (needed) throw other.error(id);
    }
    drop(kind, id, documents);
  };
}

function deletedEach(
  resource: AnyResource,
  { ids, failure: fields }: DeleteEach,
  call: Call<Writer>,
  remove: Remove,
): object {
  const all = listIn(call, ids);
  const failure: object[] = [];
  /** By id, so that what keeps a document is not looked up again where a body repeats it. */
  const failed = new Map<string, unknown>();
  for (const id of all) {
    const document = call.documents.get<Document>(resource.kind, id);
    try {
      if (failed.has(id)) throw failed.get(id);
      if (!document) throw missing(resource, id);
      remove(resource.kind, id, call.documents);
    } catch (error) {
      if (!(error instanceof ApigError)) throw error;
      failed.set(id, error);
      const name = fields.name && { [fields.name]: document?.[fields.name] ?? document?.['name'] ?? '' };
      failure.push({ [fields.id]: id, ...name, error_code: error.code, error_msg: error.message });
    }
  }
  return { success_count: all.length - failure.length, failure };
}

function missing({ kind, named }: AnyResource, id: string): Error {
  return named?.missing(id) ?? new TypeError(`${kind}: no error is declared for one that does not exist.`);
}

function listIn({ body }: Call, field: string): string[] {
  return ((body ?? {}) as Record<string, string[] | undefined>)[field] ?? [];
}

function boundEach(resource: AnyResource, { to, each, items, exclusive }: BindEach, call: Call<Writer>): object {
  const { documents, newId } = call;
  const { kind, times = {} } = resource;
  const target = referred(resource, to.field, givenIn(call, to.parameter), documents);
  const bindings = listIn(call, each.ids).map((id) => {
    referred(resource, each.field, id, documents);
    const others = documents.having(kind, each.field, id).map((other) => documents.get<Document>(kind, other));
    const known = others.find((other) => other?.[to.field] === target.id);
    if (known) return known;
    if (exclusive) for (const other of others) if (other) documents.delete(kind, other.id);
    const binding = { id: newId(), [to.field]: target.id, [each.field]: id, ...stamped([times.created], call) };
    return put(resource, binding, undefined, call);
  });
  const show = shownBy(resource, {});
  return { [items]: bindings.map((binding) => show(binding, call)) };
}

/** What a request gives in its path, its query or its body. */
function givenIn({ params, query, body }: Call, parameter: string): string {
  return params[parameter] ?? query[parameter] ?? String((body as Record<string, unknown> | undefined)?.[parameter]);
}

function bound(resource: AnyResource, act: Bind, call: Call<Writer>): object | undefined {
  const { kind, field, since, ids, missing, items } = act;
  const { id } = found(resource, call);
  const others = listIn(call, ids).map((each) => {
    const document = call.documents.get<Document>(kind, each) ?? raise(missing(each));
    if (document[field] === id) return document;
    const held = { ...document, [field]: id, ...stamped([since], call) };
    call.documents.put(kind, each, held);
    return held;
  });
  return items && { [items.field]: others.map((other) => items.shown(other, call)) };
}

function unbound(resource: AnyResource, act: Unbind, call: Call<Writer>): undefined {
  const { id } = found(resource, call);
  const other = call.params[act.parameter] ?? '';
  const document = call.documents.get<Document>(act.kind, other);
  if (!document) throw act.missing(other);
  if (document[act.field] !== id) throw act.unbound(other);
  call.documents.put(act.kind, other, without(document, [act.field, act.since]));
}

function listed(resource: AnyResource, act: List<Document>, call: Call): object {
  const { filters = {}, joined } = act;
  const all = rowsOf(resource, act, call);
  const rows = joined ? all.flatMap((document) => joined(document, call) ?? []) : all;
  const precise = new Set((call.query['precise_search'] ?? '').split(','));
  const selections = Object.entries(filters).flatMap(([parameter, filter]) => {
    const wanted = call.query[parameter];
    if (!wanted) return [];
    const isPart = typeof filter !== 'string' && !precise.has(parameter);
    const field = typeof filter === 'string' ? filter : filter.part;
    return (row: unknown) =>
      valuesAt(row, field).some((value) => (isPart ? String(value).includes(wanted) : String(value) === wanted));
  });
  const matches = rows.filter((row) => selections.every((selects) => selects(row)));
  const show: (row: Document, call: Call) => object | string | undefined =
    act.shown ?? (joined ? (row) => row : shownBy(resource, {}));
  const page = pageOf(matches as readonly Document[], call.query).map((row) => show(row, call));
  return { total: matches.length, size: page.length, [act.items]: page };
}

function rowsOf(resource: AnyResource, { rows, boundTo, bindable }: List<Document>, call: Call): readonly Document[] {
  const { documents } = call;
  const { kind: own, within } = resource;
  const parent = within && within.parameter in call.params ? parentIn(within, call) : undefined;
  if (rows) return rows(call) as readonly Document[];
  if (within && parent !== undefined) {
    return documents.having(own, within.field, parent).flatMap((id) => documents.get<Document>(own, id) ?? []);
  }
  const all = documents.list<Document>(own);
  if (!boundTo) return all;
  const { field } = boundTo;
  const { id } = referred(resource, field, givenIn(call, boundTo.parameter), documents);
  if (bindable === true) return all.filter((document) => document[field] === undefined);
  const bound = all.filter((document) => document[field] === id);
  if (bindable === undefined) return bound;
  const taken = new Set(bound.map((binding) => binding[bindable]));
  const kind = resource.references?.[bindable]?.kind ?? '';
  return documents.list<Document>(kind).filter((document) => !taken.has(document.id));
}

/**
 * An offset below 0 counts as 0, a limit below 1 as 20, one above 500 as 500. What is not a number, where an operation has no
 * status for that, counts as not given.
 */
function pageOf<Item>(items: readonly Item[], query: Call['query']): readonly Item[] {
  const offset = Math.max(Number(query['offset']) || 0, 0);
  const limit = Number(query['limit']) || 20;
  return items.slice(offset, offset + (limit < 1 ? 20 : Math.min(limit, 500)));
}
