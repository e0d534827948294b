// How much there is in a gateway.
import type { Schemas } from '../../../generated/contract.ts';
import type { Api, Publication } from '../documents.ts';
import { releaseId } from '../envs/envs.ts';
import type { Call } from '../handler.ts';
import type { List } from '../resource.ts';

function countApis({ documents }: Call): Schemas['ApiCount'] {
  const publications = documents.list<Publication>('publication').filter(({ env_id }) => env_id === releaseId);
  const instance_num = documents.count('api');
  const nums_on_release = publications.length;
  return { instance_num, nums_on_release, nums_off_release: instance_num - nums_on_release };
}

function countApps({ documents }: Call): Schemas['AppCount'] {
  const authorizations = documents.list<{ app_id: string }>('app-auth');
  const authed_nums = new Set(authorizations.map(({ app_id }) => app_id)).size;
  return { authed_nums, unauthed_nums: documents.count('app') - authed_nums };
}

/** The mock has no marketplace: what is there is said to be offered, as the service says. */
function countApiGroups({ documents }: Call): Schemas['ApiGroupCount'] {
  return { onsell_nums: documents.count('api-group'), offsell_nums: 0 };
}

const listTags: List<Api> = {
  ...{ does: 'list', items: 'tags' },
  rows: ({ documents }) => {
    const tags = documents.list<Api>('api').flatMap((api) => api.tags ?? []);
    return Array.from(new Set(tags), (name) => ({ name }));
  },
  shown: ({ name }) => name,
};

export const overviewOperations = {
  countApis: { reads: countApis },
  countApps: { reads: countApps },
  countApiGroups: { reads: countApiGroups },
  listTags,
};
