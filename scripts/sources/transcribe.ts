// Command: transcribes the sibling reference into spec/sources/sibling.
import { join, resolve } from 'node:path';
import { commandLine } from '@apig-spec/repository/command';
import { step } from '@apig-spec/repository/failure';
import { writeAll } from '@apig-spec/repository/files';
import { siblingSource } from './lib/sibling.ts';
import { sourcesDir } from './lib/tables.ts';
import { countsOf, readTranscription, transcribe } from './lib/transcribe.ts';

const usage = `npm run transcribe -- <folder> [--resource <resource>]…

Transcribes the sibling reference into spec/sources/sibling: the rows of its tables, its statuses and codes; no texts. Only the
operations that the contract has: the others wait until it has them.

  <folder>               the reference: operations.tsv, errors.tsv, and <resource>/<name>.txt for each operation
  --resource <resource>  only this resource, such as apps; may be given several times

It goes by spec/sources/sibling/transcription.yaml, the operationIds, and source.yaml, the rows that recur. What a reader adds
in read/ stays as it is; the other files are written anew.

Ends with 0; 1 where the reference is not understood or contradicts itself, and nothing is written; 2 after a misuse.
`;

const { values, positionals } = commandLine(
  'transcribe',
  usage,
  { resource: { type: 'string', multiple: true, default: [] } },
  ['folder'],
);

await step('transcribe', () => {
  const [folder = ''] = positionals;
  const transcribed = transcribe(resolve(folder), values.resource ?? [], readTranscription());
  writeAll(join(sourcesDir, siblingSource), transcribed.files);
  return countsOf(transcribed);
});
