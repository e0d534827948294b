// Step: the editions that are committed are those that spec/ makes. Runs after `editions`, which rewrites them: what git then
// shows as changed had not been committed (or staged) with the change of spec/ that caused it.
import { spawnSync } from 'node:child_process';
import { Failure, step } from '@apig-spec/repository/failure';
import { editionsDir, root } from '@apig-spec/repository/paths';

await step('drift', () => {
  const git = spawnSync('git', ['status', '--porcelain', '--', editionsDir], { cwd: root, encoding: 'utf8' });
  if (git.status !== 0) {
    throw new Failure({
      file: editionsDir,
      problem: 'git cannot list the committed files.',
      fix: 'Run this in a clone of the repository.',
    });
  }
  // The second column is the work tree against the index: `??` untracked, `M` changed, `D` gone.
  const changed = git.stdout.split('\n').filter((line) => line !== '' && line[1] !== ' ');
  if (changed.length > 0) {
    throw new Failure(
      ...changed.map((line) => {
        const file = line.slice(3);
        const untracked = line.startsWith('??');
        return {
          file,
          problem: untracked
            ? 'spec/ makes it, and git does not know it.'
            : 'What spec/ makes is not what is committed.',
          fix: untracked
            ? `\`git add ${file}\`, and commit it with the change that caused it.`
            : `Read \`git diff -- ${file}\`, and commit it with the change that caused it.`,
        };
      }),
    );
  }
  return 'none';
});
