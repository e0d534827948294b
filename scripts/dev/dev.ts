// Command: the development loop. Watches spec/; on each change bundles it, renews what is generated from it for the edition that
// the mock serves, restarts the mock and reloads the docs; then checks the resources that the change touches, until the next one.
import { join, relative } from 'node:path';
import { runChecks } from '@apig-spec/checks/run';
import { type Edition, editionsOf } from '@apig-spec/model/editions';
import { operationsOf } from '@apig-spec/model/operations';
import { commandLine, portOf } from '@apig-spec/repository/command';
import { readRevisions } from '@apig-spec/repository/editions';
import { step } from '@apig-spec/repository/failure';
import { readBuilt, writeAll } from '@apig-spec/repository/files';
import { distDir, packagesDir, root, specDir } from '@apig-spec/repository/paths';
import { inScope, ofResources } from '@apig-spec/repository/scope';
import { textWithoutProse } from '@apig-spec/repository/unchanged';
import { DevServer } from './lib/dev-server.ts';
import { changesIn } from './lib/watching.ts';

const usage = `npm run dev -- [options]

Watches spec/. On each change it bundles the editions, writes types and validators of one of them, restarts the mock where
it checks by something else now, reloads open pages of the docs, and checks the resources that were touched. Mistakes are
reported, and it goes on.

  --edition <edition>  the edition that the mock serves (default: the newest revision in English)
  --mock-port <port>   port of the mock (default 4010; 0 takes a free one)
  --data <file>        SQLite file of the mock (default .data/apig-mock.sqlite)
  --docs-port <port>   port of the docs (default 4011; 0 takes a free one)
  --no-docs            serve no docs
  --help               show this and end

Types of other editions, the compiled packages, and of the docs the search and the packages' reference are made by
npm run build. Ctrl-C ends it.
`;

const { values, wrong } = commandLine('dev', usage, {
  edition: { type: 'string' },
  'mock-port': { type: 'string', default: '4010' },
  data: { type: 'string', default: join(root, '.data', 'apig-mock.sqlite') },
  'docs-port': { type: 'string', default: '4011' },
  'no-docs': { type: 'boolean', default: false },
});
const { edition, mockPort, docsPort } = settings();
// Loaded only now: they take long, and a wrong command line is told at once.
const [{ bundle }, { writeEditions }, { errorsModule, responsesModule, shared }, { types }, { validators }] =
  await Promise.all([
    import('@apig-spec/bundle/bundle'),
    import('@apig-spec/bundle/editions'),
    import('@apig-spec/emit/shared'),
    import('@apig-spec/emit/types'),
    import('@apig-spec/emit/validators'),
  ]);
// It runs from the sources, and from what has just been generated.
const mock = new DevServer('mock', mockPort, (port) => [
  ...['--import', join(import.meta.dirname, 'lib', 'from-source.ts'), join(packagesDir, 'mock', 'src', 'cli.ts')],
  ...['serve', '--port', String(port), '--edition', edition.name, '--data', values.data],
]);
const docs = new DevServer('docs', docsPort, (port) => [join(root, 'docs', 'dev.ts'), String(port)]);
/** What the checks of each resource were compiled from, and the examples and errors that the running mock shows. */
let served = { rules: new Map<string, string>(), examples: '', errors: '' };
let checking = { done: Promise.resolve(), stop: new AbortController() };

let ending = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, async () => {
    // A terminal and npm may both pass on the same Ctrl-C.
    if (ending) return;
    ending = true;
    await Promise.all([stopChecking(), mock.stop(), docs.stop()]);
    process.exit(0);
  });
}

const changes = changesIn(specDir);
let next = changes.next();
console.log(`dev: watching ${relative(root, specDir)}/`);
await renew();
for (;;) {
  const { value: files } = await next;
  next = changes.next();
  console.log(`\ndev: ${files.slice(0, 3).join(', ')}${files.length > 3 ? ` and ${files.length - 3} more` : ''}`);
  await stopChecking();
  if (files.some((file: string) => file.endsWith('.schema.json')))
    console.log('dev: schemas are read once; start it again.');
  if (await renew()) check(files);
}

