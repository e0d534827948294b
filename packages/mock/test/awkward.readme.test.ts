// The README's table of awkward requests: each row is sent over HTTP, and answered as the row says.
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../src/adapters/node.ts';
import { editionNames } from '../src/index.ts';
import { type Body, bundled, channels, fresh, type Reply, send } from './support.ts';

const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
const [, table = ''] = /\| request \| status \| `error_code` \|.*\n\| ---.*\n((?:\|.*\n)+)/.exec(readme) ?? [];
const rows = table
  .trimEnd()
  .split('\n')
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const check = { protocol: 'HTTP', path: '/', http_code: '200', threshold_normal: 2, threshold_abnormal: 2 };
const timed = { ...check, time_interval: 10, timeout: 5 };
const good = { name: 'VPC_demo', port: 80, balance_strategy: 1, member_type: 'ip', members: [{ host: '192.168.0.5' }] };
const unknown = '0'.repeat(32);
const throttle = '3437448ad06f4e0c91a224183116e965';
const list = channels.replace('vpc-channels', `throttle-bindings/binded-apis?throttle_id=${throttle}&limit=`);

let base: string;
beforeAll(async () => {
  const server = await serve({ port: 0, maxChannels: 0 });
  base = server.url;
  return () => server.close();
});

/** The same under a name of its own, where it is one that the rows share. */
const unique = (body: unknown) =>
  (body as { name?: string } | undefined)?.name === good.name ? fresh(body as object) : body;

type Named = [reply: Reply, names: string];
const create = (body: unknown, headers?: Record<string, string | undefined>) =>
  send(base, 'POST', channels, unique(body), headers);
const checked = (change: object) => create({ ...good, vpc_health_config: { ...timed, ...change } });
const imported = (form: string, type = 'multipart/form-data; boundary=b') =>
  send(base, 'POST', channels.replace('vpc-channels', 'openapi/import'), form, { 'Content-Type': type });
const one = (request: Promise<Reply>, names = '') => request.then((reply): Named[] => [[reply, names]]);

/** What each row sends, in the order of the rows; and what the message is to name. */
const requests: (() => Promise<Named[]>)[] = [
  () => one(create({ ...good, name: undefined }), 'name'),
  () => one(create({ ...good, port: 70_000 }), 'port'),
  beyondBounds,
  () => one(checked({ protocol: 'http' })),
  () => one(checked({ http_code: undefined }), 'http_code'),
  () => one(checked({ timeout: 10 }), 'time_interval'),
  () => one(create({ ...good, type: 3, vpc_channel_type: 'builtin' }), 'type'),
  () => one(create({ ...good, members: [{ weight: 1 }] }), 'host'),
  () => one(create({ ...good, group_name: 'default' }), 'group_name'),
  () => one(create('{"name":'), 'body'),
  () => one(create(''), 'body'),
  () => one(create({ ...good, name: 'x'.repeat(5_000_000) }), 'body'),
  () => one(create(good, { 'Content-Type': 'text/plain' }), 'Content-Type'),
  () => one(create(good, { 'Content-Type': 'application/json; charset=gbk' }), 'Content-Type'),
  () => one(imported('{"file_name":"x"}', 'application/json'), 'Content-Type'),
  () => one(imported(`--b\r\nContent-Disposition: form-data; name="file_name"; filename="a"\r\n\r\n`), 'body'),
  () => one(imported('--b--\r\n'), 'file_name'),
  () => one(imported('--b\r\nContent-Disposition: form-data; name="file_name"\r\n\r\n1\r\n--b--\r\n'), 'file_name'),
  () =>
    create(good, { 'Content-Encoding': 'gzip' }).then((reply): Named[] => {
      expect(reply.body.error_msg).toContain('encoding:gzip');
      return [
        [{ ...reply, body: { ...reply.body, error_msg: reply.body.error_msg.split('. Not')[0] } }, 'Content-Encoding'],
      ];
    }),
  () => one(asIs('POST', channels, { 'X-Auth-Token': 'any', Expect: 'magic' }), 'Expect'),
  () => one(create(good, { 'X-Auth-Token': undefined })),
  () => one(create(good, { 'X-Auth-Token': '' })),
  signedBeyond,
  () => one(send(base, 'GET', `${channels}/${unknown}`), unknown),
  () => one(send(base, 'GET', `${channels}/a.b`), 'vpc_channel_id'),
  async () => (await Promise.all(['0', '-1', '100000'].map((limit) => one(send(base, 'GET', list + limit))))).flat(),
  () => one(send(base, 'GET', `${list}many`), 'limit'),
  () => one(send(base, 'PATCH', `${channels}/${unknown}`, good), 'PATCH'),
  () => one(send(base, 'GET', '/v2/nowhere'), '/v2/nowhere'),
  () => one(send(base, 'HEAD', channels)),
  () => one(send(base, 'GET', `${channels}/a%00b`), 'vpc_channel_id'),
  () => one(asIs('GET', '/_mock/state', { Host: 'evil.example' }), 'evil.example'),
];

