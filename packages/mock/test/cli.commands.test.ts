// apig-mock's other commands: validate, snapshot, restore, reset.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundled, channels, documentExample, newest, run, scratch, send, spawned } from './support.ts';

const example = documentExample('en-2024-11-create-vpc-channel/01-createVpcChannel-request.json');

describe('validate', () => {
  const file = (body: unknown) => {
    const path = join(scratch(), 'body.json');
    writeFileSync(path, JSON.stringify(body));
    return path;
  };

  it('lets a good body pass', async () => {
    const { code, stdout } = await run('validate', 'createVpcChannel', file(example));
    expect([code, stdout]).toEqual([0, 'valid\n']);
  });

  it('tells what is wrong, in the language of the edition', async () => {
    const { maximum } = bundled(newest).components.schemas.VpcChannelBase.properties.port;
    const body = file({ ...example, port: 70000, name: undefined });
    const english = await run('validate', 'createVpcChannel', body);
    expect([english.code, english.stdout]).toEqual([
      1,
      `/name  APIG.2001  name is required\n/port  APIG.2011  port must be at most ${maximum}\n`,
    ]);
    const chinese = await run(
      'validate',
      'createVpcChannel',
      body,
      '--edition',
      newest.replace('.en', '.zh-CN'),
      '--json',
    );
    expect([chinese.code, JSON.parse(chinese.stdout)]).toMatchObject([
      1,
      { valid: false, problems: [{ pointer: '/name', message: 'name 为必填项' }, { pointer: '/port' }] },
    ]);
  });

  it('validates forms, in which the content of a file is a text', async () => {
    const validate = (form: unknown) => run('validate', 'importApiDefinitions', file(form));
    expect(await validate({ is_create_group: true, file_name: 'openapi: 3.0.3' })).toMatchObject({ code: 0 });
    const { code, stdout } = await validate({ is_create_group: false, file_name: 1 });
    expect([code, stdout]).toEqual([
      1,
      '/group_id  APIG.2001  group_id is required\n/file_name  APIG.2011  file_name must be a file\n',
    ]);
    expect((await validate([])).stdout).toContain('must be a form');
  });

  it('validates responses', async () => {
    const response = documentExample('en-2024-11-show-vpc-channel/01-showVpcChannel-200.json');
    expect((await run('validate', 'showVpcChannel', file(response), '--status', '200')).code).toBe(0);
    expect((await run('validate', 'showVpcChannel', file({ ...response, port: '80' }), '--status', '200')).code).toBe(
      1,
    );
  });
});

describe('snapshot, restore and reset', () => {
  it('work on a running mock', async () => {
    const mock = await spawned();
    const { body: channel } = await send(mock.url, 'POST', channels, example);
    const status = async () => (await send(mock.url, 'GET', `${channels}/${channel.id}`)).status;
    const file = join(scratch(), 'snapshot.json');
    expect(await run('snapshot', file, '--url', mock.url)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await run('snapshot', '--url', mock.url)).stdout).toBe(readFileSync(file, 'utf8'));
    expect((await run('reset', '--url', mock.url)).code).toBe(0);
    expect(await status()).toBe(404);
    expect((await run('restore', file, '--url', mock.url)).code).toBe(0);
    expect(await status()).toBe(200);
  });

  it('work on a data file, and on one that a mock has open', async () => {
    const data = join(scratch(), 'mock.sqlite');
    const mock = await spawned('--data', data);
    const { body: channel } = await send(mock.url, 'POST', channels, example);
    const snapshot = await run('snapshot', '--data', data);
    expect(snapshot.stdout).toContain(channel.id);
    expect((await run('reset', '--data', data)).code).toBe(0);
    expect((await send(mock.url, 'GET', `${channels}/${channel.id}`)).status).toBe(404);
    const file = join(scratch(), 'snapshot.json');
    writeFileSync(file, snapshot.stdout);
    expect((await run('restore', file, '--data', data)).code).toBe(0);
    expect((await send(mock.url, 'GET', `${channels}/${channel.id}`)).status).toBe(200);
  });

  it('say where there is nothing to work on', async () => {
    const gone = await run('reset', '--url', 'http://127.0.0.1:9');
    expect([gone.code, gone.stderr]).toEqual([
      1,
      'apig-mock: No mock responds at http://127.0.0.1:9. Start one with npx @apig-spec/mock, or set its address with --url.\n',
    ]);
    const nowhere = join(scratch(), 'nowhere.sqlite');
    const missing = await run('snapshot', '--data', nowhere);
    expect([missing.code, missing.stderr]).toEqual([1, `apig-mock: ${nowhere} does not exist.\n`]);
    const others = await spawned('--host', '0.0.0.0');
    const closed = await run('snapshot', '--url', others.url.replace('0.0.0.0', '127.0.0.1'));
    expect([closed.code, closed.stderr]).toEqual([1, expect.stringContaining('it runs without --control.')]);
    const mock = await spawned();
    const unwritable = await run('snapshot', '/nowhere/snapshot.json', '--url', mock.url);
    expect([unwritable.code, unwritable.stderr]).toEqual([
      1,
      'apig-mock: /nowhere/snapshot.json cannot be written (its folder does not exist).\n',
    ]);
    const file = join(scratch(), 'snapshot.json');
    for (const other of ['{"format":"other"}', '[]']) {
      writeFileSync(file, other);
      const rejected = await run('restore', file, '--url', mock.url);
      expect([rejected.code, rejected.stderr]).toEqual([
        1,
        `apig-mock: ${file} is not a snapshot of the mock. Take one with npx @apig-spec/mock snapshot state.json.\n`,
      ]);
    }
  });
});
