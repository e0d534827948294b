// What an id in a response is called where another request needs it.

/**
 * The path parameter that the `id` in a response is a value of: the last one of a path that ends with it, `vpc_channel_id` of
 * `…/vpc-channels/{vpc_channel_id}`; of a list's path that of its elements. Empty: none.
 *
 * @param paths - those of the edition
 */
export function idNameOf(path: string, paths: readonly string[]): string {
  const last = (text: string) => /\/\{(\w+)\}$/.exec(text)?.[1];
  const element = paths.find((each) => each.startsWith(`${path}/{`) && !each.slice(path.length + 1).includes('/'));
  return last(path) ?? last(element ?? '') ?? '';
}
