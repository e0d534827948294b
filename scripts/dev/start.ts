// `npm start`, after the build: the mock and the docs in one process, until Ctrl-C.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from '@apig-spec/mock/node';
import { type Durability, sqliteStore } from '@apig-spec/mock/sqlite';
import { portOf } from '@apig-spec/repository/command';
import { root } from '@apig-spec/repository/paths';
import { serveFolder } from './lib/folder-server.ts';

const usage = `Usage: npm start -- [options]

  --mock-port <port>  port of the mock, or APIG_MOCK_PORT (default 4010; 0 takes a free one)
  --docs-port <port>  port of the docs, or APIG_DOCS_PORT (default 4011; 0 takes a free one)
  --data <file>       SQLite file of the mock, or APIG_DATA (default .data/apig-mock.sqlite)
  --durability <d>    what outlives a power failure, or APIG_DURABILITY: normal, all but perhaps the last writes;
                      full, every acknowledged write (default normal)
  --docs <folder>     the built docs (default docs/dist)
  --help              show this and end
`;

/** This machine only: the mock asks for no password. */
const host = '127.0.0.1';

const path = '/v2/73d69ae0cfcf460190522d06b60f05ad/apigw/instances/eddc4d25480b4cd6b512f270a1b8b341/vpc-channels';

try {
  const settings = settingsOf(process.argv.slice(2));
  if (settings === 'help') process.stdout.write(usage);
  else await start(settings);
} catch (error) {
  console.error(`start: ${(error as Error).message}`);
  process.exit(1);
}

interface Settings {
  mockPort: number;
  docsPort: number;
  data: string;
  durability: Durability;
  docs: string;
}

function settingsOf(args: string[]): Settings | 'help' {
  const { env } = process;
  const { values } = parseArgs({
    args,
    options: {
      'mock-port': { type: 'string', default: env['APIG_MOCK_PORT'] || '4010' },
      'docs-port': { type: 'string', default: env['APIG_DOCS_PORT'] || '4011' },
      data: { type: 'string', default: env['APIG_DATA'] || join(root, '.data', 'apig-mock.sqlite') },
      durability: { type: 'string', default: env['APIG_DURABILITY'] || 'normal' },
      docs: { type: 'string', default: join(root, 'docs', 'dist') },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return 'help';
  return {
    mockPort: portOf('--mock-port', values['mock-port']),
    docsPort: portOf('--docs-port', values['docs-port']),
    data: values.data,
    durability: durabilityOf(values.durability),
    docs: values.docs,
  };
}

function durabilityOf(text: string): Durability {
  if (text === 'normal' || text === 'full') return text;
  throw new Error(`--durability: '${text}' is neither normal nor full.`);
}

async function start({ mockPort, docsPort, data, durability, docs }: Settings): Promise<void> {
  if (!existsSync(join(docs, 'index.html'))) {
    throw new Error(`${relative(root, docs) || docs} holds no built docs. Run \`npm run build\` first.`);
  }
  const site = await serveFolder(docs, host, docsPort);
  const store = sqliteStore(data, { durability });
  const mock = await serve({ host, port: mockPort, store });
  endOnSignal(() => Promise.all([mock.close(), site.close()]));

  console.log(`
mock  ${mock.url}
docs  ${site.url}
data  ${data}

Try:
  curl -H 'X-Auth-Token: any' -H 'Content-Type: application/json' ${mock.url}${path} \\
    -d '{"name":"VPC_demo","port":80,"balance_strategy":1,"member_type":"ip","members":[{"host":"192.168.0.5"}]}'

Ctrl-C ends both.
`);
  if (store.shared) console.log(`${data} is in use by another process. Both share one state.\n`);
}

/** @param close - is called once: a terminal and npm may both pass on the same Ctrl-C */
function endOnSignal(close: () => Promise<unknown>): void {
  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, async () => {
      if (ending) return;
      ending = true;
      await close();
      process.exit(0);
    });
  }
}
