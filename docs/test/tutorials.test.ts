// Tutorials as a reader follows them: their programs compile and run against a mock, and so do their commands, step by step.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serve } from '@apig-spec/mock/node';
import type { Json } from '@apig-spec/model/json';
import { at } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { Workflow } from '@apig-spec/model/records';
import { distDir, root } from '@apig-spec/repository/paths';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outputsIn, withValues } from '../src/model/expressions.ts';
import { readSite } from '../src/model/site.ts';
import {
  curlCall,
  curlSetup,
  keptOf,
  shellName,
  typescriptCall,
  typescriptSetup,
  workflowCommands,
  workflowsWith,
} from '../src/model/tutorials.ts';
import { complaints, node, projects } from './guides.project.ts';
import { attributes, built, textOf } from './pages.ts';
import { newest } from './revisions.ts';

const site = readSite(distDir);
const { workflows, recorded } = site;
const operations = new Map(operationsOf(site.editions[0]?.document ?? {}).map((each) => [each.id, each]));
const slow = { timeout: 120_000 };
const place = projects();
const mocks: Awaited<ReturnType<typeof serve>>[] = [];

beforeAll(async () => {
  for (const workflow of workflows) {
    const mock = await serve({ port: 0 });
    mocks.push(mock);
    const calls = workflow.steps.map((_, index) => typescriptCall(workflow, index, 'APIG'));
    const program = [typescriptSetup(workflow, '@apig-spec/client'), ...calls].join('\n\n');
    place.add(
      workflow.id,
      new Map([
        ['tutorial.ts', program.replaceAll('http://127.0.0.1:4010', mock.url)],
        ...Object.entries(workflow.files),
      ]),
    );
  }
});
afterAll(async () => {
  await Promise.all(mocks.map((mock) => mock.close()));
  place.remove();
});

test('there are some, and each step of each has its response', () => {
  expect(workflows.length).toBeGreaterThan(3);
  for (const { id, steps } of workflows)
    expect(recorded[id]?.map(({ status }) => String(status))).toEqual(steps.map(({ status }) => status));
});

test('programs compile', slow, () => {
  expect(complaints(place.folder).filter(({ message }) => message !== '')).toEqual([]);
});

test.each(workflows)('the program of $id runs to its end', slow, async ({ id }) => {
  const { code, output } = await node(join(place.folder, id), 'tutorial.ts');
  expect(code, output).toBe(0);
});

test.each(workflows)('the commands of $id get what they should', slow, async (workflow) => {
  const mock = await serve({ port: 0 });
  const variables: string[] = [];
  try {
    for (const [index, step] of workflow.steps.entries()) {
      const operation = operations.get(step.operation);
      if (!operation) throw new Error(step.operation);
      const call = curlCall(step, operation).replace('curl ', `curl -s -w '\\n%{http_code}' `);
      const commands = [curlSetup().replace('http://127.0.0.1:4010', mock.url), ...variables, call].join('\n');
      const { stdout } = await promisify(execFile)('sh', ['-c', commands], { cwd: join(place.folder, workflow.id) });
      const end = stdout.lastIndexOf('\n');
      expect(stdout.slice(end + 1), `${step.id}: ${stdout}`).toBe(step.status);
      for (const { output, place: pointer } of keptOf(workflow, index))
        variables.push(`${shellName(output)}='${at(JSON.parse(stdout.slice(0, end)) as Json, pointer)}'`);
    }
  } finally {
    await mock.close();
  }
});

test.each(workflows)('the workflow of $id runs by the commands of its page', slow, async (workflow) => {
  const mock = await serve({ port: 0 });
  try {
    const redocly = `'${process.execPath}' '${join(root, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js')}'`;
    const commands = workflowCommands(workflow)
      .replace(/^npm install .*\n/, '')
      .replace('npx @redocly/cli', redocly)
      .replace('node_modules/@apig-spec/openapi', join(root, 'packages', 'openapi'))
      .replace('http://127.0.0.1:4010', mock.url);
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' };
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', commands], { cwd: place.folder, env });
    expect(stdout + stderr).toContain(`Steps: ${workflow.steps.length} passed`);
  } finally {
    await mock.close();
  }
});

test('the README of the contract runs a workflow by the same command', () => {
  const readme = readFileSync(join(root, 'packages', 'openapi', 'README.md'), 'utf8');
  const [, ...lines] = workflowCommands(workflows.find(({ id }) => id === 'publish-an-api') as Workflow).split('\n');
  expect(readme).toContain(lines.join('\n'));
});

test('every step is on the page of its tutorial, in both languages, with what the mock returned', () => {
  for (const locale of ['en', 'zh-CN'] as const) {
    for (const { id, steps } of workflows) {
      const page = built.get(`/${locale}/tutorials/${id}/`) ?? '';
      const text = textOf(page).replaceAll(/\s/g, '');
      const ids = attributes(page, 'id');
      for (const [index, step] of steps.entries()) {
        expect(ids).toContain(step.id);
        expect(text).toContain(step.description[locale].replaceAll(/[\s`]/g, ''));
        const { body } = recorded[id]?.[index] ?? {};
        if (body !== undefined) expect(text).toContain(JSON.stringify(body).slice(0, 200).replaceAll(/\s/g, ''));
      }
    }
    const page = built.get(`/${locale}/${newest}/createVpcChannel/`) ?? '';
    for (const { id } of workflowsWith(workflows, ['createVpcChannel']))
      expect(attributes(page, 'href')).toContain(`/${locale}/tutorials/${id}/`);
  }
});

test('an expression is found and replaced wherever it stands', () => {
  const value = { a: ['$steps.create.outputs.channel_id'], b: { c: 'no $steps.create.outputs.channel_id' } };
  expect(outputsIn(value)).toEqual(['channel_id']);
  expect(withValues(value, () => 7)).toEqual({ a: [7], b: value.b });
});
