// The workflows as tutorials: what is missing or stale in their Chinese is said, and what no tutorial could tell.
import { relative } from 'node:path';
import { checkWorkflows, workflowGaps, workflowsInWords } from '@apig-spec/bundle/workflows';
import { shortHash } from '@apig-spec/model/json';
import { Mistakes } from '@apig-spec/repository/failure';
import { root } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';

const step = {
  stepId: 'create',
  description: 'Create an app.',
  operationId: 'createApp',
  successCriteria: [{ condition: '$statusCode == 201' }],
  outputs: { app_id: '$response.body#/id' },
};
const importing = {
  ...step,
  stepId: 'import',
  requestBody: { contentType: 'multipart/form-data', payload: { simple: true, file: "$file('orders.yaml')" } },
  outputs: {},
};
const workflowWith = (...steps: object[]) => ({
  id: 'life',
  file: `${root}/spec/workflows/life.arazzo.yaml`,
  content: { info: { title: 'A life', summary: 'One', description: 'One app.' }, workflows: [{ steps }] } as never,
  beside: new Map([['orders.yaml', "swagger: '2.0'"]]),
});
const told = (workflow: ReturnType<typeof workflowWith>) => {
  const mistakes = new Mistakes();
  checkWorkflows([workflow], new Set(['createApp']), mistakes);
  try {
    mistakes.stop();
  } catch (error) {
    return String((error as Error).message);
  }
  return '';
};

test('prose without Chinese is missing, Chinese without prose is stale', () => {
  const catalogue = {
    'life.title': { [shortHash('A life')]: '生命周期' },
    'life.steps.create': { [shortHash('Create an app')]: '创建应用' },
  };
  const { missing, stale } = workflowGaps({ folder: '', file: '', catalogue }, [workflowWith(step)], '2024-11');
  expect(missing.map(({ key }) => key)).toEqual(['life.summary', 'life.description', 'life.steps.create']);
  expect(stale.map(({ key }) => key)).toEqual(['life.steps.create']);
  const [workflow] = workflowsInWords([workflowWith(step)], { folder: '', file: '', catalogue });
  expect(workflow?.title).toEqual({ en: 'A life', 'zh-CN': '生命周期' });
  expect(workflow?.steps[0]).toMatchObject({ status: '201', operation: 'createApp' });
});

test('a step that no tutorial could tell is a mistake', () => {
  expect(told(workflowWith(importing, step))).toBe('');
  for (const [wrong, problem] of [
    [{ operationId: 'createAp' }, 'No operation is called createAp.'],
    [{ description: undefined }, 'It has no description.'],
    [{ successCriteria: [] }, 'It expects no status.'],
    [{ requestBody: { payload: { file: "$file('none.yaml')" } } }, 'There is no file none.yaml next to it.'],
  ] as const) {
    const said = told(workflowWith(importing, { ...step, ...wrong }));
    expect(said).toContain(problem);
    expect(said).toContain(relative(root, workflowWith().file));
  }
  expect(told(workflowWith(importing, step, { ...step, stepId: 'again' }))).toContain('has an output app_id, too');
});

test('a file that a step sends is told with its text; one that no step sends is a mistake', () => {
  const [workflow] = workflowsInWords([workflowWith(importing, step)], { folder: '', file: '', catalogue: {} });
  expect(workflow?.files).toEqual({ 'orders.yaml': "swagger: '2.0'" });
  expect(workflow?.steps[0]).toMatchObject({
    body: { simple: true, file: 'orders.yaml' },
    files: { file: 'orders.yaml' },
  });
  expect(told(workflowWith(step))).toContain('No workflow sends it.');
});
