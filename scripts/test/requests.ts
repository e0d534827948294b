// Requests at random: valid ones, broken ones, and what is hardly a request at all. What they are made from is an edition.
import { METHODS } from 'node:http';
import type { JsonObject } from '@apig-spec/model/json';
import { type Operation, operationsOf } from '@apig-spec/model/operations';
import fc, { type Arbitrary } from 'fast-check';
import { often, one } from './chances.ts';
import { contentOf } from './requests.contents.ts';
import { type ExampleRequest, examplesOf } from './requests.examples.ts';
import { targetOf } from './requests.targets.ts';

export interface RandomRequest {
  method: string;
  /** Path and query. */
  target: string;
  headers: Record<string, string>;
  body: Uint8Array | string | undefined;
  /** The client goes away before it has sent its body. */
  abandoned: boolean;
}

/** Requests for chosen operations of an edition, or for what comes near them. */
export function requestsOf(
  edition: string,
  document: JsonObject,
  isChosen: (id: string) => boolean,
): Arbitrary<RandomRequest> {
  const chosen = operationsOf(document).filter(({ id }) => isChosen(id));
  const likeExamples = examplesOf(edition, document);
  return fc.oneof(
    ...chosen.flatMap((operation) => [
      often(1, asMeant(edition, operation, likeExamples(operation))),
      often(1, requestOf(edition, document, operation)),
    ]),
  );
}

/** With nothing odd about it. */
function asMeant(edition: string, { method }: Operation, of: Arbitrary<ExampleRequest>): Arbitrary<RandomRequest> {
  const headers = { 'X-Auth-Token': 'any', 'X-Apig-Edition': edition };
  return of.map(({ target, content: { headers: own, body } }) => {
    return { method: method.toUpperCase(), target, headers: { ...headers, ...own }, body, abandoned: false };
  });
}

function requestOf(edition: string, document: JsonObject, operation: Operation): Arbitrary<RandomRequest> {
  // Node's client does not send CONNECT as a request.
  const methods = [...METHODS.filter((method) => method !== 'CONNECT'), 'NONSENSE'];
  const method = fc.oneof(often(20, one(operation.method.toUpperCase())), often(1, one(...methods)));
  const chosen = fc.oneof(
    often(9, fc.constant({ prefix: '', header: { 'X-Apig-Edition': edition } })),
    often(9, fc.constant({ prefix: `/editions/${edition}`, header: {} })),
    often(
      1,
      one('', '2024-11', '__proto__', 'x'.repeat(99)).map((name) => ({ prefix: `/editions/${name}`, header: {} })),
    ),
    often(
      1,
      one('', '2024-11', 'constructor').map((name) => ({ prefix: '', header: { 'X-Apig-Edition': name } })),
    ),
  );
  return fc
    .record({
      method,
      chosen,
      target: targetOf(edition, operation),
      headers: headers(),
      content: contentOf(document, operation),
      abandoned: fc.nat(99).map((chance) => chance === 0),
    })
    .map(({ method, chosen, target, headers, content, abandoned }) => ({
      method,
      target: chosen.prefix + target,
      headers: { ...headers, ...chosen.header, ...content.headers },
      body: content.body,
      abandoned: abandoned && content.body !== undefined,
    }));
}

function headers(): Arbitrary<Record<string, string>> {
  const signature = 'SDK-HMAC-SHA256 Access=a, SignedHeaders=host;x-sdk-date, Signature=';
  const credentials = fc.oneof(
    often(30, fc.constant({ 'X-Auth-Token': 'any' })),
    often(3, fc.constant({ Authorization: signature + '0'.repeat(64), 'X-Sdk-Date': '20241111T000000Z' })),
    often(
      1,
      one('', 'Basic YTpi', signature, 'x'.repeat(4000)).map((Authorization) => ({ Authorization })),
    ),
    often(1, fc.constant({})),
  );
  const others = fc.oneof(
    often(15, fc.constant({})),
    often(1, fc.constant({ Origin: 'https://example.com' })),
    often(1, fc.constant({ Origin: 'null', 'Access-Control-Request-Method': 'PUT' })),
    often(1, fc.constant({ Expect: '100-continue' })),
    often(
      1,
      fc.stringMatching(/^[ -~]{0,40}$/).map((text) => ({ 'X-Language': text, Accept: text, 'If-Match': text })),
    ),
    often(
      1,
      fc.constantFrom(9000, 20_000).map((length) => ({ 'X-Long': 'x'.repeat(length) })),
    ),
  );
  return fc.tuple(credentials, others).map(([one, other]) => ({ ...one, ...other }));
}
