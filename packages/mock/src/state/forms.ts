// What a document must have, at the least, for the mock to work with it. The mock's own always do; one written by hand is
// told what it lacks when it is read, not when a request needs it.
import type { Kinds } from './documents.ts';

/** The type of a field, or of those of each item of a list. */
type Form = 'string' | 'number' | Forms;
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
    ...{ id: 'string', create_time: 'string', kind: 'string', name: 'string', port: 'number' },
    ...{ member_groups: group, members: member },
  },
  cluster: { id: 'string', name: 'string' },
} as { readonly [Kind in keyof Kinds]: { readonly [Field in keyof Kinds[Kind]]?: Form } };

/** What is wrong with documents by kind and id; undefined where they will do. */
export function problemIn(documents: Readonly<Record<string, Readonly<Record<string, object>>>>): string | undefined {
  for (const [kind, byId] of Object.entries(documents)) {
    if (!Object.hasOwn(forms, kind)) return `there is no kind ${kind}. There are ${Object.keys(forms).join(', ')}.`;
    for (const [id, document] of Object.entries(byId)) {
      const lacking = lack(document, forms[kind as keyof Kinds] as Forms);
      if (lacking) return `the document ${kind}/${id} lacks ${lacking}.`;
      if ((document as { id: string }).id !== id) return `the document ${kind}/${id} has another id.`;
    }
  }
  return undefined;
}

/** Where an object departs from its form: `members[0].id`. */
function lack(value: unknown, form: Forms): string | undefined {
  for (const [field, expected] of Object.entries(form)) {
    const actual = (value as Record<string, unknown> | null)?.[field];
    if (typeof expected === 'string') {
      if (typeof actual !== expected) return field;
    } else if (Array.isArray(actual)) {
      const items = actual.map((item) => lack(item, expected));
      const index = items.findIndex((item) => item !== undefined);
      if (index >= 0) return `${field}[${index}].${items[index]}`;
    } else return field;
  }
  return undefined;
}
