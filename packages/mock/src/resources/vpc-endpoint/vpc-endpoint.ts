// The endpoint service of a gateway: the VPC endpoints that are connected to it, and the accounts that may connect theirs.
import type { Schemas } from '../../../generated/contract.ts';
import { invalidField, rejection } from '../../protocol/errors.ts';
import { inSeconds } from '../../protocol/stamp.ts';
import type { EndpointConnection, EndpointPermission } from '../documents.ts';
import type { Call, Change } from '../handler.ts';
import { instanceOf } from '../instances/found.ts';
import { shownInstance } from '../instances/progress.ts';
import type { Resource } from '../resource.ts';

const noService = rejection('APIC.7314');

/** Nothing in the API makes a connection: those of the seed are all there are. */
export const endpointConnections: Resource<EndpointConnection> = {
  kind: 'vpc-endpoint-connection',
  form: { id: 'string', status: 'string' },
  shownAs: (connection) => ({
    operation: 'listVpcEndpointConnections',
    body: { total: 1, size: 1, connections: [connection] },
  }),
  operations: {
    listVpcEndpointConnections: {
      ...{ does: 'list', items: 'connections' },
      filters: { id: 'id', marker_id: 'marker_id', status: 'status' },
      rows: (call) => serviceOf(call).list<EndpointConnection>('vpc-endpoint-connection'),
    },
    updateVpcEndpointConnections: { writes: decided },
  },
};

export const endpointPermissions: Resource<EndpointPermission> = {
  kind: 'vpc-endpoint-permission',
  form: { id: 'string', permission: 'string' },
  lookups: ['permission'],
  shownAs: (permission) => ({
    operation: 'listVpcEndpointPermissions',
    body: { total: 1, size: 1, permissions: [permission] },
  }),
  operations: {
    listVpcEndpointPermissions: {
      ...{ does: 'list', items: 'permissions', filters: { permission: { part: 'permission' } } },
      rows: (call) => serviceOf(call).list<EndpointPermission>('vpc-endpoint-permission'),
    },
    createVpcEndpointPermissions: {
      writes: (call) =>
        eachRecord(call, (permission) => {
          const record = { id: call.newId(), permission, created_at: inSeconds(call.now) };
          if (recordsOf(permission, call).length === 0) call.documents.put(endpointPermissions.kind, record.id, record);
        }),
    },
    deleteVpcEndpointPermissions: {
      writes: (call) =>
        eachRecord(call, (permission) => {
          for (const id of recordsOf(permission, call)) call.documents.delete(endpointPermissions.kind, id);
        }),
    },
  },
};

/** The documents of the service. @throws ApigError 404 where the gateway has none, as before it runs */
function serviceOf(call: Call): Call['documents'] {
  const { endpoint_services } = shownInstance(instanceOf(call), call);
  if (!endpoint_services?.length) throw noService(call.scope.instance);
  return call.documents;
}

function decided(call: Change): Schemas['UpdatedVpcEndpointConnections'] {
  const { action, endpoints } = call.body as Schemas['VpcEndpointConnectionAction'];
  const documents = serviceOf(call);
  const status = action === 'receive' ? 'accepted' : 'rejected';
  const connections = [...new Set(endpoints)].map((id) => {
    const connection = documents.get<EndpointConnection>('vpc-endpoint-connection', id);
    if (!connection) throw invalidField('endpoints');
    return { ...connection, status, updated_at: inSeconds(call.now) } satisfies EndpointConnection;
  });
  for (const connection of connections) call.documents.put('vpc-endpoint-connection', connection.id, connection);
  return { total: connections.length, size: connections.length, connections };
}

function eachRecord(call: Change, work: (permission: string) => void): Schemas['VpcEndpointPermissionList'] {
  const { permissions } = call.body as Schemas['VpcEndpointPermissionBatch'];
  serviceOf(call);
  for (const permission of new Set(permissions)) work(permission);
  return { permissions };
}

function recordsOf(permission: string, { documents }: Change): string[] {
  return documents.having(endpointPermissions.kind, 'permission', permission);
}
