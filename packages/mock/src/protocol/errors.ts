// Every rejection, with its status, its code and the documented wording.
import type { Problem } from '@apig-spec/validator/lazy';
import { errors } from '../../generated/errors.ts';
import type { StoreError } from '../store/store.ts';

/** A rejection: answered as `{ error_code, error_msg }`. */
export class ApigError extends Error {
  override name = 'ApigError';
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What the message names, such as a parameter or an ID. */
  readonly named: string;
  /** What the validator found. */
  readonly problem: Problem | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
    named = '',
    problem?: Problem,
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.named = named;
    this.problem = problem;
  }
}

export type ErrorCode = keyof typeof errors;

/**
 * The error of a code.
 *
 * @param values - by parameter what its message names; all else that it names is the value that is given
 */
export function rejection(
  code: ErrorCode,
  values: Readonly<Record<string, string>> = {},
): (value: string) => ApigError {
  const { status, message } = errors[code];
  return (value) =>
    new ApigError(
      status,
      code,
      message.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? value),
      {},
      value,
    );
}

/** The same error under a status that HTTP has for the occasion. */
function withStatus(
  status: number,
  { code, message }: ApigError,
  headers: Readonly<Record<string, string>> = {},
): ApigError {
  return new ApigError(status, code, message, headers);
}

const missing = rejection('APIG.2001');
const invalidParameter = rejection('APIG.2012');

/** A body that its schema allows, and what it is for does not. */
export const invalidField = rejection('APIG.2011');

export const unauthorized = () => rejection('APIG.1002')('');

export const forbidden = () => rejection('APIG.1005')('');

export const unknownPath = rejection('APIG.0101');

export const unknownMethod = (method: string, allowed: readonly string[]) =>
  new ApigError(405, 'APIG.0101', `The method is not supported,method:${method}`, { allow: allowed.join(', ') });

export const unknownEdition = () => invalidHeader('X-Apig-Edition');

/** A content type that the operation does not take. */
export const unknownType = () => withStatus(415, invalidField('Content-Type'));

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

export const unmetExpectation = () => withStatus(417, invalidField('Expect'));

/** Bytes that are not an HTTP request, or not all of one. */
export const invalidHttp = (status: number, reason: string) =>
  new ApigError(status, 'APIG.2012', `Invalid HTTP request: ${reason}`);

/** Who calls by a name that this mock is not to be called by. */
export const hostNotAllowed = (host: string) =>
  new ApigError(403, 'APIG.1005', `The host is not allowed,host:${host}. The mock allows it with --allowed-host`);

export const originNotAllowed = (origin: string) =>
  new ApigError(403, 'APIG.1005', `Pages of this origin may not control the mock,origin:${origin}`);

/** As many bytes of bodies are held as may be. */
export const overloaded = () => withStatus(503, rejection('APIG.9008')(''), { 'retry-after': '1' });

/** What a body lacks for what it is for, though its schema allows it. */
export const missingField = missing;

export const missingHeader = missing;

export const invalidHeader = invalidParameter;

export const tooLarge = () => withStatus(413, invalidField('body'));

/** No body, or one that cannot be read. */
export const noBody = () => missing('body');

/** What the validator found, in the service's words. */
export const invalidRequest = (problem: Problem) => {
  const { status, code, message, headers, named } = rejection(problem.code)(problem.parameter);
  return new ApigError(status, code, message, headers, named, problem);
};

export const instanceNotFound = rejection('APIG.3030');

/** Our own bug. The cause is for the log; a caller gets no more than the service would say. */
export const systemError = () => rejection('APIG.9999')('');

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
    case 'away':
      return new ApigError(
        503,
        'APIG.9503',
        'The database of the mock cannot be reached. Nothing was changed; try again',
        { 'retry-after': '1' },
      );
    case 'lost':
      return new ApigError(
        503,
        'APIG.9503',
        'The connection to the database of the mock broke while the change was committed. Read whether it is there before you try again',
      );
    case 'unusable':
      return new ApigError(
        503,
        'APIG.9503',
        'The data file of the mock cannot be used, the log of the mock says why. Nothing was changed',
      );
  }
}

/** What any request may meet, and the code that operations on gateways have for it. */
const ofGateways: ReadonlyMap<string, ErrorCode> = new Map<ErrorCode, ErrorCode>([
  ['APIG.1002', 'APIC.7102'],
  ['APIG.1005', 'APIC.7106'],
  ['APIG.2001', 'APIC.7211'],
  ['APIG.2011', 'APIC.7211'],
  ['APIG.2012', 'APIC.7211'],
  ['APIG.3030', 'APIC.7302'],
  ['APIG.9999', 'APIC.9000'],
]);

const isCodeOfGateways = (code: string) => code.startsWith('APIC.');

/**
 * The errors of any request in the terms of an operation that has a code of its own for each, as operations on gateways do.
 *
 * @param codes - the operation's codes, by status
 */
export function inTermsOf(codes: Readonly<Record<number, readonly string[]>>, error: ApigError): ApigError {
  const known = codes[error.status] ?? [];
  const ofGateway = ofGateways.get(error.code);
  if (!ofGateway || known.includes(error.code)) return error;
  // Except for what is wrong with a request, the only code of a status is the one for the occasion.
  const only = known.length === 1 && error.status !== 400 ? known[0] : undefined;
  // A page may leave out a status that any request may meet.
  const isOfGateways = known.length === 0 && Object.values(codes).some((each) => each.some(isCodeOfGateways));
  const own = known.includes(ofGateway) || isOfGateways ? ofGateway : only;
  return own === undefined ? error : withStatus(error.status, rejection(own as ErrorCode)(error.named), error.headers);
}
