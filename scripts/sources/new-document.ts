// Command: begins a source document.
import { commandLine } from '@apig-spec/repository/command';
import { readRevisions } from '@apig-spec/repository/editions';
import { step } from '@apig-spec/repository/failure';
import { writeAll } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';
import { newDocument } from './lib/new-document.ts';

const usage = `npm run new:document -- <file> --revision <revision> --title <title> [--dated <date>] [--locale <locale>]

Begins a source document: a folder in spec/sources/ for what the document states, row by row.

  <file>                  the document's file name
  --revision <revision>   the revision that it states, such as 2024-11
  --title <title>         its title
  --dated <date>          its date, such as 2025-06-30; none by default
  --locale <locale>       its language: en (the default) or zh-CN
`;

const { values, positionals, wrong } = commandLine(
  'new:document',
  usage,
  {
    revision: { type: 'string' },
    title: { type: 'string' },
    dated: { type: 'string' },
    locale: { type: 'string', default: 'en' },
  },
  ['file'],
);
const [file = ''] = positionals;
const { revision, title, dated = null, locale } = values;
if (revision === undefined) wrong('--revision is missing.');
else if (title === undefined) wrong('--title is missing.');
else {
  await step('new:document', () => {
    const files = newDocument(revision, { file, title, dated, locale }, readRevisions());
    writeAll(root, files);
    const [source = ''] = files.keys();
    console.log(`
Left to do:
  1. Transcribe the document's tables into <resource>.yaml next to ${source}, and its examples into examples/; count both there.
     You may choose a more descriptive name for the folder: errata and changes name rows by it.
  2. npm run check    names each row that the contract does not agree with: correct it, or record an erratum.
`);
    return `${source} begun`;
  });
}
