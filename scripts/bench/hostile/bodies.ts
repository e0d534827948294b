// Bodies of any size that are made to cost much: twenty and more shapes, each where a VPC channel has a place for it.
import type { Json } from '@apig-spec/model/json';
import { at, pointerOf, stepsOf } from '@apig-spec/model/json';

/** JSON text of about so many bytes. */
export type Filler = (bytes: number) => string;

/** In the place of a list. */
const lists: Record<string, Filler> = {
  zeros: list(() => '0'),
  'empty objects': list(() => '{}'),
  'empty lists': list(() => '[]'),
  'null throughout': list(() => 'null'),
  'wrong types throughout': list(() => '{"host":0,"port":"x","weight":[],"is_backup":{},"member_group_name":1}'),
  'unknown keys in each item': list((n) => `{"host":"h${n}","a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8}`),
  'lists in lists': list(() => '[[0,{}],[[]]]'),
  'the same host in all': list(() => '{"host":"192.168.0.5"}'),
  'the same name in all': list(() => '{"member_group_name":"group"}'),
  'a different host in each': list((n) => `{"host":"h${n}"}`),
  'a different name in each': list((n) => `{"member_group_name":"group${n}"}`),
  'valid and invalid by turns': list((n) => (n % 2 ? `{"host":"h${n}"}` : `{"host":"!","port":${n - 1000}}`)),
  'a list thousands deep': (bytes) => '['.repeat(bytes / 2) + ']'.repeat(bytes / 2),
  'an object thousands deep': (bytes) => `${'{"a":'.repeat(bytes / 6)}0${'}'.repeat(bytes / 6)}`,
  'fields in place of items': fields((n) => `"${n}":{"host":"h${n}"}`),
};

/** Beside the fields of an object. */
const objects: Record<string, Filler> = {
  'unknown keys': fields((n) => `"k${n}":0`),
  'keys that are numbers': fields((n) => `"${n * 7}":0`),
  'the same keys again and again': fields((n) => `"${['port', 'weight', '__proto__', 'constructor'][n % 4]}":{"a":1}`),
  'a long key': (bytes) => `{"${'/~'.repeat(bytes / 2)}":0}`,
};

/** In the place of a text. */
const texts: Record<string, Filler> = {
  'a long text': (bytes) => `"${'a'.repeat(bytes)}"`,
  'a long text with a wrong end': (bytes) => `"${'a'.repeat(bytes)}!"`,
  'a long text of separators': (bytes) => `"${'a.-_'.repeat(bytes / 4)}!"`,
  'a long text beyond the basic plane': (bytes) => `"${'😀'.repeat(bytes / 4)}"`,
  'a long text of escapes': (bytes) => `"${'\\ud83d\\ude00'.repeat(bytes / 12)}"`,
  'half surrogates': (bytes) => `"${'\\ud83d'.repeat(bytes / 6)}"`,
  'many status codes': (bytes) => `"${'200-299,'.repeat(bytes / 8)}200"`,
  'many status codes with a wrong end': (bytes) => `"${'200-299,'.repeat(bytes / 8)}2"`,
};

/** In the place of a number. */
const numbers: Record<string, Filler> = {
  'long digits': (bytes) => '9'.repeat(bytes),
  'a long fraction': (bytes) => `80.${'0'.repeat(bytes)}1`,
};

const places = {
  lists: ['/members', '/member_groups'],
  objects: ['', '/members/0'],
  texts: ['/name', '/vpc_health_config/http_code'],
};

/**
 * What a channel becomes with each shape at each place for it.
 *
 * @param channel - the body of a request or a response that has members, groups and a health check
 * @returns by the names of shape and place, what makes its text
 */
export function hostileBodies(channel: Json): Record<string, Filler> {
  const put = (shapes: Record<string, Filler>, pointers: string[], into = withText) =>
    pointers.flatMap((pointer) =>
      Object.entries(shapes).map(([name, text]): [string, Filler] => [
        `${name} at ${pointer || 'the top'}`,
        (bytes) => into(channel, pointer, text(bytes)),
      ]),
    );
  return Object.fromEntries([
    ...put(lists, places.lists),
    ...put(objects, places.objects, withFields),
    ...put(texts, places.texts),
    ...put(numbers, ['/port']),
  ]);
}

/** Texts to try patterns with. */
export function hostileTexts(bytes: number): string[] {
  return Object.values(texts).map((text) => JSON.parse(text(bytes)) as string);
}

/** The seconds of the processor's time that some work takes. */
export function cpuSeconds(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}

function list(item: (index: number) => string): Filler {
  return (bytes) => `[${repeated(item, bytes)}]`;
}

function fields(field: (index: number) => string): Filler {
  return (bytes) => `{${repeated(field, bytes)}}`;
}

function repeated(item: (index: number) => string, bytes: number): string {
  const items: string[] = [];
  for (let length = 0; length < bytes; length += (items.at(-1)?.length ?? 0) + 1) items.push(item(items.length));
  return items.join(',');
}

/** The text of a body with another text in the place of the value that the pointer names. */
function withText(body: Json, pointer: string, text: string): string {
  const mark = '\u{10ffff}';
  const copy = structuredClone(body);
  const steps = stepsOf(pointer);
  const holder = at(copy, pointerOf(steps.slice(0, -1))) as Record<string, Json>;
  holder[steps.at(-1) ?? ''] = mark;
  return JSON.stringify(copy).replace(JSON.stringify(mark), () => text);
}

/** The text of a body with the fields of another object beside those of the object that the pointer names. */
function withFields(body: Json, pointer: string, text: string): string {
  const object = `${JSON.stringify(at(body, pointer)).slice(0, -1)},${text.slice(1)}`;
  return pointer === '' ? object : withText(body, pointer, object);
}
