// The operation on environments.
import { environmentInUse, environmentNotFound } from '../../protocol/errors.ts';
import type { Publication } from '../documents.ts';
import type { Handler } from '../handler.ts';

export const deleteEnvironment: Handler = {
  writes({ documents, params }) {
    const id = params['env_id'] ?? '';
    if (!documents.has('environment', id)) throw environmentNotFound(id);
    if (documents.list<Publication>('publication').some(({ env_id }) => env_id === id)) throw environmentInUse();
    documents.delete('environment', id);
    return { status: 204 };
  },
};
