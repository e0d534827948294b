// The workflows of GitHub are as they should be, and what is wrong with one is said.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workflowProblems } from '@apig-spec/dev/workflows';
import { objectOf } from '@apig-spec/model/json';
import { filesBelow, readBuilt } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';
import YAML from 'yaml';

const folder = join(root, '.github', 'workflows');
const scripts = objectOf(readBuilt(join(root, 'package.json'))['scripts']);

test.for(filesBelow(folder, '.yml'))('%s', (name) => {
  expect(workflowProblems(name, readFileSync(join(folder, name), 'utf8'), scripts)).toEqual([]);
});

const ofAll = filesBelow(folder, '.yml').map((name) => readFileSync(join(folder, name), 'utf8'));

test('test:long runs on a schedule', () => {
  const scheduled = ofAll.filter((content) => 'schedule' in objectOf(YAML.parse(content).on));
  expect(scheduled.filter((content) => content.includes('npm run test:long'))).toHaveLength(1);
});

test('changesets/action is of a major that reads what the CLI writes', () => {
  const catalog = YAML.parse(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8')).catalog;
  // Major 1 reads "New tag:" lines, which the CLI printed up to major 2; action 2 reads CHANGESETS_OUTPUT.
  expect(catalog['@changesets/cli']).toMatch(/^3\./);
  const majors = ofAll.flatMap((content) => [...content.matchAll(/changesets\/action\S* # v(\d+)/g)].map(([, n]) => n));
  expect(majors.length).toBeGreaterThan(0);
  expect(new Set(majors)).toEqual(new Set(['2']));
});

test('a pull request and a publish are jobs of their own, and tests have a cache', () => {
  const { jobs } = YAML.parse(readFileSync(join(folder, 'release.yml'), 'utf8'));
  expect(jobs.version.environment).toBeUndefined();
  expect(jobs.publish.environment).toBe('npm');
  expect(readFileSync(join(folder, 'ci.yml'), 'utf8').match(/actions\/cache@/g)).toHaveLength(2);
});

/** An expression of GitHub's. */
const expression = (name: string) => `\${{ ${name} }}`;

test('the comments of what is published lead to the published site', () => {
  const { jobs } = YAML.parse(readFileSync(join(folder, 'release.yml'), 'utf8'));
  expect(jobs.publish.needs).toContain('docs');
  expect(jobs.publish.steps.at(-1).env['APIG_DOCS_URL']).toBe(expression('needs.docs.outputs.origin'));
  const docs = YAML.parse(readFileSync(join(folder, 'docs.yml'), 'utf8'));
  expect(docs.on.workflow_call.outputs.origin.value).toBe(expression('jobs.build.outputs.origin'));
  expect(docs.jobs.build.outputs.origin).toBe(expression('steps.pages.outputs.origin'));
});

const forms = filesBelow(join(root, '.github', 'ISSUE_TEMPLATE'), '.yml').filter((name) => name !== 'config.yml');

test.for(forms)('the issue form %s asks for what a maintainer needs, in both languages', (name) => {
  const form = YAML.parse(readFileSync(join(root, '.github', 'ISSUE_TEMPLATE', name), 'utf8'));
  const fields: { type: string; id: string; attributes: { label: string; options?: string[] } }[] = form.body;
  expect(fields.filter(({ type }) => !['input', 'textarea', 'dropdown'].includes(type))).toEqual([]);
  expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
  for (const text of [
    form.name,
    form.description,
    ...fields.flatMap(({ attributes }) => [attributes.label, ...(attributes.options ?? [])]),
  ])
    expect(text).toMatch(/^[^\p{Script=Han}]+ · .*\p{Script=Han}/u);
  expect(fields.some(({ type }) => type === 'textarea')).toBe(true);
});

test.for<[string, string, string, RegExp]>([
  ['docs that do not wait for CI', '  docs:\n    needs: ci\n', '  docs:\n', /^docs does not wait for CI$/],
  ['a publish that does not wait for CI', '    needs: ci\n', '', /^publish does not wait for CI$/],
  ['an approval that holds up later runs', 'jobs:\n', 'concurrency:\n  group: release\n\njobs:\n', /^an approval that/],
  ['an approval for a pull request', 'contents: write\n      # A', 'pull-requests: write\n      # A', /split it$/],
  ['a cache where a package is published', 'uses: actions/setup-node@', 'uses: actions/cache@', /cache of another run/],
])('%s is found', ([, from, to, problem]) => {
  const text = readFileSync(join(folder, 'release.yml'), 'utf8');
  expect(text).toContain(from);
  expect(
    workflowProblems('release.yml', text.replaceAll(from, to), scripts).filter((each) => problem.test(each)),
  ).toHaveLength(1);
});

test.for<[string, string, string, RegExp]>([
  ['an unknown key', 'runs-on:', 'run-on:', /run-on/],
  ['an unknown context', 'github.event_name', 'github_event', /named-value: 'github_event'/],
  ['no permissions', 'permissions:\n  contents: read\n', '', /^the workflow states no permissions$/],
  ['a grant for every job', 'contents: read', 'contents: write', /^contents may be written by every job/],
  ['no timeout', '    timeout-minutes: 10\n', '', /^rehearsal has no timeout-minutes$/],
  ['an action by its tag', '08c6903cd8c0fde910a37f88322edcfb5dd907a8', 'v5', /^actions\/checkout@v5 is not pinned/],
  ['an action without its version', ' # v5.0.0\n', '\n', /says no version/],
  ['a token left in the clone', '          persist-credentials: false\n', '', /^test leaves its token/],
  ['a script that is not there', 'npm run release:rehearse', 'npm run rehearse', /^rehearsal runs rehearse, which/],
])('%s is found', ([, from, to, problem]) => {
  const text = readFileSync(join(folder, 'ci.yml'), 'utf8');
  expect(text).toContain(from);
  const problems = workflowProblems('ci.yml', text.replace(from, to), scripts);
  expect(
    problems.filter((each) => problem.test(each)),
    problems.join('\n'),
  ).toHaveLength(1);
});
