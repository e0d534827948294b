// What an id in a response is called where another request needs it.

/** By what an id is called in bodies, the parameter that it is elsewhere: in paths, the same name is that of something else. */
const otherNames: Readonly<Record<string, string>> = { strategy_id: 'throttle_id' };

/** The parameter that a field of a body is a value of; of a list such as `app_ids`, its elements. */
export function parameterOf(field: string, isList: boolean): string {
  return otherNames[field] ?? (isList ? field.replace(/s$/, '') : field);
}

/**
 * Tells of a path the parameter that the `id` in its responses is a value of: the last one of a path that ends with it, `vpc_channel_id` of
 * `…/vpc-channels/{vpc_channel_id}`; of a list's path that of its elements. Empty: none.
 *
 * @param paths - those of the edition
 */
export function idNamesOf(paths: readonly string[]): (path: string) => string {
  const ended = paths.flatMap((path) => {
    const [end = '', name = ''] = /\/\{(\w+)\}$/.exec(path) ?? [];
    return name === '' ? [] : [{ path, list: path.slice(0, -end.length), name }];
  });
  const own = new Map(ended.map(({ path, name }) => [path, name]));
  // The first of several.
  const elements = new Map(ended.toReversed().map(({ list, name }) => [list, name]));
  return (path) => own.get(path) ?? elements.get(path) ?? '';
}
