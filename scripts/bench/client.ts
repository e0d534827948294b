// The client and the validator against what people would use instead: openapi-typescript's plain types, openapi-fetch as it
// comes, Ajv at run time.
import { execFile } from 'node:child_process';
import { mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { createApigClient, createVpcChannel, type VpcChannelCreate } from '@apig-spec/client';
import type { Json } from '@apig-spec/model/json';
import { objectOf, resolve } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { readRevisions } from '@apig-spec/repository/editions';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir, root } from '@apig-spec/repository/paths';
import { validateRequest } from '@apig-spec/validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import createClient from 'openapi-fetch';
import openapiTS, { astToString } from 'openapi-typescript';
import { compared, type Line, timed } from './measure.ts';

const [newest] = readRevisions();
const document = readBuilt(join(distDir, `${newest}.en.json`));
const channels = '/v2/{project_id}/apigw/instances/{instance_id}/vpc-channels';
const schema = `#/paths/${channels.replaceAll('/', '~1')}/post/requestBody/content/application~1json/schema`;

/** Every create body that is an example. */
const bodies = Object.values(operationsOf(document).find(({ id }) => id === 'createVpcChannel')?.requestExamples ?? {})
  .map((example) => objectOf(resolve(document, example))['value'])
  .filter((value): value is Json => value !== undefined);

export const rounds = 9;

export async function* lines(rounds: number): AsyncGenerator<Line> {
  yield* typeChecks(rounds);
  yield await overhead(rounds);
  yield await validations(rounds);
  yield await startUp(rounds);
}

const body = `{
  name: 'VPC_demo',
  port: 80,
  balance_strategy: 1,
  member_type: 'ip',
  members: [{ host: '192.168.0.5' }],
}`;
const program = `import { createApigClient, createVpcChannel } from '@apig-spec/client';
const apig = createApigClient({ endpoint: 'http://localhost', projectId: 'p', instanceId: 'i', auth: { token: 't' } });
const result = await createVpcChannel(apig, { body: ${body} });
if (result.ok) console.log(result.data.id);
else if (result.status === 404) console.log(result.error.code);
`;
const plainProgram = `import createClient from 'openapi-fetch';
import type { paths } from './plain.d.ts';
const apig = createClient<paths>({ baseUrl: 'http://localhost', headers: { 'X-Auth-Token': 't' } });
const path = { project_id: 'p', instance_id: 'i' };
const { data, error, response } = await apig.POST('${channels}', { params: { path }, body: ${body} });
if (data) console.log(data.id);
else if (response.status === 404) console.log(error.error_code);
`;

/** How long a compiler takes for the program that creates a channel, from its start to its end. */
async function* typeChecks(rounds: number): AsyncGenerator<Line> {
  const folder = join(root, 'node_modules', '.cache', 'apig-bench');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'node_modules', '@apig-spec'), { recursive: true });
  const client = join(root, 'packages', 'client');
  symlinkSync(client, join(folder, 'node_modules', '@apig-spec', 'client'));
  symlinkSync(
    realpathSync(join(client, 'node_modules', 'openapi-fetch')),
    join(folder, 'node_modules', 'openapi-fetch'),
  );
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  // Without the option, fields that have a default are required, and the program does not compile.
  const plain = await openapiTS(JSON.stringify(document), { defaultNonNullable: false });
  writeFileSync(join(folder, 'plain.d.ts'), astToString(plain));
  for (const [name, text] of [
    ['ours', program],
    ['theirs', plainProgram],
  ] as const) {
    const compilerOptions = {
      ...{ strict: true, noEmit: true, skipLibCheck: true, module: 'nodenext', target: 'es2022' },
      ...{ lib: ['es2022', 'dom'], types: [], allowImportingTsExtensions: true },
    };
    writeFileSync(join(folder, `${name}.ts`), text);
    writeFileSync(join(folder, `${name}.json`), JSON.stringify({ compilerOptions, files: [`${name}.ts`] }));
  }
  const compilers = [
    ['TypeScript 7', join(root, 'node_modules', 'typescript', 'bin', 'tsc')],
    ['TypeScript 5.9', join(root, 'scripts', 'node_modules', 'typescript', 'bin', 'tsc')],
  ] as const;
  for (const [name, tsc] of compilers) {
    const check = (side: string) => () => timed(() => node(folder, tsc, '-p', `${side}.json`));
    yield {
      what: `type-checking a program, ${name}`,
      against: 'plain openapi-typescript',
      unit: 'ms',
      ...(await compared(rounds, check('ours'), check('theirs'))),
      aim: { atMost: 1.2 },
    };
  }
  rmSync(folder, { recursive: true, force: true });
}

