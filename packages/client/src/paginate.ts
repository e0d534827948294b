// A list from its first page to its last.
import { type AnyResult, orThrow } from './result.ts';

/** The data of a list: `total`, `size`, and its items under a name of their own. */
type DataOf<Result> = Result extends { ok: true; data: infer Data } ? Data : never;

/** What an operation lists: `VpcChannelInfo` of the result of `listVpcChannels`. */
export type PageOf<Result> = {
  [Name in keyof DataOf<Result>]: NonNullable<DataOf<Result>[Name]> extends readonly (infer Item)[] ? Item : never;
}[keyof DataOf<Result>];

/**
 * All that an operation lists, page by page: the next one is asked for when the items of the last are used up, until as many have
 * come as the list has in `total`.
 *
 * What is created or deleted meanwhile can move items from one page to another: one may come twice, or not at all.
 *
 * @example
 * ```ts
 * for await (const { id, name } of paginate(listVpcChannels, apig, { query: { limit: 500 } })) console.log(id, name);
 * ```
 *
 * @typeParam List - a function of an operation with `offset` and `limit`
 * @param list - the function
 * @param args - the client to call it with, and what each call is given: `offset` is where to begin, `limit` how many items a page
 * has
 * @throws An {@link ApigError} for a rejected request, {@link ApigFault} where there is no response of the API
 */
export async function* paginate<List extends (apig: never, input: never) => Promise<AnyResult<{ total?: number }>>>(
  list: List,
  ...args: Parameters<List>
): AsyncGenerator<PageOf<Awaited<ReturnType<List>>>, void, undefined> {
  const [apig, input] = args;
  const { query }: { query?: { offset?: number } } = Object(input);
  let offset = Math.max(0, query?.offset ?? 0);
  for (;;) {
    const next = { ...Object(input), query: { ...query, offset } };
    const data = orThrow(await list(apig as never, next as never));
    const items = Object.values<unknown>(data).find(Array.isArray) ?? [];
    yield* items;
    offset += items.length;
    if (!items.length || offset >= (data.total ?? Infinity)) return;
  }
}
