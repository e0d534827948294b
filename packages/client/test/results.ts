// What the types of results say. Checked by the type check alone: each `@ts-expect-error` is an error where none is found.

import { showVpcChannel as showOfMay2023 } from '../generated/2023-05.zh-CN.ts';
import { aksk } from '../src/aksk.ts';
import { retry } from '../src/retry.ts';
import {
  type ApigClientOptions,
  ApigError,
  ApigFault,
  createApigClient,
  createSignatureKey,
  createVpcChannel,
  deleteThrottle,
  type FaultName,
  listThrottleBoundApis,
  orThrow,
  showInstance,
  showVpcChannel,
  type VpcChannelCreate,
  type VpcChannelDetails,
  type VpcChannelInfo,
} from './generated/newest.ts';

/** Whether two types are the same, and not merely assignable to each other. */
type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
const same = <One, Other>(_: Same<One, Other>): void => {};
/** Whether a type is one of the literals of a union. */
type Includes<Union, Literal> = Literal extends Union ? true : false;

const bound = { projectId: 'p', instanceId: 'i', auth: { token: 't' } };
export const apig = createApigClient({ endpoint: 'https://localhost', ...bound });
declare const body: VpcChannelCreate;

export async function byOk() {
  const result = await createVpcChannel(apig, { body });
  same<typeof result.requestId, string | undefined>(true);
  if (result.ok) {
    same<typeof result.status, 201>(true);
    same<typeof result.data, VpcChannelInfo>(true);
    // @ts-expect-error no error beside data
    return result.error;
  }
  // @ts-expect-error no data beside an error
  result.data;
  same<typeof result.error.message, string>(true);
  same<typeof result.error.requestId, string | undefined>(true);
  if (result.status === 0) {
    same<typeof result.fault, FaultName>(true);
    same<typeof result.error.code, FaultName>(true);
    return result.cause;
  }
  const code: string = result.error.code;
  return code + result.error.message;
}

export async function byStatus() {
  const result = await showVpcChannel(apig, { vpc_channel_id: 'c' });
  switch (result.status) {
    case 200:
      same<typeof result.data, VpcChannelDetails>(true);
      return result.data;
    case 404: {
      same<typeof result.status, 404>(true);
      const { code } = result.error;
      same<typeof code, 'APIG.3030' | 'APIG.3023' | (string & {})>(true);
      // Known codes are kept beside the open tail, so that editors offer them.
      same<Includes<typeof code, 'APIG.3023'>, true>(true);
      if (code === 'APIG.9876') return 'undocumented, and nevertheless possible';
      // @ts-expect-error a rejection has no data
      return result.data;
    }
    case 401:
      same<typeof result.error.code, 'APIG.1002' | (string & {})>(true);
      return undefined;
    case 503:
      // Not documented, reachable, and with no known code.
      same<typeof result.error.code, string & {}>(true);
      return result.error.message;
    case 0:
      return result.fault === 'timeout' ? 'late' : result.cause;
    // @ts-expect-error no status of a result
    case 999:
      return undefined;
    default: {
      const status: number = result.status;
      return `${status} ${result.error.code}`;
    }
  }
}

export async function ofOtherOperations() {
  const key = await createSignatureKey(apig, { body: { name: 'key' } });
  if (key.status === 412) same<typeof key.error.code, 'APIG.3548' | (string & {})>(true);
  const show = await showVpcChannel(apig, { vpc_channel_id: 'c' });
  // A status that only another operation documents has no known codes.
  if (show.status === 412) same<typeof show.error.code, string & {}>(true);
  const gone = await deleteThrottle(apig, { throttle_id: 't' });
  if (gone.ok) same<typeof gone.data, undefined>(true);
  return orThrow(gone);
}

export async function byException() {
  const channel = orThrow(await createVpcChannel(apig, { body }));
  same<typeof channel, VpcChannelInfo>(true);
  try {
    return channel.id;
  } catch (error) {
    if (error instanceof ApigError) return `${error.status} ${error.code} ${error.requestId}`;
    if (error instanceof ApigFault) same<typeof error.fault, FaultName>(true);
    throw error;
  }
}

export const inputs = [
  () => showInstance(apig),
  () => showInstance(apig, { timeout: 1000, signal: AbortSignal.timeout(5), headers: { 'X-Trace': '1' } }),
  () => listThrottleBoundApis(apig, { query: { throttle_id: 't', limit: 20 } }),
  // @ts-expect-error no body
  () => createVpcChannel(apig, {}),
  // @ts-expect-error no input
  () => createVpcChannel(apig),
  // @ts-expect-error no ID of the channel
  () => showVpcChannel(apig, {}),
  // @ts-expect-error misspelt
  () => showVpcChannel(apig, { vpc_channel_ids: 'c' }),
  // @ts-expect-error no required parameter of the query
  () => listThrottleBoundApis(apig, { query: {} }),
  // @ts-expect-error project and instance are bound
  () => showVpcChannel(apig, { vpc_channel_id: 'c', project_id: 'p' }),
  // @ts-expect-error an ip member has a host
  () => createVpcChannel(apig, { body: { ...body, member_type: 'ip', members: [{ weight: 1 }] } }),
  // @ts-expect-error a client of another edition
  () => showOfMay2023(apig, { vpc_channel_id: 'c' }),
];

export const options: ApigClientOptions[] = [
  { region: 'cn-north-4', ...bound },
  { region: 'a-region-of-tomorrow', ...bound },
  { endpoint: 'https://localhost', ...bound, auth: { token: async () => 't' } },
  { endpoint: 'https://localhost', ...bound, auth: { token: (rejected) => rejected ?? 't' } },
  { endpoint: 'https://localhost', ...bound, auth: aksk({ accessKey: 'a', secretKey: 's' }), middleware: [retry()] },
  // @ts-expect-error neither endpoint nor region
  { ...bound },
  // @ts-expect-error both of them
  { endpoint: 'https://localhost', region: 'cn-north-4', ...bound },
  // @ts-expect-error no credentials
  { endpoint: 'https://localhost', projectId: 'p', instanceId: 'i' },
  // @ts-expect-error a token is under `auth`
  { endpoint: 'https://localhost', projectId: 'p', instanceId: 'i', token: 't' },
  { endpoint: 'https://localhost', ...bound, timeout: Number.POSITIVE_INFINITY, maxResponseBytes: 1024 },
  // @ts-expect-error a token is a string
  { endpoint: 'https://localhost', ...bound, auth: { token: 1 } },
];
