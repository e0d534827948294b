// The revisions of the contract, for paths of pages: a test names one only where it tests what that revision says.
import { readRevisions } from '@apig-spec/repository/editions';

const revisions = readRevisions();

export const [newest = ''] = revisions;
export const oldest = revisions.at(-1) ?? '';
