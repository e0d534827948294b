// Which files of a folder have changed since it was last asked.
import { statSync, watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { filesBelow } from '@apig-spec/repository/files';

/**
 * Waits for changes of files in a folder, however deep, and gives their names, relative to it: those that were written, added
 * or removed. What changes while the caller works is given next.
 */
export async function* changesIn(folder: string): AsyncGenerator<string[]> {
  let wake = () => {};
  let awake = new Promise<void>((resolve) => {
    wake = resolve;
  });
  // What the events tell differs by system and editor, which may write beside a file and rename: they are only the occasion to look.
  const watcher = watch(folder, { recursive: true }, () => wake());
  watcher.on('error', () => wake());
  try {
    let before = timesOf(folder);
    for (;;) {
      await awake;
      awake = new Promise((resolve) => {
        wake = resolve;
      });
      // An editor saves in several steps, and several files at once.
      await delay(50);
      const now = timesOf(folder);
      const changed = [...new Set([...before.keys(), ...now.keys()])].filter(
        (name) => before.get(name) !== now.get(name),
      );
      before = now;
      if (changed.length > 0) yield changed.sort();
    }
  } finally {
    watcher.close();
  }
}

function timesOf(folder: string): Map<string, string> {
  const names = ['.yaml', '.json'].flatMap((ending) => filesBelow(folder, ending));
  return new Map(
    names.flatMap((name) => {
      const stat = statSync(join(folder, name), { throwIfNoEntry: false });
      return stat ? [[name, `${stat.mtimeMs} ${stat.size}`] as const] : [];
    }),
  );
}
