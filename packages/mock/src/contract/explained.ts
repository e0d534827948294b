// Why a request is rejected, for whoever wrote the program that sent it: the rule, where it stands and comes from, and what to change.
import type { OperationId, Problem } from '@apig-spec/validator/lazy';
import { textWithoutSecrets } from '../../generated/secrets.ts';
import { type EditionName, type RulesName, rulesOf } from './editions.ts';
import { longestName, nearestField } from './names.ts';

/** What states a fact of the contract. */
export type Mark = 'documented' | 'derived' | 'sibling' | 'observed';

/**
 * By operation and place in its request: what states it, in which documents, and the errata about it; `0` where that is the row of
 * the same name in the reference of the sibling alone.
 */
export type Origins = Readonly<
  Record<
    string,
    Readonly<Record<string, 0 | readonly [mark: string, documents: readonly string[], errata: readonly string[]]>>
  >
>;

/** When a rejected call may be sent again: never, once it or the state is fixed, or later with growing pauses. */
export type Retry = 'never' | 'fix-request' | 'fix-state' | 'backoff';

/** What an error code means, and what to do. */
export interface Meaning {
  means: Readonly<Record<'en' | 'zh-CN', string>>;
  cure: Readonly<Record<'en' | 'zh-CN', string>>;
  retry: Retry;
}

/** Why a request is rejected, in the edition's language. The response says no more than the service's. */
export interface Explanation {
  /** What is wrong: of the field or parameter, or what the code means. */
  rule: string;
  /** Where it stands in the contract: `createVpcChannel/request/members/0/host`, `createVpcChannel/403`. */
  place: string;
  /** What states that the place is there; absent where no source does. */
  mark?: Mark;
  /** The documents that do, by their names in the ledger. */
  sources?: readonly string[];
  /** The errata about it: id and title. */
  errata?: Readonly<Record<string, string>>;
  /** The smallest change that helps, where it is known; of what the state forbids, the cure of the code. */
  fix?: string;
  /** When the call may be sent again. */
  retry: Retry;
  /** Where the docs site tells more: `/en/2024-11/createVpcChannel/#body.members.host`. */
  page: string;
  /** The observed rules accept the request: real gateways do, though no document says so. */
  observed?: true;
}

/** A request that was rejected, and why. */
export interface Rejected {
  edition: EditionName;
  rules: RulesName;
  operation: OperationId;
  status: number;
  code: string;
  /** What the validator found; absent where the state forbids the request. */
  problem?: Problem | undefined;
  /** Whether the request is short enough to be validated once more. */
  isShort: boolean;
  /** What the validator was given. */
  request: { params: Readonly<Record<string, string>>; query: Readonly<Record<string, string>>; body: unknown };
}

const words = {
  en: {
    add: (name: string, value: string) => `Add \`${name}\`${value && `, such as ${value}`}.`,
    change: (name: string, value: string) => `Give \`${name}\` a value such as ${value}.`,
    rename: (name: string, known: string) => `Rename \`${name}\` to \`${known}\`.`,
    remove: (name: string) => `Remove \`${name}\`.`,
  },
  'zh-CN': {
    add: (name: string, value: string) => `补充 \`${name}\`${value && `，例如 ${value}`}。`,
    change: (name: string, value: string) => `将 \`${name}\` 改为有效值，例如 ${value}。`,
    rename: (name: string, known: string) => `将 \`${name}\` 改名为 \`${known}\`。`,
    remove: (name: string) => `删除 \`${name}\`。`,
  },
};

