// The workflows of GitHub are as they should be, and what is wrong with one is said.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow, readBuilt } from '../lib/files.ts';
import { objectOf } from '../lib/json.ts';
import { root } from '../lib/paths.ts';
import { workflowProblems } from '../lib/workflows.ts';

const folder = join(root, '.github', 'workflows');
const scripts = objectOf(readBuilt(join(root, 'package.json'))['scripts']);

test.for(filesBelow(folder, '.yml'))('%s', (name) => {
  expect(workflowProblems(name, readFileSync(join(folder, name), 'utf8'), scripts)).toEqual([]);
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
