// What a mock loads of the contract: of an edition what its operations are called by, and the checks of a resource with the first
// request to it.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type OperationId, operations } from '@apig-spec/validator';
import { expect, it } from 'vitest';
import { channels, instance, newest, project } from './support.ts';

const gateway = `/v2/${project}/apigw/instances/${instance}`;

/** Prints the validator's modules as they are loaded, by the step that loads them. */
const program = `
  import { registerHooks } from 'node:module';
  let loaded = [];
  registerHooks({
    load(url, context, next) {
      const [, name] = /validator\\/dist\\/generated\\/(.*)\\.js$/.exec(url) ?? [];
      if (name) loaded.push(name);
      return next(url, context);
    },
  });
  const steps = {};
  const step = async (name, work) => {
    loaded = [];
    await work();
    steps[name] = loaded.sort();
  };
  const { createMock } = await import('@apig-spec/mock');
  let mock;
  const get = async (path, expected = 200) => {
    const { status } = await mock.fetch(new Request('http://mock' + path, { headers: { 'X-Auth-Token': 'any' } }));
    if (status !== expected) throw new Error(path + ' gives ' + status);
  };
  await step('start', async () => {
    mock = createMock();
    await get('/_mock/ready');
  });
  await step('another path', () => get('/nowhere', 404));
  await step('a channel', () => get('${channels}/none', 404));
  await step('another channel', () => get('${channels}'));
  await step('a gateway', () => get('${gateway}'));
  console.log(JSON.stringify(steps));`;

it('no checks before a request needs them, and none of another resource or edition', () => {
  const cwd = join(import.meta.dirname, '..');
  const text = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { cwd, encoding: 'utf8' });
  const [revision = ''] = newest.split('.');
  const checksOf = (id: OperationId) => `checks/${operations[id].resource}.${revision}`;
  expect(JSON.parse(text)).toEqual({
    start: [`${revision}.lazy`, `operations/${revision}`],
    'another path': [],
    'a channel': [`checks/shared.${revision}`, checksOf('showVpcChannel')],
    'another channel': [],
    'a gateway': [checksOf('showInstance')],
  });
});