/** How long a call takes where the network takes nothing. */
async function overhead(rounds: number): Promise<Line> {
  const calls = 2000;
  const fetch = () =>
    Promise.resolve(
      new Response('{"id":"c"}', { status: 201, headers: { 'Content-Type': 'application/json', 'X-Request-Id': 'r' } }),
    );
  const ids = { project_id: 'p', instance_id: 'i' };
  const channel: VpcChannelCreate = {
    name: 'VPC_demo',
    port: 80,
    balance_strategy: 1,
    member_type: 'ip',
    members: [{ host: '192.168.0.5' }],
  };
  const ours = createApigClient({
    ...{ endpoint: 'http://localhost', projectId: 'p', instanceId: 'i', auth: { token: 't' } },
    fetch,
  });
  const theirs = createClient<Record<string, Record<string, object>>>({
    ...{ baseUrl: 'http://localhost', headers: { 'X-Auth-Token': 't' }, fetch },
  });
  const perCall = async (call: () => Promise<boolean>) => {
    const took = await timed(async () => {
      for (let count = 0; count < calls; count += 1) if (!(await call())) throw new Error('A call failed.');
    });
    return (took / calls) * 1000;
  };
  const send = theirs.request as unknown as (method: string, path: string, init: object) => Promise<{ data?: object }>;
  return {
    what: 'a call, with a stub for fetch',
    against: 'openapi-fetch',
    unit: 'µs',
    ...(await compared(
      rounds,
      () => perCall(async () => (await createVpcChannel(ours, { body: channel })).ok),
      () =>
        perCall(
          async () => (await send('post', channels, { params: { path: ids }, body: channel })).data !== undefined,
        ),
    )),
    aim: { atMost: 1.2 },
  };
}

async function validations(rounds: number): Promise<Line> {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, 'edition');
  const plain = ajv.compile({ $ref: `edition${encodeURI(schema)}` });
  const turns = 2000;
  const perSecond = async (valid: (body: Json) => boolean) => {
    const took = await timed(() => {
      for (let turn = 0; turn < turns; turn += 1) {
        for (const body of bodies) if (!valid(body)) throw new Error(`Rejected: ${JSON.stringify(body)}`);
      }
    });
    return (turns * bodies.length * 1000) / took;
  };
  return {
    what: 'valid create bodies',
    against: 'Ajv without the CEL rules',
    unit: '/s',
    ...(await compared(
      rounds,
      () => perSecond((body) => validateRequest('createVpcChannel', { body }).length === 0),
      () => perSecond((body) => plain(body)),
    )),
    aim: { atLeast: 1 / 3 },
  };
}

/** From nothing loaded to the first body checked, within a new process. */
async function startUp(rounds: number): Promise<Line> {
  const [first = null] = bodies;
  const body = JSON.stringify(first);
  const timed = (loads: string) =>
    `const started = performance.now(); ${loads} console.log(performance.now() - started);`;
  const validator = pathToFileURL(join(root, 'packages', 'validator', 'dist', 'generated', `${newest}.en.js`));
  const ours = timed(`const { validateRequest } = await import('${validator}');
    if (validateRequest('createVpcChannel', { body: ${body} }).length > 0) throw new Error('rejected');`);
  const ajv = pathToFileURL(join(root, 'scripts', 'node_modules', 'ajv', 'dist', '2020.js'));
  const theirs = timed(`const { readFileSync } = await import('node:fs');
    const { default: { Ajv2020 } } = await import('${ajv}');
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema(JSON.parse(readFileSync(${JSON.stringify(join(distDir, `${newest}.en.json`))}, 'utf8')), 'edition');
    if (!ajv.compile({ $ref: ${JSON.stringify(`edition${encodeURI(schema)}`)} })(${body})) throw new Error('rejected');`);
  const start = async (text: string) => Number(await node(root, '--input-type=module', '--eval', text));
  return {
    what: "the validator's start-up, with a first body",
    against: 'Ajv, compiling',
    unit: 'ms',
    ...(await compared(
      rounds,
      () => start(ours),
      () => start(theirs),
    )),
  };
}

/** Runs Node, and gives what it prints. @throws with what went wrong */
async function node(cwd: string, ...args: string[]): Promise<string> {
  try {
    return (await promisify(execFile)(process.execPath, args, { cwd })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${args.join(' ')}\n${stdout}${stderr}`);
  }
}
