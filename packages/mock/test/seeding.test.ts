// Seeds that are made by requests.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMock, type SeedStep, seedFrom } from '../src/index.ts';
import { type Body, instance, newest, project, run, scratch, send, spawned } from './support.ts';

const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
const [, inReadme = ''] = /```json\n(\{\n {2}"base"[^`]*)```/.exec(readme) ?? [];
const options = { edition: newest, rules: 'documented' } as const;

async function get(mock: ReturnType<typeof createMock>, path: string): Promise<{ status: number; body: Body }> {
  const request = new Request(`http://mock/v2/${project}/apigw${path}`, { headers: { 'X-Auth-Token': 'any' } });
  const response = await mock.fetch(request);
  return { status: response.status, body: await response.json() };
}

describe('a seed of requests', () => {
  it('is what every project begins with, and the same again for the same requests', async () => {
    const seed = await seedFrom(JSON.parse(inReadme), options);
    const again = await seedFrom(JSON.parse(inReadme), { ...options, now: () => 0 });
    expect(Object.keys(again)).toEqual(Object.keys(seed));
    const mock = createMock({ seed });
    const { body } = await get(mock, '/instances');
    expect(body.instances).toMatchObject([{ instance_name: 'apig-test', status: 'Running' }]);
    const at = `/instances/${body.instances[0].id}`;
    const groups = await get(mock, `${at}/api-groups`);
    expect(groups.body.groups.map(({ name }: Body) => name)).toContain('api_group_test');
    const variables = await get(mock, `${at}/env-variables?group_id=${groups.body.groups.at(-1).id}`);
    expect(JSON.stringify(variables.body)).toContain('test.example');
    expect((await get(mock, `/instances/${instance}`)).status).toBe(404);
  });

  it('may begin with the documents, and leaves what it deletes out', async () => {
    // The other gateway is locked.
    const instance_id = '6a29d4e9-69a0-412a-aabe-9898ec0903b0';
    const [known, made] = ['356de8eb7a8742168586e5daf5339965', '$steps.app.outputs.id'];
    const steps: SeedStep[] = [
      { stepId: 'app', operationId: 'createApp', parameters: { instance_id }, requestBody: { name: 'seeded' } },
      { operationId: 'deleteApp', parameters: { instance_id, app_id: known } },
      { operationId: 'deleteInstance', parameters: { instance_id: instance } },
      { operationId: 'updateApp', parameters: { instance_id, app_id: made }, requestBody: { name: 'renamed' } },
    ];
    const mock = createMock({ seed: await seedFrom({ steps }, options) });
    const apps = await get(mock, `/instances/${instance_id}/apps`);
    expect(apps.body.apps.map(({ name }: Body) => name)).toEqual(expect.arrayContaining(['app_code_demo', 'renamed']));
    expect(apps.body.total).toBe(2);
    expect((await get(mock, '/instances')).body.total).toBe(1);
  });

  it.each<[unknown, string]>([
    [{ steps: [{}] }, "The seed's steps[0] has no operationId."],
    [{ steps: [{ operationId: 'createNote' }] }, "The seed's steps[0] has the unknown operation createNote."],
    [
      { steps: [{ operationId: 'createApiGrup' }] },
      "The seed's steps[0] has the unknown operation createApiGrup. Did you mean createApiGroup?",
    ],
    [
      { steps: [0, 1].map(() => ({ stepId: 'a', operationId: 'listApps' })) },
      "The seed's step a has the stepId of an earlier step.",
    ],
    [{ steps: [{ stepId: 'a', operationId: 'showApp' }] }, "The seed's step a lacks the parameter app_id."],
    [
      { steps: [{ operationId: 'createApp', requestBody: { name: '$steps.b.outputs.id' } }] },
      "The seed's steps[0] refers to $steps.b.outputs.id, which no step before it has.",
    ],
    [
      { steps: [{ operationId: 'createApp', requestBody: {} }] },
      'The seed\'s steps[0] (createApp) is rejected with 400: {"error_code":"APIG.2001"',
    ],
    [
      { base: 'empty', steps: [{ operationId: 'listApps' }] },
      "The seed's steps[0] lacks the parameter instance_id. Add an earlier step that creates a gateway with createInstance.",
    ],
    [{ base: 'full', steps: [] }, "The seed's base must be documents or empty, not full."],
  ])('%j is rejected', async (requests, message) => {
    await expect(seedFrom(requests as never, options)).rejects.toThrow(message);
  });
});

it.each([
  ['empty', 0],
  ['documents', 2],
])('--seed %s begins with %d gateways', async (seed, total) => {
  const mock = await spawned('--seed', seed);
  const { body } = await send(mock.url, 'GET', `/v2/${project}/apigw/instances`);
  expect(body.total).toBe(total);
});

it('--seed reads a file of requests, and says what is wrong with it', async () => {
  const file = join(scratch(), 'seed.json');
  writeFileSync(file, '{ "steps": [{}] }');
  const { code, stderr } = await run('--port', '0', '--seed', file);
  expect([code, stderr]).toEqual([1, "apig-mock: The seed's steps[0] has no operationId.\n"]);
  writeFileSync(file, inReadme);
  const mock = await spawned('--seed', file);
  const { body } = await send(mock.url, 'GET', `/v2/${project}/apigw/instances`);
  expect(body.instances).toMatchObject([{ instance_name: 'apig-test' }]);
});
