// What differs of a document and belongs to no operation: its version, the end of a revision, the names that references go by.
import type { Json, JsonObject } from '../json.ts';
import { canonical, objectOf } from '../json.ts';
import type { DifferenceKind, Found, Impact } from './difference.ts';
import { pointersBetween, type Saying } from './found.ts';

export function documentDifferences(before: JsonObject, after: JsonObject): Found[] {
  const differences: Found[] = [];
  const say = (kind: DifferenceKind, place: string, change: string, said: Saying = {}, senders: Impact = 'none') => {
    const { old, now, ...rest } = said;
    const pointers = pointersBetween(before, after, old, now);
    differences.push({ kind, senders, receivers: 'none', place, pointers, ...rest, change });
  };
  const [was, is] = [before, after].map((document) => objectOf(document['info'])) as [JsonObject, JsonObject];
  const described = (value: Json | undefined) => (value === undefined ? 'none' : canonical(value));
  const compare = (kind: DifferenceKind, keyword: string, senders?: Impact) => {
    const [old, now] = [was[keyword], is[keyword]].map(described);
    if (old !== now) say(kind, '/info', `${keyword} ${old} → ${now}`, { old: was, now: is, keyword }, senders);
  };
  compare('retirement-changed', 'x-retires', 'extends');
  compare('licence-changed', 'license');
  // What reads 3.1.0 reads 3.1.1.
  const openapi = ({ openapi: version }: JsonObject) => String(version).split('.').slice(0, 2).join('.');
  if (openapi(before) !== openapi(after))
    say('openapi-version-changed', '/openapi', `${described(before['openapi'])} → ${described(after['openapi'])}`);
  const dialects = [before, after].map((document) => described(document['jsonSchemaDialect']));
  if (dialects[0] !== dialects[1]) say('openapi-version-changed', '/jsonSchemaDialect', dialects.join(' → '));
  if (canonical(before['webhooks']) !== canonical(after['webhooks']))
    say('webhooks-changed', '/webhooks', 'the webhooks have changed');

  const [old, now] = [before, after].map((document) => objectOf(document['components'])) as [JsonObject, JsonObject];
  for (const kind of ['schemas', 'parameters', 'responses', 'requestBodies', 'headers', 'securitySchemes']) {
    const [had, has] = [objectOf(old[kind]), objectOf(now[kind])];
    const place = (name: string) => `/components/${kind}/${name}`;
    for (const [name, node] of Object.entries(had)) {
      const change = 'there is no component of this name any more';
      if (!(name in has)) say('component-removed', place(name), change, { old: node });
    }
    for (const [name, node] of Object.entries(has))
      if (!(name in had)) say('component-added', place(name), 'the component is added', { now: node });
  }
  return differences;
}