/** Headers that fetch does not send. */
function asIs(method: string, path: string, headers: Record<string, string>): Promise<Reply> {
  return new Promise((resolve, reject) => {
    httpRequest(base + path, { method, headers }, (response) => {
      const returned = new Headers(Object.entries(response.headers) as [string, string][]);
      json(response).then((body) => resolve({ status: response.statusCode ?? 0, headers: returned, body }), reject);
    })
      .on('error', reject)
      .end();
  });
}

async function signedBeyond(): Promise<Named[]> {
  const server = await serve({ port: 0, accessKeys: [{ access: 'AK', secret: 's', project: 'p' }] });
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const signature = `Signature=${'a1'.repeat(32)}`;
  const authorization = `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date;constructor, ${signature}`;
  const headers = { 'X-Auth-Token': undefined, 'X-Sdk-Date': date, Authorization: authorization };
  try {
    return await one(send(server.url, 'GET', `${channels}/1`, undefined, headers));
  } finally {
    await server.close();
  }
}

/** In each edition: both edges are accepted, what is one beyond is not. */
async function beyondBounds(): Promise<Named[]> {
  const rejected: Named[] = [];
  for (const edition of editionNames) {
    const { schemas } = bundled(edition).components;
    // The other two are set so that the rule between interval and timeout holds.
    const others: Record<string, object> = { time_interval: { timeout: 2 }, timeout: { time_interval: 300 } };
    for (const field of ['threshold_normal', 'threshold_abnormal', 'time_interval', 'timeout']) {
      const { minimum, maximum } = boundsOf(schemas.VpcHealthConfig, field, schemas);
      const sent = async (value: number) => {
        // The least interval leaves room for no timeout but the least.
        const room = field === 'time_interval' && value < 3 ? { timeout: 1 } : others[field];
        const vpc_health_config = { ...timed, ...room, [field]: value };
        return send(base, 'POST', `/editions/${edition}${channels}`, fresh({ ...good, vpc_health_config }));
      };
      // An interval of 1 has no timeout below it.
      const least = field === 'time_interval' && minimum === 1 ? 2 : minimum;
      for (const value of [least, maximum]) {
        expect([edition, field, value, (await sent(value)).status]).toEqual([edition, field, value, 201]);
      }
      for (const value of [minimum - 1, maximum + 1]) rejected.push([await sent(value), field]);
    }
  }
  expect(rejected).toHaveLength(6 * 4 * 2);
  return rejected;
}

/** The bounds of a field, which may stand in a part that others share. */
function boundsOf(schema: Body, field: string, schemas: Body): Body {
  const { $ref, allOf = [], properties = {} } = schema;
  if ($ref) return boundsOf(schemas[$ref.split('/').pop()], field, schemas);
  const own = properties[field];
  if (own) return { ...(own.$ref && schemas[own.$ref.split('/').pop()]), ...own };
  return allOf.map((part: Body) => boundsOf(part, field, schemas)).find((bounds: Body) => bounds !== undefined);
}

describe('the table in the README', () => {
  it('has a row for each of them', () => expect(rows).toHaveLength(requests.length));

  it.each(rows.map((row, index) => [...row, index] as const))('%s: %s %s', async (...row) => {
    const [, status, code, names] = row as unknown as string[];
    const replies = await (requests[row.at(-1) as number] as () => Promise<Named[]>)();
    for (const [{ status: answered, body, headers }, named] of replies) {
      expect([String(answered), body?.error_code ?? '']).toEqual([status, code]);
      if (named) expect(`${body.error_msg} `).toMatch(new RegExp(`[:;]${named}[ .]`));
      if (names?.startsWith('`')) expect(names).toBe(`\`${named}\``);
      else expect(Boolean(named)).toBe(names !== '');
      if (status === '405') expect(headers.get('allow')).toBeTruthy();
      expect(headers.get('x-request-id')).toBeTruthy();
    }
  });
});
