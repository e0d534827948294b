// What only the mock knows of its documents: kinds, identifiers, what refers to what, and the fields that no response shows.
// All else about them is the contract's: see contract.ts.
import { resources } from '../resources/index.ts';
import type { AnyResource, Form, Forms } from '../resources/resource.ts';

/** Documents by kind and id. */
type Documents = Readonly<Record<string, Readonly<Record<string, object>>>>;

const byKind = new Map<string, AnyResource>(resources.map((resource) => [resource.kind, resource]));

/** What is wrong with the documents of an instance, or of a project itself; undefined where they will do. */
export function problemIn(documents: Documents, instance: string): string | undefined {
  for (const kind of Object.keys(documents)) {
    if (!byKind.has(kind)) return `unknown kind ${kind}. Known: ${[...byKind.keys()].join(', ')}.`;
  }
  const problem = markProblem(documents, instance);
  if (problem) return problem;
  for (const [kind, byId] of Object.entries(documents)) {
    const resource = byKind.get(kind);
    for (const [id, document] of Object.entries(byId)) {
      const problem = resource && documentProblem(resource, id, document, documents, instance);
      if (problem) return `the document ${kind}/${id} ${problem}.`;
    }
  }
  return undefined;
}

/** Whether it says that the documents are those of the instance, or of the project. A deleted one has no others. */
function markProblem(documents: Documents, instance: string): string | undefined {
  if (instance === '')
    return isThere(documents, 'project', 'kept') ? undefined : 'the document project/kept is missing.';
  if (isThere(documents, 'deleted-instance', instance)) {
    const count = Object.values(documents).flatMap((byId) => Object.keys(byId)).length;
    return count === 1 ? undefined : `there are other documents than deleted-instance/${instance}.`;
  }
  return isThere(documents, 'instance', instance) ? undefined : `the document instance/${instance} is missing.`;
}

function documentProblem(
  { kind, form, references = {}, problem }: AnyResource,
  id: string,
  document: object,
  documents: Documents,
  instance: string,
): string | undefined {
  const lacking = lack(document, form as Forms);
  if (lacking) return `lacks ${lacking}`;
  if ((document as { id: string }).id !== id) return 'has another id';
  if (kind === 'instance' && id !== instance) return 'is another instance';
  for (const [field, other] of Object.entries(references)) {
    const target = (document as Record<string, unknown>)[field];
    if (target !== undefined && other && !isThere(documents, other.kind, target)) {
      return `refers by ${field} to ${other.kind}/${String(target).slice(0, 64)}, which is not there`;
    }
  }
  return problem?.(document as { id: string });
}

function isThere(documents: Documents, kind: string, id: unknown): boolean {
  const byId = Object.hasOwn(documents, kind) ? documents[kind] : undefined;
  return byId !== undefined && typeof id === 'string' && Object.hasOwn(byId, id);
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
