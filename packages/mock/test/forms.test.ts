// Operations that take a form, and those that respond with a file, through every adapter; and which path is whose.
import { expect, it, test } from 'vitest';
import { rulesOf } from '../src/contract/editions.ts';
import { createMock, editionNames, type LogEntry } from '../src/index.ts';
import { atEachAdapter } from './adapters.ts';
import { type Body, instance, project } from './support.ts';

const gateway = `/v2/${project}/apigw/instances/${instance}`;
const importing = `${gateway}/openapi/import`;
const exporting = `${gateway}/openapi/export`;
const boundary = '---a-boundary-17';
const token = { 'X-Auth-Token': 'any' };
const typed = { ...token, 'Content-Type': `multipart/form-data; boundary=${boundary}` };
const group_id = '1f4e2d3c5b6a49788796a5b4c3d2e1f0';

/** A part on the wire. */
const part = (name: string, content: string, more = '') =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`;
const file = part('file_name', 'openapi: 3.0.3', '; filename="apis.yaml"\r\nContent-Type: application/yaml');
const form = (...parts: string[]) => `${parts.join('')}--${boundary}--\r\n`;
const post = (body: string, headers: Record<string, string> = typed) => ({ method: 'POST', headers, body });
const json = { ...token, 'Content-Type': 'application/json' };

atEachAdapter({ maxBody: 100_000 }, (fetch) => {
  it.each([
    ['a file alone', form(file)],
    ['a file and texts', form(part('is_create_group', 'false'), part('group_id', group_id), file)],
    ['a quoted boundary', form(file), `multipart/form-data; boundary="${boundary}"`],
  ])('%s is imported', async (_, body, type = typed['Content-Type']) => {
    const response = await fetch(importing, post(body, { ...token, 'Content-Type': type }));
    expect([response.status, await response.json()]).toEqual([200, expect.objectContaining({ failure: [] })]);
  });

  it.each<[string, string, Record<string, string>, number, string, string]>([
    ['no file', form(part('mock_mode', 'true')), typed, 400, 'APIG.2001', 'file_name'],
    ['no parts', form(), typed, 400, 'APIG.2001', 'file_name'],
    ['a text in the place of the file', form(part('file_name', '{}')), typed, 400, 'APIG.2011', 'file_name'],
    ['an existing group without ID', form(part('is_create_group', 'false'), file), typed, 400, 'APIG.2001', 'group_id'],
    ['a boolean that is none', form(part('simple_mode', 'yes'), file), typed, 400, 'APIG.2011', 'simple_mode'],
    ['an unknown part', form(part('name', 'x'), file), typed, 400, 'APIG.2011', 'name'],
    ['a part named __proto__', form(part('__proto__', 'x'), file), typed, 400, 'APIG.2011', '__proto__'],
    ['an empty body', '', typed, 400, 'APIG.2001', 'body'],
    ['a form that breaks off', form(file).slice(0, -30), typed, 400, 'APIG.2001', 'body'],
    ['what is not a form', 'file_name=1', typed, 400, 'APIG.2001', 'body'],
    [
      'another boundary',
      form(file),
      { ...typed, 'Content-Type': 'multipart/form-data; boundary=c' },
      400,
      'APIG.2001',
      'body',
    ],
    ['no boundary', form(file), { ...typed, 'Content-Type': 'multipart/form-data' }, 400, 'APIG.2001', 'body'],
    ['JSON', '{"file_name":"x"}', json, 415, 'APIG.2011', 'Content-Type'],
    [
      'another form',
      'file_name=x',
      { ...token, 'Content-Type': 'application/x-www-form-urlencoded' },
      415,
      'APIG.2011',
      'Content-Type',
    ],
    [
      'a form by another name',
      form(file),
      { ...typed, 'Content-Type': `multipart/form-datas; boundary=${boundary}` },
      415,
      'APIG.2011',
      'Content-Type',
    ],
    ['a form that is too long', form(file, part('group_id', 'x'.repeat(100_001))), typed, 413, 'APIG.2011', 'body'],
  ])('%s is rejected', async (_, body, headers, status, code, named) => {
    const response = await fetch(importing, post(body, headers));
    const { error_code, error_msg } = (await response.json()) as Body;
    expect([response.status, error_code]).toEqual([status, code]);
    expect(error_msg).toMatch(new RegExp(`[:,] ?(parameter ?[nN]ame:)?${named}\\b|parameter ?[nN]ame:${named}`));
  });

  it('a form is rejected where JSON is due', async () => {
    const response = await fetch(exporting, post(form(file)));
    expect([response.status, ((await response.json()) as Body).error_code]).toEqual([415, 'APIG.2011']);
  });

  it('a file is the response as it is', async () => {
    const body = JSON.stringify({ env_id: 'DEFAULT_ENVIRONMENT_RELEASE_ID', group_id });
    const response = await fetch(exporting, post(body, json));
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
    expect(JSON.parse(await response.text())).toMatchObject({ swagger: '2.0', info: { title: 'api_group_shop' } });
  });
});

test('a test is told which parts came, of a file its name, type and size', async () => {
  const logged: LogEntry[] = [];
  const mock = createMock({ log: (entry) => void logged.push(entry) });
  const body = new FormData();
  body.append('mock_mode', 'true');
  body.append('group_id', '{"password":"hunter2"}');
  // Longer than what is kept of a body.
  const content = `{"swagger":"2.0","password":"hunter2"}${' '.repeat(20_000)}`;
  body.append('file_name', new File([content], 'a"接口.json', { type: 'application/json' }));
  const asked = new Request(`http://mock${importing}`, { method: 'POST', headers: token, body });
  expect((await mock.fetch(asked)).status).toBe(200);
  const { requests } = (await (await mock.fetch(new Request('http://mock/_mock/requests'))).json()) as Body;
  expect(requests[0].body).toEqual({
    mock_mode: 'true',
    group_id: '{"password":"***"}',
    file_name: { filename: 'a"接口.json', type: 'application/json', size: 20_038 },
  });
  expect(logged).toMatchObject([{ operation: 'importApiDefinitions', status: 200 }]);
});

