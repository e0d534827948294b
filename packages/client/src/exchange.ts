// A call from its options to what it gives, for functions and for methods: its request, its attempts, and its response.
import { attempt, type Outcome } from './attempt.ts';
import { type Clock, clockOf } from './clock.ts';
import { addressOf, numberFrom } from './config.ts';
import type { Watch } from './debug.ts';
import { ApigFault, faultOf, requestIdOf } from './fault.ts';
import type { Binding, Init, Operation, Params, Parts } from './parts.ts';
import { isPathSegment } from './path.ts';
import { requestWith } from './request.ts';

/** Where a client keeps what it is bound to: a symbol, which copies take along, of a function, which logs do not look into. */
export const bindingOf: unique symbol = Symbol();

/** A client. */
export interface WithBinding {
  [bindingOf](): Binding;
}

/** Makes the fault of a response that is not as it should be. */
export type Invalid = (response: Response, body: unknown, cause: unknown) => ApigFault;

const invalid: Invalid = (response, body, cause) => {
  const text = `HTTP ${response.status} is not as documented`;
  const error = cause || new TypeError(text, { cause: body });
  return new ApigFault('invalid-response', error, requestIdOf(response, body), text);
};

/** How a call is written and read. */
export interface Codec<Given extends Init, Called extends Operation, Made> {
  /** @param check - whether a value stays one segment of a path */
  partsOf(address: string, operation: Called, params: Params, init: Given, check: typeof isPathSegment): Parts;
  read(outcome: Outcome, init: Given, invalid: Invalid, operation: Called): Promise<Made>;
}

/**
 * Makes a call.
 *
 * @param given - the codec of functions, in `call.ts`, or of openapi-fetch's methods, in `methods.ts`
 * @throws {@link ApigFault} where nothing could be sent, or there is no response
 */
export async function exchange<Given extends Init, Called extends Operation, Made>(
  binding: Binding,
  operation: Called,
  init: Given,
  given: Codec<Given, Called, Made> | Promise<Codec<Given, Called, Made>>,
): Promise<Made> {
  const params = { ...init.params, path: { ...binding.ids, ...init.params?.path } };
  let parts: Parts;
  let request: Request;
  let clock: Clock;
  let codec: Codec<Given, Called, Made>;
  try {
    // Functions have written their request when they return: what their caller changes then is not sent.
    codec = 'then' in given ? await loaded(given) : given;
    const address = init.baseUrl === undefined ? binding.address : addressOf(init.baseUrl, 'baseUrl');
    clock = clockOf(numberFrom(0, init.timeout ?? binding.timeout, 'timeout'));
    parts = codec.partsOf(address, operation, params, init, isPathSegment);
    const { wrong } = parts;
    if (wrong) throw new ApigFault('invalid-request', 0, undefined, `${wrong} is missing or leads to another path`);
    request = requestWith(parts.url, { ...parts.init, method: operation.method });
  } catch (thrown) {
    throw faultOf(thrown, 'invalid-request');
  }
  const layers = binding.middleware.concat(parts.middleware ?? []);
  const attemptOptions = { ...binding, ...parts, clock };
  return clock
    .race(request.signal, async () => {
      const send = (each: Request, watch?: Watch) => attempt(each, { ...attemptOptions, watch });
      let outcome: Outcome;
      if (layers[0] || binding.debug) {
        // What the first call loads is not part of its time.
        clock.stop();
        const { through } = await loaded(import('./layers.ts'));
        outcome = { response: await through(layers, { ...attemptOptions, ...operation, params, request, send }) };
      } else outcome = await send(request);
      return codec.read(outcome, init, invalid, operation);
    })
    .finally(clock.stop);
}

/** A part of the client that only some calls need. @throws {@link ApigFault} where it cannot be loaded */
const loaded = <Part>(part: Promise<Part>): Promise<Part> =>
  part.catch((thrown) => {
    throw faultOf(thrown, 'network');
  });
