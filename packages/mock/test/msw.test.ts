// Which requests MSW gives to the mock, by what clients they may come, and how the adapter is typed, for MSW 2 and 3.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
// Not its parts by name: MSW replaces them in the module.
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import signing from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js';
import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type HandlersOptions, handlers as sourceHandlers } from '../src/adapters/msw.ts';
import { createMock, type MockOptions } from '../src/index.ts';
import { mswInNode, origin } from './adapters.ts';
import { openPage } from './chromium.ts';
import { projectWith } from './installed.ts';
import { type Body, channels, patience, project } from './support.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const token = { 'X-Auth-Token': 'any' };
const json = { 'content-type': 'application/json' };
const good = { name: 'VPC_demo', port: 80, balance_strategy: 1, member_type: 'ip', members: [{ host: '192.168.0.5' }] };
const unknown = { status: 404, text: expect.stringContaining('APIG.3023') };
const network = { status: 200, text: 'from the network' };

const told = async (response: Response) => ({ status: response.status, text: await response.text() });

describe.each([2, 3] as const)('MSW %i', (version) => {
  async function listening(options: HandlersOptions = {}, mock: MockOptions = {}): Promise<void> {
    const { handlers, setupServer, remove } = await mswInNode(version);
    const server = setupServer(...handlers(createMock(mock), options));
    server.listen({ [version === 2 ? 'onUnhandledRequest' : 'onUnhandledFrame']: 'bypass' });
    onTestFinished(() => {
      server.close();
      remove();
    });
  }

  describe('in Node', () => {
    async function elsewhere(): Promise<string> {
      const server = createServer((_, response) => response.end('from the network')).listen(0, '127.0.0.1');
      await once(server, 'listening');
      onTestFinished(() => {
        server.closeAllConnections();
        server.close();
      });
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    }

    it('the API’s paths are served at any origin, and nothing else', async () => {
      const other = await elsewhere();
      await listening();
      const paths = [
        `${channels}/1`,
        `/editions/2023-05.zh-CN${channels}/1`,
        `/v2/${project}/apigw`,
        `/v2/${project}/vpcs`,
        `/v3${channels}`,
        `/prefix${channels}/1`,
        `/?to=${other}${channels}/1`,
      ];
      const responses = await Promise.all(
        paths.map(async (path) => told(await fetch(other + path, { headers: token }))),
      );
      expect(responses).toEqual([unknown, unknown, network, network, network, network, network]);
      expect(await told(await fetch(`${origin}${channels}/1`, { headers: token }))).toEqual(unknown);
    });

    it('with an origin, only those to it', async () => {
      const other = await elsewhere();
      await listening({ origin });
      expect(await told(await fetch(`${other}${channels}/1`, { headers: token }))).toEqual(network);
      expect(await told(await fetch(`${origin}${channels}/1`, { headers: token }))).toEqual(unknown);
    });

    it('the vendor’s signatures over Node’s own https are verified', async () => {
      const key = { access: 'AK0EXAMPLE', secret: 'a-secret-key', project };
      await listening({}, { accessKeys: [key] });
      async function sent(secret: string, method: string, path: string, data?: object): Promise<Body[]> {
        const given = { endpoint: `${origin}${path}`, method, headers: json, queryParams: {}, ...(data && { data }) };
        const credential = new BasicCredentials().withAk(key.access).withSk(secret);
        const headers = signing.AKSKSigner.sign(given as never, credential) as Record<string, string>;
        const request = https.request(`${origin}${path}`, { method, headers }).end(data && JSON.stringify(data));
        const [response] = (await once(request, 'response')) as [IncomingMessage];
        const body = await text(response);
        return [response.statusCode, body && JSON.parse(body)];
      }
      const [created, { id }] = await sent(key.secret, 'POST', channels, good);
      const [shown, { members }] = await sent(key.secret, 'GET', `${channels}/${id}`);
      const [removed] = await sent(key.secret, 'DELETE', `${channels}/${id}/members/${members[0].id}`);
      expect([created, shown, removed]).toEqual([201, 200, 204]);
      expect(await sent('another', 'GET', `${channels}/${id}`)).toMatchObject([401, { error_code: 'APIG.1002' }]);
    });

    it.each([
      ['TypeScript 7', root, 'nodenext', 'nodenext', false],
      ['TypeScript 5.9', join(root, 'scripts'), 'esnext', 'bundler', true],
    ])(
      '%s takes what it gives for what MSW wants',
      async (_title, compiler, module, moduleResolution, skipLibCheck) => {
        const { folder, remove } = projectWith(version);
        onTestFinished(remove);
        writeFileSync(
          join(folder, 'program.ts'),
          `import { createMock } from '@apig-spec/mock';
        import { handlers } from '@apig-spec/mock/msw${version}';
        import { type HttpHandler, http } from 'msw';
        import { setupWorker } from 'msw/browser';
        import { setupServer } from 'msw/node';

        const mock = createMock();
        export const all: HttpHandler[] = handlers(mock, { origin: '${origin}' });
        setupServer(...handlers(mock), http.get('/own', () => new Response()));
        setupWorker(...handlers(mock));
        // @ts-expect-error no options of the mock
        handlers({ edition: '2024-11.en' });
        // @ts-expect-error no such option
        handlers(mock, { url: '${origin}' });`,
        );
        const lib = ['es2023', 'dom', 'dom.iterable'];
        const lean = { strict: true, noEmit: true, target: 'es2023', lib, types: [], skipLibCheck };
        const compilerOptions = { ...lean, module, moduleResolution };
        writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
        const args = [join(compiler, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', folder];
        const said = promisify(execFile)(process.execPath, args, { timeout: patience });
        expect((await said.catch((error: { stdout: string }) => error)).stdout).toBe('');
      },
    );
  });

  it('in Chromium, with an origin, the rest is left to the network', async () => {
    const page = await openPage(version);
    onTestFinished(page.close);
    expect(await told(await page.fetch('/network'))).toEqual(network);
    await page.start({}, { origin: page.url });
    expect(await told(await page.fetch('/network'))).toEqual(network);
    expect(await told(await page.fetch(`${channels}/1`, { headers: token }))).toEqual(unknown);
    await expect(page.fetch(`${origin}${channels}/1`, { headers: token })).rejects.toThrow('Failed to fetch');
  });
});

it.each(['apig.cn-north-4.myhuaweicloud.com', `${origin}/v2`, `${origin}?a`, 'file:///etc'])(
  '%s is not a valid origin',
  (text) => {
    expect(() => sourceHandlers(createMock(), { origin: text })).toThrow(TypeError);
  },
);
