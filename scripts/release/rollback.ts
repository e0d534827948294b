// Command: takes a wrong release back on npm. See "Roll back a release" in CONTRIBUTING.md for what comes before and after.
import { commandLine } from '@apig-spec/repository/command';
import { step } from '@apig-spec/repository/failure';
import { root } from '@apig-spec/repository/paths';
import { rollBack } from './lib/rollback.ts';

const usage = `npm run release:rollback -- <wrong version> --to <version> --reason <why>

Lets \`latest\` of all packages mean --to again, and deprecates the wrong version. Needs \`npm login\` first.
`;

const { values, positionals, wrong } = commandLine(
  'release:rollback',
  usage,
  { to: { type: 'string' }, reason: { type: 'string' } },
  ['wrong version'],
);
const [version = ''] = positionals;
const { to, reason } = values;

if (to === undefined) wrong('--to is missing.');
else if (reason === undefined) wrong('--reason is missing.');
else {
  await step('release:rollback', async () => {
    await rollBack({ version, to, reason }, { cwd: root });
    return `latest is ${to} again, ${version} is deprecated`;
  });
}
