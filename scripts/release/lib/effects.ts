// The verdicts: whom each kind of change reaches. Nothing else decides on an effect, so that another comparison of contracts
// can go by the same table; scripts/test/release-cases/ holds the cases that both have to agree on.
import type { Effect } from './finding.ts';
import type { PackageName } from './packages.ts';
import type { SchemaChangeKind } from './schemas.ts';

export type Direction = 'request' | 'response';

/** A request that accepts less breaks senders; a response that may hold more, or lacks something, breaks receivers. */
export const schemaEffects: Readonly<Record<SchemaChangeKind, Readonly<Record<Direction, Effect>>>> = {
  narrower: { request: 'sender', response: 'feature' },
  wider: { request: 'feature', response: 'receiver' },
  other: { request: 'sender', response: 'receiver' },
  added: { request: 'feature', response: 'feature' },
  removed: { request: 'sender', response: 'receiver' },
  // Nothing was promised before to whoever leaves the value out.
  'default added': { request: 'feature', response: 'feature' },
  // Whoever leaves the value out gets another one, or no longer knows which.
  'default removed': { request: 'sender', response: 'receiver' },
  'default changed': { request: 'sender', response: 'receiver' },
  deprecated: { request: 'feature', response: 'feature' },
  'no longer deprecated': { request: 'feature', response: 'feature' },
  // Sent, the value has no effect any more.
  readOnly: { request: 'sender', response: 'feature' },
  'no longer readOnly': { request: 'feature', response: 'feature' },
  // It is no longer returned.
  writeOnly: { request: 'feature', response: 'receiver' },
  'no longer writeOnly': { request: 'feature', response: 'feature' },
  generated: { request: 'code', response: 'code' },
};

/** Those who read the documents themselves, or generate code from them. */
const readers: readonly PackageName[] = ['openapi'];

/** Kinds of change of an operation, and of what belongs to the document as a whole. */
export const contractEffects = {
  'operation added': { effect: 'feature' },
  'operation removed': { effect: 'sender' },
  'path or method': { effect: 'sender' },
  // The same request; functions, and all that names operations, are called otherwise.
  operationId: { effect: 'code' },
  // The same request: the validator's `params` and generated code go by the name.
  'path parameter name': { effect: 'code', only: ['openapi', 'client', 'validator'] },
  'tag of an operation': { effect: 'code', only: readers },
  deprecation: { effect: 'feature' },
  retirement: { effect: 'feature' },
  'parameter added, required': { effect: 'sender' },
  'parameter added, optional': { effect: 'feature' },
  'parameter removed': { effect: 'sender' },
  'parameter or body made required': { effect: 'sender' },
  'parameter or body made optional': { effect: 'feature' },
  'spelling of a parameter': { effect: 'sender' },
  'more spellings of a parameter': { effect: 'feature' },
  'request body added, required': { effect: 'sender' },
  'request body added, optional': { effect: 'feature' },
  'request body removed': { effect: 'sender' },
  'request media type added': { effect: 'feature' },
  'request media type removed': { effect: 'sender' },
  'response media type added': { effect: 'receiver' },
  'response media type removed': { effect: 'receiver' },
  'response body added': { effect: 'feature' },
  'response body removed': { effect: 'receiver' },
  'success added': { effect: 'receiver' },
  'success removed': { effect: 'receiver' },
  // An error that was not documented is one that every receiver has to expect anyway.
  'error added': { effect: 'feature' },
  'error removed': { effect: 'feature' },
  // Whoever handles it by its status, or by its code, does so no longer.
  'error moved': { effect: 'receiver' },
  'header added': { effect: 'feature' },
  'header removed': { effect: 'receiver' },
  'header always there': { effect: 'feature' },
  'header not always there': { effect: 'receiver' },
  'link added': { effect: 'feature' },
  'link or callback changed': { effect: 'code', only: readers },
  'security required': { effect: 'sender' },
  'security offered': { effect: 'feature' },
  'server added': { effect: 'feature', only: ['openapi', 'client'] },
  'server removed': { effect: 'sender', only: ['openapi', 'client'] },
  'server variable wider': { effect: 'feature', only: ['openapi', 'client'] },
  'server variable narrower': { effect: 'sender', only: ['openapi', 'client'] },
  'server default': { effect: 'sender', only: ['openapi', 'client'] },
  // References to it and the types generated from it are gone, though requests and responses stay as they are.
  'component removed': { effect: 'code', only: readers },
  'component added': { effect: 'same', only: readers },
  'version of OpenAPI': { effect: 'code', only: readers },
  licence: { effect: 'code', only: readers },
} as const satisfies Record<string, { effect: Effect; only?: readonly PackageName[] }>;

export type ContractChangeKind = keyof typeof contractEffects;

/** Kinds of change of a package that its package.json, its files and its command show. */
export const packageEffects = {
  'runs on less': 'code',
  'runs on more': 'feature',
  'needs more': 'code',
  'needs less': 'feature',
  'installs more': 'feature',
  'installs otherwise': 'same',
  'loads something else': 'code',
  'loads more': 'feature',
  'command removed': 'code',
  'command added': 'feature',
  'command does otherwise': 'code',
  'command offers more': 'feature',
  'data lacks something': 'code',
  'data holds more': 'feature',
  licence: 'code',
  words: 'prose',
  files: 'same',
} as const satisfies Record<string, Effect>;

export type PackageChangeKind = keyof typeof packageEffects;
