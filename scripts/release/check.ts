// Command: whether the changesets promise as much as the changes ask for. Compares every edition and every package's public
// types with the newest release, and exits with 1 where a package would get too small a bump.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '@apig-spec/repository/command';
import type { Mistake } from '@apig-spec/repository/failure';
import { Failure, step } from '@apig-spec/repository/failure';
import { root } from '@apig-spec/repository/paths';
import { isLess } from './lib/finding.ts';
import { unnamedChanges } from './lib/named-changes.ts';
import { bumpAt, promisesOf } from './lib/promises.ts';
import {
  currentState,
  gitIn,
  newestRelease,
  type Release,
  releaseAt,
  releaseOnNpm,
  versionIn,
} from './lib/released.ts';
import { type Line, tableOf } from './lib/table.ts';
import { packageNames, type Verdict, verdictsOf } from './lib/verdict.ts';
import { type News, readNews } from './lib/whats-new.ts';

const help = `npm run release:check -- [options]

Compares every edition and every package's public types with the newest release, and says which bump the changes ask for.
Fails where the changesets promise less, or where a released edition has changed in a fact that none of them names. Run \`npm run build\` first.

  --since <ref>      compare with this commit, branch or tag
  --npm <version>    compare with this version, or dist-tag, as npm's registry has it
  --json             print all findings as JSON
  --help             print this
`;

/** Before the first release there is nothing to compare with: everything is new. */
const first: Verdict = {
  asked: 'minor',
  findings: [{ effect: 'feature', where: '0.1.0', place: 'the package', change: 'the first release' }],
};

const { values: options } = commandLine('release:check', help, {
  since: { type: 'string' },
  npm: { type: 'string' },
  json: { type: 'boolean', default: false },
});
await step('release:check', check);

async function check(): Promise<string> {
  const scratch = mkdtempSync(join(tmpdir(), 'apig-npm-'));
  try {
    // Whoever reads of the release reads it in both languages.
    const news = readNews();
    const release = releaseFrom(scratch);
    const since = release?.name ?? 'nothing: there has been no release yet';
    const { lines, unnamed } = await linesSince(release, news);
    if (options.json) console.log(JSON.stringify({ since, packages: lines }, null, 2));
    else
      console.log(
        `since ${since}${isEarly(release) ? '; before 1.0.0, what breaks asks for a minor' : ''}\n\n${tableOf(lines)}\n`,
      );
    const short = lines.filter(({ promised, asked }) => isLess(promised, asked));
    if (short.length + unnamed.length > 0) {
      throw new Failure(
        ...unnamed,
        ...short.map((line) => ({
          file: '.changeset',
          at: line.package,
          problem: `The changesets promise ${line.promised}, the changes ask for ${line.asked}.`,
          fix: 'Run `npm run changeset`, and describe the change for users of the package.',
        })),
      );
    }
    return options.json ? '' : 'the changesets promise enough';
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function isEarly(release: Release | undefined): boolean {
  return release?.version.startsWith('0.') ?? false;
}

function releaseFrom(scratch: string): Release | undefined {
  const git = gitIn(root);
  if (options.npm !== undefined) return releaseOnNpm(options.npm, scratch);
  return options.since === undefined ? newestRelease(git) : releaseAt(git, options.since);
}

async function linesSince(
  release: Release | undefined,
  news: readonly News[],
): Promise<{ lines: Line[]; unnamed: Mistake[] }> {
  const current = currentState();
  const released = release?.version ?? versionIn(current.folders.openapi);
  const promises = await promisesOf(root, released, versionIn(current.folders.openapi));
  const before = release && !release.isUnchanged() ? release.state() : undefined;
  const verdicts = before && (await verdictsOf(before, current));
  const lines = packageNames.map((name): Line => {
    const { asked, findings } = verdicts?.[name] ?? (release ? { asked: 'none', findings: [] } : first);
    return { package: `@apig-spec/${name}`, promised: promises[name], asked: bumpAt(released, asked), findings };
  });
  // What waits in changesets, and what a version that is not out yet has made of them.
  const isOut = news.findIndex(({ version }) => version === released);
  const waiting = news.slice(0, isOut < 0 ? news.length : isOut).flatMap(({ items }) => items.map(({ en }) => en));
  return { lines, unnamed: before ? unnamedChanges(before.editions, current.editions, waiting) : [] };
}
