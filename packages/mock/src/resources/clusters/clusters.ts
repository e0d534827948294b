// CCE clusters, of another service: their names are the only thing that is shown of them.
import type { Cluster } from '../documents.ts';
import type { Resource } from '../resource.ts';

export const clusters: Resource<Cluster> = { kind: 'cluster', form: { id: 'string', name: 'string' } };
