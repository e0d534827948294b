// The packages as users get them: packed, installed in an empty folder, type-checked and run there.
import { execFile, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { installPacked } from '@apig-spec/dev/packed';
import { editionsOf } from '@apig-spec/model/editions';
import { readRevisions } from '@apig-spec/repository/editions';
import { root } from '@apig-spec/repository/paths';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const names = ['openapi', 'client', 'validator', 'mock'];
const packages = join(root, 'packages');
const tools = join(root, 'scripts', 'node_modules');
const revisions = readRevisions();
const editions = editionsOf(revisions);
const [newest = ''] = revisions;
const oldest = revisions.at(-1);
/** `.` is the newest revision in English; English leaves its locale out. */
const subpaths = [
  { subpath: '', ...(editions[0] ?? { name: '', revision: '', locale: '' }) },
  ...editions.map((edition) => ({
    ...edition,
    subpath: `/${edition.revision}${edition.locale === 'en' ? '' : `/${edition.locale}`}`,
  })),
];

let folder: string;

/** For what takes its time on a busy machine. */
const patient = { timeout: 120_000 };

/** Runs a program of the toolchain. @throws with all that it printed */
function run(file: string, args: string[], cwd = folder): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${file} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

const typescript7 = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const typescript5 = join(tools, 'typescript', 'bin', 'tsc');

/** Type-checks files of the folder, their dependencies' declarations included. Gives what the compiler says. */
function typeCheck(files: string[], tsc = typescript7, options: object = {}): string {
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    target: 'es2022',
    lib: ['es2022', 'dom'],
    module: 'nodenext',
    types: [],
    skipLibCheck: false,
    ...options,
  };
  write('tsconfig.json', JSON.stringify({ compilerOptions, files }));
  return spawnSync(process.execPath, [tsc, '-p', '.', '--pretty', 'false'], { cwd: folder, encoding: 'utf8' }).stdout;
}

beforeAll(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'apig-packed-'));
  installPacked(folder, names);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that creates channels with the client of a subpath, and the mistakes that its revision must not let through. */
function program({ subpath, revision }: { subpath: string; revision: string }): string {
  const unlessSince = (since: string) => (revision >= since ? '' : '// @ts-expect-error not in this revision');
  return `
    import { createApigClient, createVpcChannel, orThrow, type paths, type components, type operations, type VpcChannelCreate } from '@apig-spec/client${subpath}';
    import { aksk } from '@apig-spec/client/aksk';
    import { retry } from '@apig-spec/client/retry';
    import { validate } from '@apig-spec/client/validate';
    import * as limits from '@apig-spec/client${subpath}/limits';
    import * as validator from '@apig-spec/validator${subpath}';
    import { edition, validateRequest, operations as known } from '@apig-spec/validator${subpath}';
    import { validateRequest as observed } from '@apig-spec/validator${subpath || `/${revision}`}/observed';

    const needed = { name: 'VPC_demo', port: 80, balance_strategy: 1, member_type: 'ip', type: 3 } as const;
    const server_config = [{ ip_address: '192.168.0.20', port: 8848 }];
    const user_info = { user_name: 'u', password: 'p' };

    ${unlessSince('2024-11')}
    export const nacos: VpcChannelCreate = { ...needed, microservice_info: { nacos_info: { service_name: 's', server_config, user_info } } };
    ${unlessSince('2023-11')}
    export const service: VpcChannelCreate = { ...needed, microservice_info: { service_type: 'CCE_SERVICE', cce_service_info: { cluster_id: 'c', namespace: 'd', service_name: 's' } } };
    // @ts-expect-error in no revision
    export const misspelt: VpcChannelCreate = { ...needed, vpc_health_configuration: {} };

    const apig = createApigClient({ endpoint: 'http://localhost', projectId: 'p', instanceId: 'i', auth: { token: 't' } });
    export const { data, error } = await apig.POST('/v2/{project_id}/apigw/instances/{instance_id}/vpc-channels', { body: needed });
    export const id: string | undefined = data?.id;
    export const code: string | undefined = error?.error_code;
    export type All = [paths, components, operations];
    export const problems: string[] = validateRequest('createVpcChannel', { body: needed }).map(({ message }) => message);
    export const beyond: string[] = observed('createVpcChannel', { body: needed }).map(({ message }) => message);
    export const told: string = edition + known.createVpcChannel.path;
    export const least: ${revision >= '2023-11' ? 1 : 2} = limits.VpcHealthConfig.threshold_normal.minimum;
  `;
}