/** Forms of a length that are made to cost much. */
const hostile: Record<string, (length: number) => string> = {
  'many parts': (length) => form(file, part('mock_mode', 'true').repeat(length / 80)),
  'many names': (length) =>
    form(file, ...Array.from({ length: Math.floor(length / 80) }, (_, index) => part(`name${index}`, 'true'))),
  'what is nearly a boundary': (length) =>
    form(part('mock_mode', `\r\n--${boundary.slice(0, -1)}`.repeat(length / 20)), file),
  'many dashes': (length) => form(part('mock_mode', '\r\n-'.repeat(length / 3)), file),
  'a head without end': (length) => `--${boundary}\r\nContent-Disposition: form-data; name="${'x'.repeat(length)}`,
  'many lines of a head': (length) => `--${boundary}\r\n${'X-A: b\r\n'.repeat(length / 8)}\r\n\r\n--${boundary}--\r\n`,
  'a boundary that breaks off': (length) => `--${boundary}`.repeat(length / 20),
};

test.each(Object.entries(hostile))('a mebibyte of %s costs less than a second', async (_, text) => {
  const mock = createMock({ maxBody: 2_000_000 });
  const send = async (body: string) => {
    const before = process.cpuUsage();
    const response = await mock.fetch(new Request(`http://mock${importing}`, post(body)));
    await response.text();
    const { user, system } = process.cpuUsage(before);
    expect(response.status).toBeLessThan(500);
    return (user + system) / 1e6;
  };
  const costs = [await send(text(1_048_576)), await send(text(1_048_576))];
  // The first one pays for what is loaded and compiled.
  expect(Math.min(...costs)).toBeLessThan(1);
});

/** The templates that a path fits, the one first that has a text of its own where others have a parameter. */
function fitting(path: string, templates: readonly string[]): string[] {
  const steps = path.split('/');
  const fits = (template: string) => {
    const parts = template.split('/');
    return parts.length === steps.length && parts.every((part, index) => part.startsWith('{') || part === steps[index]);
  };
  const rank = (template: string) => template.replaceAll(/[^/]+/g, (part) => (part.startsWith('{') ? '1' : '0'));
  return templates.filter(fits).sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

test.each(editionNames)(
  'each path of %s leads to its operation, what is spelt out before a parameter',
  async (edition) => {
    const { validator, router } = await rulesOf(edition, 'documented');
    const all = Object.entries(validator.operations);
    const templates = [...new Set(all.map(([, { path }]) => path))];
    let collisions = 0;
    for (const [id, { method, path }] of all) {
      expect(router.match(method, path.replaceAll(/\{\w+\}/g, 'x')).operationId, path).toBe(id);
      const segments = path.split('/');
      for (const [index, segment] of segments.entries()) {
        if (!segment.startsWith('{')) continue;
        // What stands in the place of the parameter in other paths.
        const words = new Set(
          templates.map((each) => each.split('/')[index] ?? '{').filter((each) => !/^\{/.test(each)),
        );
        for (const word of words) {
          const asked = segments
            .with(index, word)
            .join('/')
            .replaceAll(/\{\w+\}/g, 'x');
          const [first = '', ...others] = fitting(asked, templates);
          collisions += others.length;
          const due = all.find(([, each]) => each.path === first && each.method === method)?.[0];
          const found = () => router.match(method, asked).operationId;
          if (due) expect(found(), `${method} ${asked}`).toBe(due);
          else expect(found, `${method} ${asked}`).toThrow(expect.objectContaining({ status: 405 }));
        }
      }
    }
    expect(collisions).toBeGreaterThan(0);
  },
);
