// APIs from files and to files, at once or as a task. Policies that a file has are kept beside those of the gateway, or, by
// `extend_mode`, in the place of those of the same names; they hold for no API, since nothing is published by an import. The errata
// `extended-information-of-imports` and `what-simple-mode-omits` say what no source does.
import type { Schemas } from '../../../generated/contract.ts';
import { ApigError, rejection } from '../../protocol/errors.ts';
import { apiGroupNotFound, newGroup } from '../api-groups/api-groups.ts';
import type { ApiBody } from '../apis/body.ts';
import { createdApi, updatedApi } from '../apis/change.ts';
import { routeOf, type Taken, takenIn } from '../apis/rules.ts';
import type { Api, AsyncTask } from '../documents.ts';
import type { Change, Check } from '../handler.ts';
import type { Resource } from '../resource.ts';
import { exported, prepared as preparedExport, type Written } from './export.ts';
import { definitionIn, type Json, objectIn, textIn } from './file.ts';
import { importedMicroservice } from './microservice.ts';
import { keepPolicies, type Policies, policiesIn } from './policies.ts';
import { type Definition, definitionsIn } from './read.ts';
import { full } from './room.ts';

/** How many APIs a file may have. */
const mostImported = 300;

const tooManyImported = rejection('APIG.3127')(String(mostImported));
const apiExists = rejection('APIG.3301')('');
const taskNotFound = rejection('APIG.3093', { kind: 'asynchronous task' });

export const asyncTasks: Resource<AsyncTask> = {
  kind: 'async-task',
  named: { parameter: 'task_id', missing: taskNotFound },
  form: {
    id: 'string',
    task_type: ['import_api', 'export_api'],
    task_status: ['succeed', 'failed'],
    task_result: 'string',
  },
  shown: ({ id, ...task }) => ({ task_id: id, ...task }),
  shownAs: ({ id, ...task }) => ({ operation: 'showAsyncTask', body: { task_id: id, ...task } }),
  operations: {
    showAsyncTask: { does: 'show' },
    importApiDefinitions: { prepares: read, writes: (call) => imported(call.prepared as Read, call) },
    importApiDefinitionsAsync: {
      prepares: read,
      writes: (call) => started('import_api', call, () => imported(call.prepared as Read, call)),
    },
    exportApiDefinitions: { prepares: preparedExport, reads: (call) => exported(call).file },
    exportApiDefinitionsAsync: {
      prepares: preparedExport,
      writes: (call) => started('export_api', call, () => resultOf(exported(call))),
    },
    importMicroservice: { writes: importedMicroservice },
  },
};

function resultOf({ name, type, file }: Written): object {
  return { FileName: name, FileType: `.${type}`, Comment: file.text };
}

/** A task, which is done at once. */
function started(task_type: AsyncTask['task_type'], call: Change, work: () => object): Schemas['TaskStarted'] {
  const { task_status, result } = outcomeOf(work);
  const task = { id: call.newId(), task_status, task_type, task_result: JSON.stringify(result) };
  call.documents.put('async-task', task.id, task);
  return { task_id: task.id };
}

/** What is rejected has changed nothing. */
function outcomeOf(work: () => object): { task_status: AsyncTask['task_status']; result: object } {
  try {
    return { task_status: 'succeed', result: work() };
  } catch (error) {
    if (!(error instanceof ApigError)) throw error;
    return { task_status: 'failed', result: { error_code: error.code, error_msg: error.message } };
  }
}

/** The policies of a file, and its operations, each with what is wrong with it by the contract; or why it cannot be read. */
type Read =
  | ApigError
  | { title: string; definitions: (Definition & { problem: ApigError | undefined })[]; policies: Policies };

/** A form's text booleans may be texts. */
type ImportBody = Omit<Schemas['ApiDefinitionsImport'], 'file_name'> & { group_id?: string; file_name: File };

async function read(body: unknown, check: Check): Promise<Read> {
  const { file_name, mock_mode } = body as ImportBody;
  try {
    const file = await definitionIn(await file_name.text());
    const found = definitionsIn(file, String(mock_mode) === 'true');
    if (found.length > mostImported) return tooManyImported;
    const definitions = await Promise.all(
      found.map(async (definition) => {
        // A name for those that have none, and a group, only so that the rest is checked.
        const checked = { name: 'any', ...definition.body, group_id: 'any' };
        return { ...definition, problem: await check('createApi', checked) };
      }),
    );
    const policies = await policiesIn(file, check);
    return { title: textIn(objectIn(file['info'])['title']) ?? '', definitions, policies };
  } catch (error) {
    if (error instanceof ApigError) return error;
    throw error;
  }
}