/** Explains a rejection; undefined where there is nothing to say of its code. */
export async function explained(rejected: Rejected): Promise<Explanation | undefined> {
  const { edition, operation, problem, rules } = rejected;
  const { placesOf } = await import('../../generated/places/index.ts');
  const { origins, errata } = await placesOf[edition]();
  const own = (origins as Origins)[operation] ?? {};
  const [revision, locale] = edition.split('.') as [string, 'en' | 'zh-CN'];
  if (!problem) return ofState(rejected, revision, locale);

  const place = placeOf(problem, own);
  const origin = own[place];
  const [mark, documents, ids] = origin ? origin : origin === 0 ? ['sibling', ['sibling'], []] : [];
  const fix = await fixOf(rejected, problem, place, own, locale);
  const isObserved = rules === 'documented' && rejected.isShort && (await isAccepted(rejected));
  return {
    rule: textWithoutSecrets(problem.message.slice(0, longestRule)),
    place: textWithoutSecrets(`${operation}/${place}`.slice(0, longestPlace)),
    ...(mark && { mark: mark as Mark }),
    ...(documents && documents.length > 0 && { sources: documents }),
    ...(ids && ids.length > 0 && { errata: Object.fromEntries(ids.map((id) => [id, errata[id] ?? ''])) }),
    ...(fix !== undefined && { fix: textWithoutSecrets(fix) }),
    retry: 'fix-request',
    page: `/${locale}/${revision}/${operation}/#${anchorOf(place in own ? place : parentOf(place))}`,
    ...(isObserved && { observed: true }),
  };
}

/** What the state forbids is told by the code. */
async function ofState(
  { operation, status, code }: Rejected,
  revision: string,
  locale: 'en' | 'zh-CN',
): Promise<Explanation | undefined> {
  const { meanings } = await import('../../generated/meanings.ts');
  const meaning: Meaning | undefined = meanings[code];
  if (!meaning) return undefined;
  const { means, cure, retry } = meaning;
  const [place, page] = [`${operation}/${status}`, `/${locale}/${revision}/errors/#${code}`];
  return { rule: means[locale], place, fix: cure[locale], retry, page };
}

/** `request/members/0/host` for the body's `/members/3/host`; a form's parts stand under `form`. */
function placeOf({ in: part, pointer }: Problem, own: Readonly<Record<string, unknown>>): string {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? '0' : step.replaceAll('~1', '/').replaceAll('~0', '~')));
  if (part !== 'body') return [part, ...steps].join('/');
  const first = Object.keys(own).some((place) => place.startsWith('form/')) ? 'form' : 'request';
  return [first, ...steps].join('/');
}

/** The longest rule that is told, in characters: it may name a field of any length. */
const longestRule = 512;

/** The longest place that is repeated: a name may be as long as a request. In characters. */
const longestPlace = 256;

function parentOf(place: string): string {
  return place.slice(0, Math.max(place.lastIndexOf('/'), 0));
}

/** As on the pages of operations: an element of a list adds no step. */
function anchorOf(place: string): string {
  const [part = '', ...steps] = place.split('/');
  const first = part === 'request' || part === 'form' ? 'body' : part;
  return [first, ...steps.filter((step) => step !== '0')].filter(Boolean).join('.');
}

async function fixOf(
  { operation }: Rejected,
  { parameter, code }: Problem,
  place: string,
  own: Readonly<Record<string, unknown>>,
  locale: 'en' | 'zh-CN',
): Promise<string | undefined> {
  const say = words[locale];
  const isBody = place === 'request' || place === 'form';
  const { values } = await import('../../generated/values.ts');
  const value = values[operation]?.[place];
  const beside = namesBeside(place, own);
  // Where no field is known, any name may stand, as in a map.
  if (!isBody && !(place in own) && value === undefined && beside.length > 0) {
    const near = nearestField(parameter, beside);
    return near === undefined ? say.remove(parameter.slice(0, longestName)) : say.rename(parameter, near);
  }
  const shown = value === undefined ? '' : `\`${JSON.stringify(value)}\``;
  if (code === 'APIG.2001') return isBody ? undefined : say.add(parameter, shown);
  return shown === '' ? undefined : say.change(parameter, shown);
}

/** The names of the fields that may stand where this one does. */
function namesBeside(place: string, own: Readonly<Record<string, unknown>>): string[] {
  const parent = `${parentOf(place)}/`;
  return Object.keys(own).flatMap((each) => {
    const name = each.startsWith(parent) ? each.slice(parent.length) : '';
    return name === '' || name.includes('/') ? [] : [name];
  });
}

async function isAccepted({ edition, operation, request }: Rejected): Promise<boolean> {
  const { validator } = await rulesOf(edition, 'observed');
  return (await validator.validateRequest(operation, request)).length === 0;
}
