// Command: begins a new revision of the contract. What comes after is said at its end, and told in the docs' guide.
import { execFileSync } from 'node:child_process';
import { commandLine } from '@apig-spec/repository/command';
import { readRevisions } from '@apig-spec/repository/editions';
import { step } from '@apig-spec/repository/failure';
import { writeAll } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';
import { newRevision } from './lib/new-revision.ts';

const usage = `npm run new:revision -- <revision> [--document <file> --title <title> [--dated <date>] [--locale <locale>]]

Begins a revision, such as 2025-06: the newest one under another name, and a step back to what it was.

  --document <file>   the source document that states it; its folder is begun, too
  --title <title>     the document's title
  --dated <date>      its date, such as 2025-06-30
  --locale <locale>   its language: en (the default) or zh-CN
`;

const { values, positionals, wrong } = commandLine(
  'new:revision',
  usage,
  {
    document: { type: 'string' },
    title: { type: 'string' },
    dated: { type: 'string' },
    locale: { type: 'string', default: 'en' },
  },
  ['revision'],
);
const [revision = ''] = positionals;
const { document, title, dated = null, locale } = values;

if ((document === undefined) !== (title === undefined)) wrong('--document and --title go together.');
else {
  await step('new:revision', () => {
    const [newest = ''] = readRevisions();
    const files = newRevision(revision, document && title ? { file: document, title, dated, locale } : undefined);
    writeAll(root, files);
    for (const file of files.keys()) console.log(`  ${file}`);
    console.log(leftToDo(revision, newest));
    return `${revision} created, ${files.size} files`;
  });
}

/** What only people can do, in its order. */
function leftToDo(revision: string, newest: string): string {
  const pattern = `${newest.replace('-', '[-]')}`;
  const naming = execFileSync(
    'git',
    ['grep', '-l', pattern, '--', '*.md', 'packages/*/test/*', 'docs', 'scripts/bench', ':!.changeset'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  return `
Left to do:
  1. Transcribe the document into its folder, spec/sources/<name>/, by resource, and its examples into examples/ there.
  2. Update spec/resources and spec/shared to ${revision}. Describe each change in spec/revisions/${newest}.yaml, in both
     languages, and revert it in revisions/${newest}.overlay.yaml of its resource, in an action with its id as x-change.
  3. npm run build    stops where an overlay no longer matches; npm run translations lists missing Chinese texts.
  4. npm run check    lists each row that the contract contradicts: correct it, or record an erratum.
  5. Run npm test, and check the files that mention ${newest} and may mean the newest revision:
${naming.trim().replaceAll(/^/gm, '       ')}
  6. Complete .changeset/revision-${revision}.md with the changes of the revision.
`;
}