/** Every export of the packages, in the types of a program. */
function everything(node: boolean): string {
  return `
    import { createApigClient, createVpcChannel, orThrow, type CallOptions } from '@apig-spec/client';
    import { aksk } from '@apig-spec/client/aksk';
    import { VpcHealthConfig } from '@apig-spec/client/limits';
    import { retry } from '@apig-spec/client/retry';
    import { validate } from '@apig-spec/client/validate';
    import * as validator from '@apig-spec/validator';
    import * as observed from '@apig-spec/validator/${newest}/observed';
    import { editions } from '@apig-spec/openapi';
    import { createMock } from '@apig-spec/mock';
    ${node ? `import { serve } from '@apig-spec/mock/node'; import { sqliteStore } from '@apig-spec/mock/sqlite';` : ''}
    ${node ? 'export const served = [serve, sqliteStore];' : ''}

    const headers: CallOptions['headers'] = new Headers({ 'X-A': '1' });
    const middleware = [retry({ attempts: 2 }), validate({ validator, mode: 'both' })];
    const mock = createMock();
    const apig = createApigClient({
      endpoint: 'http://127.0.0.1:4010',
      projectId: 'p',
      instanceId: 'i',
      auth: aksk({ accessKey: 'a', secretKey: 's' }),
      fetch: (request) => mock.fetch(request),
      timeout: Number.POSITIVE_INFINITY,
      middleware,
    });
    const body = { name: 'VPC_demo', port: 80, balance_strategy: 1, member_type: 'ip' } as const;
    const result = await createVpcChannel(apig, { body, headers, signal: new AbortController().signal });
    if (!result.ok) console.log(result.error.code, result.error.message, result.error.requestId);
    const { data, error, response } = await apig.GET('/v2/{project_id}/apigw/instances/{instance_id}', { cache: 'no-store' });
    const status: number = response.status;
    export const told = [data?.id, error?.error_code, status, orThrow(result).id, editions, observed, VpcHealthConfig];
  `;
}

/** What needs no types of Fetch. */
const bare = `
  import { createApigClient, showInstance } from '@apig-spec/client';
  import { validateRequest } from '@apig-spec/validator';
  const apig = createApigClient({ endpoint: 'http://localhost', projectId: 'p', instanceId: 'i', auth: { token: 't' } });
  const result = await showInstance(apig, { headers: { 'X-A': '1' } });
  export const told: string | undefined = result.ok ? result.data.id : result.error.message;
  // @ts-expect-error no such field
  export const wrong = result.ok && result.data.ids;
  export const problems = validateRequest('showInstance', {});
`;

/** Node's types, which a program of its own would install. */
function installTypesOfNode(): void {
  const link = join(folder, 'node_modules', '@types', 'node');
  if (existsSync(link)) return;
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(realpathSync(join(root, 'node_modules', '@types', 'node')), link, 'junction');
}

