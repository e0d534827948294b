// Queries, written as openapi-fetch writes them. Its own serializer brings along those of paths, which are most of its size.
import type { QuerySerializer, QuerySerializerOptions } from 'openapi-fetch';

/** The serializer that options describe. */
export function querySerializerOf({ array, object, allowReserved }: QuerySerializerOptions): QuerySerializer<unknown> {
  const encode = (value: unknown) => (allowReserved ? value : encodeURIComponent(`${value}`));
  const pair = (name: string, value: unknown) => {
    if (value === undefined || value === null) return '';
    if (typeof value === 'object') throw new TypeError(`${name} is nested: give a querySerializer that writes it`);
    return `${name}=${encode(value)}`;
  };
  const written = (name: string, value: object) => {
    if (Array.isArray(value)) {
      if (array?.explode !== false) return value.map((item) => pair(name, item)).join('&');
      const between = { form: ',', spaceDelimited: '%20', pipeDelimited: '|' }[array.style ?? 'form'];
      return `${name}=${value.map(encode).join(between)}`;
    }
    const entries = Object.entries(value);
    const deep = object?.style !== 'form';
    if (!deep && object.explode === false) return `${name}=${entries.map(([key, item]) => [key, encode(item)]).join()}`;
    return entries.map(([key, item]) => pair(deep ? `${name}[${key}]` : key, item)).join('&');
  };
  return (query) =>
    Object.entries(query ?? {})
      .filter(([, value]) => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0))
      .map(([name, value]) => (typeof value === 'object' && value ? written(name, value) : pair(name, value)))
      .join('&');
}
