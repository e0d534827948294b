// What Ajv finds, in words for whoever edits spec/: Ajv's own read like "[] must NOT have fewer than 1 items".
import type { ErrorObject } from 'ajv/dist/2020.js';

const nouns: Record<string, string> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'an integer',
  null: 'null',
  number: 'a number',
  object: 'a map',
  string: 'a text',
};

/** The value that an error is about, cut short. Needs Ajv's option `verbose`. */
function found({ data }: ErrorObject): string {
  const text = JSON.stringify(data) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** An error of Ajv as a sentence. */
export function ajvMessage(error: ErrorObject): string {
  const { keyword, params, message } = error;
  const value = found(error);
  const count = (noun: string) => `${params['limit']} ${noun}${params['limit'] === 1 ? '' : 's'}`;
  switch (keyword) {
    case 'required':
      return `'${params['missingProperty']}' is missing.`;
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return `Unknown key '${params['additionalProperty'] ?? params['unevaluatedProperty']}'.`;
    case 'type':
      return `${value} is not ${[params['type']]
        .flat()
        .map((type) => nouns[type] ?? type)
        .join(' or ')}.`;
    case 'enum':
      return `${value} is not one of ${(params['allowedValues'] as unknown[]).map((each) => JSON.stringify(each)).join(', ')}.`;
    case 'const':
      return `${value} is not ${JSON.stringify(params['allowedValue'])}.`;
    case 'pattern':
      return `${value} does not match ${params['pattern']}.`;
    case 'minLength':
      return value === '""' ? 'The text is empty.' : `${value} has less than ${count('character')}.`;
    case 'maxLength':
      return `${value} has more than ${count('character')}.`;
    case 'minItems':
      return value === '[]' ? 'The list is empty.' : `The list has less than ${count('item')}.`;
    case 'maxItems':
      return `The list has more than ${count('item')}.`;
    case 'minProperties':
      return value === '{}' ? 'The map is empty.' : `The map has less than ${count('key')}.`;
    case 'maxProperties':
      return `The map has more than ${count('key')}.`;
    case 'uniqueItems':
      return `Items ${params['j']} and ${params['i']} of the list are equal.`;
    case 'minimum':
      return `${value} is less than ${params['limit']}.`;
    case 'maximum':
      return `${value} is more than ${params['limit']}.`;
    default:
      return `${value} ${message}.`;
  }
}
