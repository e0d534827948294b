// What only the mock knows of its documents: kinds, identifiers, what refers to what, and the fields that no response shows.
// All else about them is the contract's: see contract.ts.
import type { Kinds } from '../resources/documents.ts';

/** Documents by kind and id. */
type Documents = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** The type of a field, its values, or the form of each item of a list. */
type Form = 'string' | 'number' | readonly string[] | { readonly items: Forms };
type Forms = { readonly [field: string]: Form };

const group = { member_group_id: 'string', create_time: 'string', update_time: 'string', member_group_name: 'string' };
const member = { id: 'string', create_time: 'string', host: 'string', port: 'number', member_group_name: 'string' };

const forms = {
  instance: { id: 'string' },
  app: { id: 'string', name: 'string', app_secret: 'string' },
  'app-code': { id: 'string', app_id: 'string' },
  'app-quota': { id: 'string' },
  throttle: { id: 'string', name: 'string' },
  'throttle-binding': { id: 'string', throttle_id: 'string', publish_id: 'string' },
  api: { id: 'string', name: 'string', group_id: 'string' },
  publication: { id: 'string', api_id: 'string', env_id: 'string' },
  environment: { id: 'string', name: 'string' },
  'signature-key': { id: 'string' },
  'vpc-channel': {
    ...{ id: 'string', create_time: 'string', kind: ['builtin', 'microservice', 'reference'], name: 'string' },
    ...{ port: 'number', member_groups: { items: group }, members: { items: member } },
  },
  cluster: { id: 'string', name: 'string' },
} as { readonly [Kind in keyof Kinds]: { readonly [Field in keyof Kinds[Kind]]?: Form } };

const services = ['CSE', 'CCE', 'CCE_SERVICE', 'NACOS'];

/** Which field holds the identifier of a document of which kind. */
const references: { readonly [Kind in keyof Kinds]?: { readonly [Field in keyof Kinds[Kind]]?: keyof Kinds } } = {
  app: { app_quota_id: 'app-quota' },
  'app-code': { app_id: 'app' },
  'throttle-binding': { throttle_id: 'throttle', publish_id: 'publication' },
  publication: { api_id: 'api', env_id: 'environment' },
};

/** What is wrong with the documents of an instance; undefined where they will do. */
export function problemIn(documents: Documents, instance: string): string | undefined {
  for (const kind of Object.keys(documents)) {
    if (!Object.hasOwn(forms, kind)) return `there is no kind ${kind}. There are ${Object.keys(forms).join(', ')}.`;
  }
  if (!isThere(documents, 'instance', instance)) return `the document instance/${instance} is missing.`;
  for (const [kind, byId] of Object.entries(documents)) {
    for (const [id, document] of Object.entries(byId)) {
      const problem = documentProblem(kind as keyof Kinds, id, document, documents, instance);
      if (problem) return `the document ${kind}/${id} ${problem}.`;
    }
  }
  return undefined;
}

function documentProblem(
  kind: keyof Kinds,
  id: string,
  document: object,
  documents: Documents,
  instance: string,
): string | undefined {
  const lacking = lack(document, forms[kind] as Forms);
  if (lacking) return `lacks ${lacking}`;
  if ((document as { id: string }).id !== id) return 'has another id';
  if (kind === 'instance' && id !== instance) return 'is another instance';
  for (const [field, other] of Object.entries(references[kind] ?? {})) {
    const target = (document as Record<string, unknown>)[field];
    if (target !== undefined && other && !isThere(documents, other, target)) {
      return `refers by ${field} to ${other}/${String(target).slice(0, 64)}, which is not there`;
    }
  }
  return kind === 'vpc-channel' ? channelProblem(document as Kinds['vpc-channel']) : undefined;
}

function channelProblem({ member_groups, members, microservice_info }: Kinds['vpc-channel']): string | undefined {
  const member = repeated(members.map(({ id }) => id));
  if (member !== undefined) return `repeats the id of members[${member}]`;
  const group = repeated(member_groups.map(({ member_group_id }) => member_group_id));
  if (group !== undefined) return `repeats the id of member_groups[${group}]`;
  if (microservice_info === undefined) return undefined;
  const wrong = lack(microservice_info, { service_type: services });
  if (wrong) return `lacks microservice_info.${wrong}`;
  const { info } = microservice_info;
  return typeof info !== 'object' || info === null || Array.isArray(info) ? 'lacks microservice_info.info' : undefined;
}

function isThere(documents: Documents, kind: string, id: unknown): boolean {
  const byId = Object.hasOwn(documents, kind) ? documents[kind] : undefined;
  return byId !== undefined && typeof id === 'string' && Object.hasOwn(byId, id);
}

/** The index of the first that was there before. */
function repeated(values: readonly string[]): number | undefined {
  const seen = new Set<string>();
  const index = values.findIndex((value) => seen.size === seen.add(value).size);
  return index < 0 ? undefined : index;
}

/** Where an object departs from its form: `members[0].id`. */
function lack(value: unknown, form: Forms): string | undefined {
  for (const [field, expected] of Object.entries(form)) {
    const actual = (value as Record<string, unknown> | null)?.[field];
    if (typeof expected === 'string') {
      if (typeof actual !== expected) return field;
    } else if (isChoice(expected)) {
      if (!expected.includes(actual as string)) return `${field}: ${expected.join(', ')}`;
    } else if (Array.isArray(actual)) {
      for (const [index, item] of actual.entries()) {
        const lacking = lack(item, expected.items);
        if (lacking) return `${field}[${index}].${lacking}`;
      }
    } else return field;
  }
  return undefined;
}

function isChoice(form: Form): form is readonly string[] {
  return Array.isArray(form);
}