describe('the client and the validator', () => {
  test.each(['client', 'validator'])('%s exports each edition under its subpath', (name) => {
    const { exports } = JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8')) as { exports: object };
    const entry = (subpath: string, file: string) => [
      `.${subpath}`,
      { types: `./dist/${file}.d.ts`, default: `./dist/${file}.js` },
    ];
    const expected = subpaths.map(({ subpath, name: edition }) => entry(subpath, `generated/${edition}`));
    if (name === 'client') {
      for (const { subpath, name: edition } of subpaths)
        expected.push(entry(`${subpath}/limits`, `generated/${edition}.limits`));
      for (const part of ['aksk', 'retry', 'validate']) expected.push(entry(`/${part}`, `src/${part}`));
    }
    if (name === 'validator') {
      for (const { subpath, name: edition } of subpaths.slice(1))
        expected.push(entry(`${subpath}/observed`, `generated/${edition}.observed`));
      expected.push(entry('/lazy', 'generated/lazy'));
    }
    expect(exports).toEqual({ ...Object.fromEntries(expected), './package.json': './package.json' });
  });

  /** What a program may have beside the packages: a browser's types, Node's, or both. */
  const libraries = {
    DOM: { lib: ['es2023', 'dom'], types: [] },
    'Node, no DOM': { lib: ['es2023'], types: ['node'] },
    'DOM and Node': { lib: ['es2023', 'dom', 'dom.iterable'], types: ['node'] },
  };
  const resolutions = {
    nodenext: { module: 'nodenext' },
    node16: { module: 'node16' },
    bundler: { module: 'preserve', moduleResolution: 'bundler' },
  };
  const settings = Object.entries(libraries).flatMap(([library, types]) =>
    Object.entries(resolutions).flatMap(([resolution, modules]) => [
      [`TypeScript 7, ${library}, ${resolution}`, typescript7, { ...types, ...modules }] as const,
      [`TypeScript 5.9, ${library}, ${resolution}`, typescript5, { ...types, ...modules }] as const,
    ]),
  );
  // Each library and each resolution once; TypeScript 5.9 takes its time. The first has a program for each subpath, the others
  // for the first and the last: how a subpath is resolved does not depend on which it is.
  const usual = [
    'TypeScript 7, DOM, bundler',
    'TypeScript 7, Node, no DOM, nodenext',
    'TypeScript 7, DOM and Node, node16',
    'TypeScript 5.9, Node, no DOM, bundler',
  ];
  const chosen = settings.filter(([name]) => import.meta.env.MODE === 'long' || usual.includes(name));

  test.each(chosen)(
    'every package, and a program for each subpath, type-check with %s',
    patient,
    (name, tsc, options) => {
      installTypesOfNode();
      write('everything.ts', everything(options.types.length > 0));
      const isWhole = import.meta.env.MODE === 'long' || name === chosen[0]?.[0];
      const programs = (isWhole ? subpaths : [...subpaths.slice(0, 1), ...subpaths.slice(-1)]).map((each, index) => {
        write(`program-${index}.ts`, program(each));
        return `program-${index}.ts`;
      });
      expect(typeCheck(['everything.ts', ...programs], tsc, options)).toBe('');
    },
  );

  test.each([
    ['TypeScript 7', typescript7],
    ['TypeScript 5.9', typescript5],
  ])('a program without any types of Fetch type-checks with %s where libraries are skipped', patient, (_, tsc) => {
    write('bare.ts', bare);
    const options = { lib: ['es2023'], types: [], skipLibCheck: true };
    expect(typeCheck(['bare.ts'], tsc, options)).toBe('');
  });

  test('the type check sees a mistake', patient, () => {
    write('wrong.ts', program({ subpath: '', revision: '2023-05' }));
    const said = typeCheck(['wrong.ts']);
    expect(said.match(/Unused '@ts-expect-error' directive/g)).toHaveLength(2);
  });

  test('each edition of the validator works by itself, as documented and as observed', () => {
    const generated = join(folder, 'node_modules', '@apig-spec', 'validator', 'dist', 'generated', 'checks');
    const checks = readdirSync(generated);
    expect(checks).toContain(`vpc-channels.${newest}.js`);
    for (const file of checks) {
      const code = readFileSync(join(generated, file), 'utf8');
      expect(code, file).not.toMatch(/\bimport\b/);
      expect(gzipSync(code).length, file).toBeLessThan(30_000);
    }
    const specifiers = editions.flatMap(({ revision, locale }) => {
      const subpath = `@apig-spec/validator/${revision}${locale === 'en' ? '' : `/${locale}`}`;
      return [subpath, `${subpath}/observed`];
    });
    write(
      'each.ts',
      `for (const name of ${JSON.stringify(specifiers)}) {
        const { edition, operations } = await import(name);
        console.log(edition, operations.updateApp.statuses.find((status) => status < 300));
      }`,
    );
    const expected = editions.flatMap(({ name }) => [`${name} 200\n`, `${name} 200\n`]);
    expect(run('each.ts', [])).toBe(expected.join(''));
  });

  test('validators generate no code and import nothing of Node', () => {
    const dist = join(folder, 'node_modules', '@apig-spec', 'validator', 'dist');
    for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.js'),
    )) {
      const text = readFileSync(join(dist, file), 'utf8');
      expect(text, file).not.toMatch(/\brequire\(|\beval\(|\bnew Function\b|from ["'](?!\.)/);
    }
  });
});

describe('the editions', () => {
  test('are importable, and typed', patient, () => {
    write(
      'editions.ts',
      `import { editions, type EditionName } from '@apig-spec/openapi';
      import newest from '@apig-spec/openapi/${newest}.en.json' with { type: 'json' };
      import oldest from '@apig-spec/openapi/${oldest}.zh-CN.json' with { type: 'json' };
      import provenance from '@apig-spec/openapi/provenance.json' with { type: 'json' };
      import errata from '@apig-spec/openapi/errata.json' with { type: 'json' };
      import changes from '@apig-spec/openapi/changes.json' with { type: 'json' };
      const name: EditionName = '2024-11.en';
      // @ts-expect-error no such edition
      export const wrong: EditionName = '2022-01.en';
      const mark: string | undefined = provenance.editions[name]?.['createVpcChannel/request/name']?.mark;
      console.log(editions.length, newest.info['x-edition'], oldest.info['x-revision'], mark, typeof errata[0]?.title.en, changes[0]?.to);
      console.log(import.meta.resolve('@apig-spec/openapi/${newest}.en.yaml').endsWith('/dist/${newest}.en.yaml'));`,
    );
    write('resolve.d.ts', 'interface ImportMeta { resolve(name: string): string }');
    expect(typeCheck(['resolve.d.ts', 'editions.ts'])).toBe('');
    expect(run('editions.ts', [])).toBe(
      `${editions.length} ${newest}.en ${oldest} documented string ${newest}\ntrue\n`,
    );
    const dist = join(folder, 'node_modules', '@apig-spec', 'openapi', 'dist');
    expect(readdirSync(dist)).not.toContain('observed');
  });
});

describe('the first example of each README', () => {
  function firstExample(name: string): string {
    const text = readFileSync(join(folder, 'node_modules', '@apig-spec', name, 'README.md'), 'utf8');
    return /```ts\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  }
  function typeChecked(name: string, text: string): string {
    write(`${name}.ts`, text);
    expect(typeCheck([`${name}.ts`])).toBe('');
    return `${name}.ts`;
  }

  test('validator: prints what its comment says', patient, () => {
    const example = firstExample('validator');
    const said = example.split('console.log(problems);\n')[1]?.replaceAll(/^\/\/ /gm, '');
    expect(run(typeChecked('validator', example), [])).toBe(said);
  });

  test('openapi: lists all editions', patient, () => {
    const printed = run(typeChecked('openapi', firstExample('openapi')), [])
      .trimEnd()
      .split('\n');
    expect(printed).toHaveLength(editions.length + 1);
    expect(printed.at(-1)).toMatch(/^\d+ paths$/);
  });

  test('openapi: what an upgrade breaks, as its comment says', patient, () => {
    const text = readFileSync(join(folder, 'node_modules', '@apig-spec', 'openapi', 'README.md'), 'utf8');
    const [, , example = ''] = text.split('```ts\n').map((block) => block.split('```')[0] ?? '');
    const [said = ''] = /^\/\/ \w.*$/m.exec(example) ?? [];
    const printed = run(typeChecked('upgrade', example), []).split('\n');
    expect(printed).toContain(said.replace('// ', ''));
    expect(printed.length).toBeGreaterThan(3);
  });

  test('client: creates a channel', patient, async () => {
    const example = firstExample('client');
    const address = 'http://127.0.0.1:4010';
    expect(example).toContain(address);
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(`${request.method} ${request.url} ${request.headers['x-auth-token']}`);
      response.writeHead(201, { 'Content-Type': 'application/json' }).end('{"id":"105c6902457144a4820dff8b1ad63331"}');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    try {
      const { port } = server.address() as AddressInfo;
      const file = typeChecked('client', example.replace(address, `http://127.0.0.1:${port}`));
      // Not `run`: it would keep this process, and with it the server, from answering.
      const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: folder });
      expect(stdout).toBe('105c6902457144a4820dff8b1ad63331\n');
    } finally {
      server.close();
    }
    expect(requests).toEqual([
      'POST /v2/73d69ae0cfcf460190522d06b60f05ad/apigw/instances/eddc4d25480b4cd6b512f270a1b8b341/vpc-channels an IAM token',
    ]);
  });
});

describe.each(names)('the tarball of %s', (name) => {
  const tarball = () => join(folder, readdirSync(folder).find((file) => file.startsWith(`apig-spec-${name}-`)) ?? '');

  test('publint finds nothing', () => {
    expect(run(join(tools, 'publint', 'src', 'cli.js'), ['run', tarball(), '--strict'])).toContain('All good!');
  });

  test('its types are where its code is', patient, () => {
    run(join(tools, '@arethetypeswrong', 'cli', 'dist', 'index.js'), [
      tarball(),
      '--profile',
      'esm-only',
      '--format',
      'json',
    ]);
  });
});
