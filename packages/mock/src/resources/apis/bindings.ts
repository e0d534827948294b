// What is bound to APIs where they are published, such as throttling policies: its lists, by what is bound and by the API.

import type { Publication } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { List, Stored } from '../resource.ts';
import { bindingOf, type Published, publicationsOfApi, publishedApi, publishedFilters } from './published.ts';

/** A published API, the binding of something to it, and what is bound. */
export interface Bound<Binding, Thing> extends Published {
  binding: Binding;
  thing: Thing;
}

/** A published API, with what else is bound to it, if anything is. */
export type Unbound<Binding, Thing> = Published & Partial<Bound<Binding, Thing>>;

/** What a response says of a row. */
type Shown<Row> = (row: Row, call: Call) => object;

interface Bindings {
  /** Of the bindings, which have a `publish_id`. */
  kind: string;
  /** The kind of what they bind, their field for its id, and the query parameter that names it. */
  thing: { kind: string; field: string; parameter: string };
}

/** Declares the three lists that such bindings have. Filters can select by `thing.…` and `binding.…`, too. */
export function bindingLists<Binding extends Stored & { publish_id: string }, Thing extends object>(of: Bindings) {
  const { kind, thing } = of;
  const boundTo = { field: thing.field, parameter: thing.parameter };

  function withThing(api: Published, binding: Binding | undefined, call: Call): Bound<Binding, Thing> | undefined {
    const id = (binding as Record<string, unknown> | undefined)?.[thing.field];
    const found = call.documents.get<Thing>(thing.kind, String(id));
    return binding && found && { ...api, binding, thing: found };
  }

  function bound(binding: Binding, call: Call): Bound<Binding, Thing> | undefined {
    const api = publishedApi(call.documents.get<Publication>('publication', binding.publish_id), call);
    return api && withThing(api, binding, call);
  }

  function unbound(publication: Stored, call: Call): Unbound<Binding, Thing> | undefined {
    const api = publishedApi(publication as Publication, call);
    return api && (withThing(api, bindingOf<Binding>(kind, api.publish_id, call), call) ?? api);
  }

  function ofApi(call: Call): Bound<Binding, Thing>[] {
    return publicationsOfApi(call).flatMap(({ id }) => {
      const binding = bindingOf<Binding>(kind, id, call);
      return (binding && bound(binding, call)) ?? [];
    });
  }

  const apis = { does: 'list', filters: publishedFilters, boundTo } as const;

  /** The rows of the list are not of the type of its documents. */
  const listOf = (list: Omit<List<Binding>, 'shown'>, shown: unknown) => ({ ...list, shown }) as List<Binding>;

  return {
    /** The published APIs that the thing is bound to. */
    boundApis: (items: string, shown: Shown<Bound<Binding, Thing>>) => listOf({ ...apis, items, joined: bound }, shown),
    /** Those that it is not bound to. */
    unboundApis: (items: string, shown: Shown<Unbound<Binding, Thing>>) =>
      listOf({ ...apis, items, bindable: 'publish_id', joined: unbound }, shown),
    /** What is bound to the API that the query names, in the environment that it names. */
    ofApi: (items: string, filters: NonNullable<List<Binding>['filters']>, shown: Shown<Bound<Binding, Thing>>) =>
      listOf({ does: 'list', items, filters, rows: ofApi }, shown),
  };
}
