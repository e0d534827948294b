// What the commands of a package offer, as their own help tells: commands, options, what options take, and their defaults.
import { spawnSync } from 'node:child_process';
import { join, posix } from 'node:path';
import type { Package } from './entries.ts';
import type { Finding } from './finding.ts';
import { commandsOf, packageFinding } from './manifest.ts';

/** What a command's help names: `serve --port` with `<>` and `4010`, `validate` with `<> [file]`. */
interface Offer {
  takes: string;
  default: string | undefined;
}

/** Changes of the commands that both releases have. */
export function commandFindings(old: Package, now: Package): Finding[] {
  const [was, is] = [commandsOf(old.manifest), commandsOf(now.manifest)];
  return Object.keys(was)
    .filter((name) => name in is)
    .flatMap((name) => {
      const [had, has] = [posix.normalize(was[name] ?? ''), posix.normalize(is[name] ?? '')];
      if (old.shipped.has(had) && !now.shipped.has(has))
        return [packageFinding('command removed', name, 'bin', `${has} is not among the files that are shipped`)];
      const [before, after] = [helpOf(old, was[name] ?? ''), helpOf(now, is[name] ?? '')];
      if (before === undefined || before === after) return [];
      if (after === undefined)
        return [packageFinding('command does otherwise', name, '--help', 'prints no help any more')];
      return offerFindings(name, offersIn(before), offersIn(after));
    });
}

/** Help that commands have printed, by their file: packages do not change once they have been read. */
const printed = new Map<string, string | undefined>();

/** @returns `undefined` where the command prints none */
function helpOf({ folder }: Package, file: string): string | undefined {
  const path = join(folder, file);
  if (!printed.has(path)) printed.set(path, printedBy(path));
  return printed.get(path);
}

function printedBy(path: string): string | undefined {
  const { status, stdout } = spawnSync(process.execPath, [path, '--help'], {
    encoding: 'utf8',
    timeout: 60_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 && stdout.trim() !== '' ? stdout : undefined;
}

function offerFindings(command: string, old: ReadonlyMap<string, Offer>, now: ReadonlyMap<string, Offer>): Finding[] {
  const gone = [...old.keys()].filter((name) => !now.has(name));
  const come = [...now.keys()].filter((name) => !old.has(name));
  const kept = [...old].flatMap(([name, was]) => {
    const is = now.get(name);
    return is ? [{ name, was, is }] : [];
  });
  return [
    ...gone.map((name) => packageFinding('command removed', command, name, 'removed')),
    ...come.map((name) => packageFinding('command offers more', command, name, 'added')),
    ...kept
      .filter(({ was, is }) => was.takes !== is.takes)
      .map(({ name, was, is }) =>
        packageFinding(
          takesAll(was.takes, is.takes) ? 'command offers more' : 'command does otherwise',
          command,
          name,
          `takes ${was.takes || 'nothing'} → ${is.takes || 'nothing'}`,
        ),
      ),
    ...kept
      .filter(({ was, is }) => was.default !== is.default)
      .map(({ name, was, is }) =>
        packageFinding(
          // Nothing was promised before to whoever leaves it out.
          was.default === undefined ? 'command offers more' : 'command does otherwise',
          command,
          name,
          `default ${was.default ?? 'none'} → ${is.default ?? 'none'}`,
        ),
      ),
  ];
}

/** Reads a command's help: `Usage:` with its commands, then sections of options. */
function offersIn(help: string): Map<string, Offer> {
  const offers = new Map<string, Offer>();
  let sections = [''];
  let last: string[] = [];
  for (const line of help.split('\n')) {
    const usage = /^(?:Usage:)?\s+([a-z][\w-]*)((?: [a-z][\w-]*)*)((?: (?:<[^>]*>|\[[^\]]*\]))*)(?:\s{2,}|$)/.exec(
      line,
    );
    const section = /^([a-z][\w, -]*):\s*$/.exec(line);
    const option =
      /^\s+((?:-\w, )?--[\w-]+(?:(?:, )--[\w-]+)*)((?:[ =](?:<[^>]*>|\[[^\]]*\]|[A-Z_]+)(?:[:=]<[^>]*>)*)?)(.*)$/.exec(
        line,
      );
    if (section) sections = (section[1] ?? '').split(/,\s*/);
    else if (option) {
      const names = [...(option[1] ?? '').matchAll(/(?<![\w-])--?[\w-]+/g)].map(([name]) => name);
      last = sections.flatMap((each) => names.map((name) => `${each} ${name}`.trim()));
      for (const name of last) offers.set(name, { takes: shapeOf(option[2] ?? ''), default: undefined });
    } else if (usage) {
      const words = (usage[2] ?? '').trim();
      if (words !== '') offers.set(words, { takes: shapeOf(usage[3] ?? ''), default: undefined });
      last = [];
    } else if (line.trim() === '') {
      last = [];
      sections = [''];
    }
    // A value is one word; a default that is described in words is not compared.
    const [, value] = /\(default:? ((?:[^\s:;,)]|:(?=\S))+)(?=[:;,)])/.exec(line) ?? [];
    for (const name of value === undefined ? [] : last) {
      const offer = offers.get(name);
      if (offer) offer.default = value;
    }
  }
  return offers;
}

/** Whether all that was given is still taken: what was required may be left out, and more may be given. */
function takesAll(was: string, is: string): boolean {
  const [old, now] = [was, is].map((takes) => takes.split(' ').filter(Boolean)) as [string[], string[]];
  return now.every((each, index) => each === '[…]' || each === old[index]) && old.length <= now.length;
}

/** What is given for a value is called as its author likes. */
function shapeOf(text: string): string {
  return text
    .trim()
    .replaceAll(/<[^>]*>/g, '<…>')
    .replaceAll(/\[[^\]]*\]/g, '[…]');
}
