// What every edition exports beside its own functions and types.
export type { Middleware } from 'openapi-fetch';
export type { Auth, Signer, TokenAuth } from './auth.ts';
export type { CallOptions } from './call.ts';
export { ApigConfigError } from './config.ts';
export type { DebugEntry, Shown } from './debug.ts';
export { ApigFault, type FaultName } from './fault.ts';
export { type PageOf, paginate } from './paginate.ts';
export { isPathSegment } from './path.ts';
export type { Problem } from './problem.ts';
export {
  type AnyResult,
  ApigError,
  type ErrorStatus,
  type Fault,
  type FaultError,
  type OpenCode,
  type OtherRefusal,
  orThrow,
  type Refusal,
  type Refused,
  type Success,
} from './result.ts';
export { type WaitOptions, waitFor } from './wait.ts';
