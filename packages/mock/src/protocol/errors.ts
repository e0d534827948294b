// Every rejection, with its status, its code and the documented wording.
import type { Problem } from '@apig-spec/validator/lazy';
import type { StoreError } from '../store/store.ts';

/** A rejection: answered as `{ error_code, error_msg }`. */
export class ApigError extends Error {
  override name = 'ApigError';
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/**
 * The error of a resource.
 *
 * @param template - its message; `{}` is where it names the value
 */
export function rejection(status: number, code: string, template: string): (value: string) => ApigError {
  return (value) =>
    new ApigError(
      status,
      code,
      template.replace('{}', () => value),
    );
}

const missing = (name: string) => `The request parameters must be specified, parameter name:${name}`;
const invalid = (name: string) =>
  `Invalid parameter value,parameterName:${name}. Please refer to the support documentation`;

export const unauthorized = () => new ApigError(401, 'APIG.1002', 'Incorrect token or token resolution failed');

export const forbidden = () => new ApigError(403, 'APIG.1005', 'No permissions to request this method');

export const unknownPath = (path: string) => new ApigError(404, 'APIG.0101', `The path does not exist,path:${path}`);

export const unknownMethod = (method: string, allowed: readonly string[]) =>
  new ApigError(405, 'APIG.0101', `The method is not supported,method:${method}`, { allow: allowed.join(', ') });

export const unknownEdition = () => invalidHeader('X-Apig-Edition');

export const noJsonType = () => new ApigError(415, 'APIG.2011', invalid('Content-Type'));

/** The name of the encoding helps more than the pointer to the documentation. */
export const unknownEncoding = (header: string, encoding: string) =>
  new ApigError(
    415,
    'APIG.2011',
    `Invalid parameter value,parameterName:${header}. Not supported,encoding:${encoding}`,
    {
      'accept-encoding': 'identity',
    },
  );

export const unmetExpectation = () => new ApigError(417, 'APIG.2011', invalid('Expect'));

/** Bytes that are not an HTTP request, or not all of one. */
export const invalidHttp = (status: number, reason: string) =>
  new ApigError(status, 'APIG.2012', `Invalid HTTP request: ${reason}`);

/** Who calls by a name that this mock is not to be called by. */
export const hostNotAllowed = (host: string) =>
  new ApigError(403, 'APIG.1005', `The host is not allowed,host:${host}. The mock allows it with --allowed-host`);

export const originNotAllowed = (origin: string) =>
  new ApigError(403, 'APIG.1005', `Pages of this origin may not control the mock,origin:${origin}`);

/** As many bytes of bodies are held as may be. */
export const overloaded = () =>
  new ApigError(503, 'APIG.9008', 'Too many requests. Try again later', { 'retry-after': '1' });

export const missingHeader = (name: string) => new ApigError(400, 'APIG.2001', missing(name));

export const invalidHeader = (name: string) => new ApigError(400, 'APIG.2012', invalid(name));

export const tooLarge = () => new ApigError(413, 'APIG.2011', invalid('body'));

export const noJsonObject = () => new ApigError(400, 'APIG.2001', missing('body'));

/** What the validator found, in the service's words. */
export const invalidRequest = ({ code, parameter }: Problem) =>
  new ApigError(400, code, code === 'APIG.2001' ? missing(parameter) : invalid(parameter));

export const instanceNotFound = rejection(404, 'APIG.3030', 'The instance does not exist;id:{}');

/** Our own bug. The cause is for the log; a caller gets no more than the service would say. */
export const systemError = () => new ApigError(500, 'APIG.9999', 'System error');

/**
 * The mock's own data file, of which the service knows nothing: the codes are none of its codes. Where the file is, the log
 * says.
 */
export function storeFailure({ reason }: StoreError): ApigError {
  switch (reason) {
    case 'busy':
      return new ApigError(
        503,
        'APIG.9503',
        'Another process holds the lock on the data file of the mock. Nothing was changed, try again',
        { 'retry-after': '1' },
      );
    case 'full':
      return new ApigError(
        507,
        'APIG.9507',
        'There is no space left for the data file of the mock. Nothing was changed, try again when there is',
      );
    case 'unusable':
      return new ApigError(
        503,
        'APIG.9503',
        'The data file of the mock cannot be used, the log of the mock says why. Nothing was changed',
      );
  }
}

/** A body that its schema allows, and what it is for does not. */
export const invalidField = (name: string) => new ApigError(400, 'APIG.2011', invalid(name));

/** What operations on gateways answer in the place of the codes that all others have. */
const ofGateways: Readonly<Record<string, [code: string, message: string]>> = {
  'APIG.1002': ['APIC.7102', 'Incorrect token or token resolution failed'],
  'APIG.1005': ['APIC.7106', 'No permissions to request for the method'],
  'APIG.3030': ['APIC.7302', 'Instance not found'],
  'APIG.9999': ['APIC.9000', 'Failed to request internal service'],
};

/**
 * An error with the code that an operation has for it.
 *
 * @param codes - the operation's codes, by status
 */
export function inTermsOf(codes: Readonly<Record<number, readonly string[]>>, error: ApigError): ApigError {
  const [code, message] = ofGateways[error.code] ?? [];
  if (code === undefined || message === undefined || !codes[error.status]?.includes(code)) return error;
  return new ApigError(error.status, code, message, error.headers);
}