function settings(): { edition: Edition; mockPort: number; docsPort: number } {
  const editions = editionsOf(readRevisions());
  const edition = values.edition === undefined ? editions[0] : editions.find(({ name }) => name === values.edition);
  if (!edition)
    return wrong(`Unknown edition '${values.edition}'. Known: ${editions.map(({ name }) => name).join(', ')}.`);
  try {
    const [mockPort, docsPort] = [
      portOf('--mock-port', values['mock-port']),
      portOf('--docs-port', values['docs-port']),
    ];
    return { edition, mockPort, docsPort };
  } catch (error) {
    return wrong((error as Error).message);
  }
}

/** Makes everything from spec/ as it is now. @returns whether spec/ could be bundled, and what follows be made */
async function renew(): Promise<boolean> {
  const started = performance.now();
  if (!(await step('bundle', bundle))) return false;
  renewDocs();
  const rules = rulesOf(edition);
  const changed = new Set([...rules.keys()].filter((resource) => rules.get(resource) !== served.rules.get(resource)));
  const only = [...rules.keys()].join() === [...served.rules.keys()].join() ? changed : undefined;
  if (only?.size !== 0 && !(await step('validators', () => validators([edition.revision], only)))) return false;
  const typed = async () => (await step('types', () => types(edition.name))) && (await step('shared', shared));
  // Later the types follow the mock, which waits for them only where there may be none yet.
  const isFirst = served.rules.size === 0;
  if (isFirst && !(await typed())) return false;
  // What the mock responds with is of the newest edition, whichever it serves.
  const [newest = edition] = editionsOf(readRevisions());
  const examples = responsesModule({ document: readBuilt(join(distDir, `${newest.name}.json`)) });
  const errors = errorsModule();
  const modules = new Map([
    ['examples.ts', examples],
    ['errors.ts', errors],
  ]);
  writeAll(join(packagesDir, 'mock', 'generated'), modules);
  if ((only?.size !== 0 || examples !== served.examples || errors !== served.errors) && !ending) {
    try {
      await mock.restart();
      served = { rules, examples, errors };
    } catch (error) {
      console.error(`dev: ${(error as Error).message}`);
    }
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`dev: the mock is up to date (${seconds} s)`);
  if (!isFirst && !(await typed())) return false;
  // They are committed with the change; nothing that runs waits for them.
  return step('editions', writeEditions);
}

/** Reloads the docs; where they are not running, starts them, and goes on meanwhile. */
function renewDocs(): void {
  if (values['no-docs'] || ending) return;
  if (docs.isRunning) docs.tellChange();
  else docs.restart().catch((error: Error) => console.error(`dev: ${error.message}`));
}

/** What the checks of each resource of a revision are compiled from: all but the prose that they do not tell. */
function rulesOf({ revision }: Edition): Map<string, string> {
  const documents = editionsOf([revision]).flatMap(({ name }) =>
    [join(distDir, `${name}.json`), join(distDir, 'observed', `${name}.json`)].map(readBuilt),
  );
  const resources = new Set(documents.flatMap((document) => operationsOf(document).map(({ resource }) => resource)));
  return new Map(
    [...resources].map((resource) => {
      const own = documents.map((document) => inScope(document, ofResources(document, new Set([resource]))));
      return [resource, textWithoutProse(own)];
    }),
  );
}

/** Begins to check the resources that files are of; all, where a file is not of one alone. */
function check(files: readonly string[]): void {
  const resources = new Set(files.map((file) => /^resources\/([^/]+)\//.exec(file)?.[1]));
  const touched = resources.has(undefined) ? [undefined] : [...resources];
  const stop = new AbortController();
  const all = async () => {
    for (const resource of touched) {
      const passed = await runChecks(resource, stop.signal);
      if (stop.signal.aborted) return;
      console.log(`dev: ${resource ?? 'all resources'}: ${passed ? 'no mistakes' : 'there are mistakes, see above'}`);
    }
  };
  checking = { done: all(), stop };
}

async function stopChecking(): Promise<void> {
  checking.stop.abort();
  await checking.done;
}