/** Creates and updates APIs. What is wrong with all of them is thrown before anything has changed. */
function imported(read: Read, call: Change): Schemas['ApiDefinitionsImported'] {
  if (read instanceof ApigError) throw read;
  const { documents } = call;
  const {
    is_create_group = true,
    group_id: named = '',
    api_mode = 'merge',
    extend_mode = 'merge',
  } = call.body as ImportBody;
  const isNew = String(is_create_group) !== 'false';
  if (!isNew && !documents.has('api-group', named)) throw apiGroupNotFound(named);
  const exceeded = full(call);
  if (exceeded && api_mode === 'merge') throw exceeded;
  const group_id = isNew ? newGroup(groupName(read.title, call), call).id : named;
  keepPolicies(read.policies, extend_mode, call);
  const success: Schemas['ImportedApi'][] = [];
  const failure: Schemas['FailedApi'][] = [];
  const ignore: Schemas['IgnoredApi'][] = [];
  const made = new Set<string>();
  const taken = takenIn(documents);
  const ids = namesIn(call);
  for (const { path, method, isLeftOut, problem, body } of read.definitions) {
    if (isLeftOut) {
      ignore.push({ path, method });
      continue;
    }
    try {
      if (problem) throw problem;
      const id = call.newId();
      const wanted = { name: `API_${id.slice(0, 8)}`, ...withIds(body, ids), group_id } as unknown as ApiBody;
      const known = taken.route(routeOf(wanted as Partial<Api>), group_id, undefined);
      if (known !== undefined && (api_mode === 'merge' || made.has(known))) throw apiExists;
      const api = known === undefined ? created(wanted, call, taken) : updated(known, wanted, call, taken);
      documents.put('api', api.id, api);
      if (known === undefined) taken.add(api);
      made.add(api.id);
      success.push({ path, method, action: known === undefined ? 'create' : 'update', id: api.id });
    } catch (error) {
      if (!(error instanceof ApigError)) throw error;
      failure.push({ path, method, error_code: error.code, error_msg: error.message });
    }
  }
  const result = { success, failure, swagger: { id: call.newId(), result: 'Success' }, group_id };
  return ignore.length > 0 ? { ...result, ignore } : result;
}

function created(body: ApiBody, call: Change, taken: Taken): Api {
  const exceeded = full(call);
  if (exceeded) throw exceeded;
  return createdApi(body, call, taken);
}

function updated(id: string, body: ApiBody, call: Change, taken: Taken): Api {
  const before = call.documents.get<Api>('api', id);
  if (!before) throw apiExists;
  return updatedApi(before, body, call, taken);
}

/** The title of a file, where it can be the name of a group. */
function groupName(title: string, call: Change): string {
  return /^[\p{L}\p{N}][\p{L}\p{N}_./:()-]{2,254}$/u.test(title) ? title : `APIGroup_${call.newId().slice(0, 8)}`;
}

/** The IDs of channels and authorizers by their names. */
function namesIn({ documents }: Change): { channel(name: string): string; authorizer(name: string): string } {
  const idIn = (kind: string) => (name: string) => documents.having(kind, 'name', name)[0] ?? name;
  return { channel: idIn('vpc-channel'), authorizer: idIn('authorizer') };
}

/** A body with IDs in the place of names. */
function withIds(body: Json, ids: ReturnType<typeof namesIn>): Json {
  const { authorizer_id, backend_api, policy_https } = body;
  const onChannel = (backend: Json): Json => {
    const { vpc_channel_id, ...rest } = objectIn(backend['vpc_channel_info']);
    if (vpc_channel_id === undefined) return backend;
    return { ...backend, vpc_channel_info: { vpc_channel_id: ids.channel(String(vpc_channel_id)), ...rest } };
  };
  return {
    ...body,
    ...(typeof authorizer_id === 'string' && { authorizer_id: ids.authorizer(authorizer_id) }),
    ...(backend_api !== undefined && { backend_api: onChannel(objectIn(backend_api)) }),
    ...(Array.isArray(policy_https) && { policy_https: policy_https.map((each) => onChannel(objectIn(each))) }),
  };
}
