// The verdict as a table for people: each package, what was promised, what is asked for, and by which change.
import type { Effect, Finding, Level } from './finding.ts';
import { isLess, levelOf, levels } from './finding.ts';

export interface Line {
  package: string;
  promised: Level;
  /** The bump that is asked for, at the version that was released. */
  asked: Level;
  findings: Finding[];
}

const told: Record<Effect, string> = {
  sender: 'breaks senders',
  receiver: 'breaks receivers',
  code: 'breaks code',
  feature: 'feature',
  prose: 'prose',
  example: 'example',
  same: 'no visible change',
};

/** How many changes a package's row names: those that ask for most come first. */
const shown = 5;

export function tableOf(lines: readonly Line[]): string {
  const rows = lines.map(({ package: name, promised, asked }) => {
    return [name, promised, isLess(promised, asked) ? `${asked}  ← more than promised` : asked];
  });
  const head = ['package', 'promised', 'asked for'];
  const widths = head.map((title, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0), title.length),
  );
  const line = (row: string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const blocks = lines.map(({ findings }, index) => {
    const changes = changesOf(findings);
    const more = changes.length > shown ? [`    … and ${changes.length - shown} more (--json lists all)`] : [];
    return [line(rows[index] ?? []), ...changes.slice(0, shown).map((change) => `    ${change}`), ...more].join('\n');
  });
  return [line(head), ...blocks].join('\n');
}

/** Findings in words, those that ask for most first; a change that several places share is told once. */
export function changesOf(findings: readonly Finding[]): string[] {
  const groups = Map.groupBy(findings, ({ effect, change }) => `${effect} ${change}`);
  const sorted = [...groups.values()].sort(([a], [b]) => rank(b) - rank(a));
  return sorted.map((group) => {
    const places = [...new Set(group.map(({ place }) => place))];
    const wheres = [...new Set(group.map(({ where }) => where))];
    const [first] = group;
    return `${told[first?.effect ?? 'same']}: ${listed(places)}: ${first?.change} (${listed(wheres)})`;
  });
}

function rank(finding: Finding | undefined): number {
  return finding ? levels.indexOf(levelOf(finding)) : 0;
}

function listed(texts: readonly string[]): string {
  const [first = '', ...rest] = texts;
  return rest.length > 1 ? `${first} and ${rest.length} more` : texts.join(', ');
}
