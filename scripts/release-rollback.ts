// Command: takes a wrong release back on npm. See RELEASING in CONTRIBUTING.md for what comes before and after.
import { parseArgs } from 'node:util';
import { step } from './lib/failure.ts';
import { root } from './lib/paths.ts';
import { rollBack } from './lib/release/rollback.ts';

const usage = `npm run release:rollback -- <wrong version> --to <version> --reason <why>

Lets \`latest\` of all packages mean --to again, and deprecates the wrong version. Needs \`npm login\` first.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { to: { type: 'string' }, reason: { type: 'string' }, help: { type: 'boolean', default: false } },
});
const [version] = positionals;
const { to, reason, help } = values;

if (help) console.log(usage);
else if (!version || !to || !reason) {
  console.error(usage);
  process.exitCode = 2;
} else {
  await step('release:rollback', async () => {
    await rollBack({ version, to, reason }, { cwd: root });
    return `latest is ${to} again, ${version} is deprecated`;
  });
}
