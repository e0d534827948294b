// Files that may hold secrets are for their owner alone, whatever the umask is and whatever they were before.
import { randomUUID } from 'node:crypto';
import { chmodSync, closeSync, existsSync, fchmodSync, mkdirSync, openSync, statSync } from 'node:fs';
import { type FileHandle, open, realpath, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

const ownerOnly = 0o600;
const ownerOnlyFolder = 0o700;

/** Makes the folder and those above it that are missing. Folders that are there stay as they are. */
export function makePrivateFolder(folder: string): void {
  if (existsSync(folder)) return;
  makePrivateFolder(dirname(folder));
  try {
    mkdirSync(folder);
    // The umask takes bits from the mode of `mkdir`, even the owner's.
    chmodSync(folder, ownerOnlyFolder);
  } catch (error) {
    // Another process may have been faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Makes an empty file where there is none. */
export function makePrivateFile(file: string): void {
  try {
    const descriptor = openSync(file, 'wx', ownerOnly);
    fchmodSync(descriptor, ownerOnly);
    closeSync(descriptor);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Takes the file's permissions for others away, where it is there and is this user's. */
export function tighten(file: string): void {
  try {
    const { mode } = statSync(file);
    if (mode & 0o077) chmodSync(file, mode & 0o700);
  } catch (error) {
    // Gone, as SQLite's own files come and go; or somebody else's, who decides about it.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EPERM') throw error;
  }
}

/** Writes a file as a whole: when it fails, what was there before is still there. */
export async function writePrivate(file: string, text: string): Promise<void> {
  // What a symbolic link leads to is replaced, not the link.
  const target = await realpath(file).catch(() => file);
  const isSpecial = existsSync(target) && !statSync(target).isFile();
  // A pipe or a terminal is written to, not replaced.
  if (isSpecial) return using(await open(target, 'w'), (handle) => handle.writeFile(text));
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    await using(await open(temporary, 'wx', ownerOnly), async (handle) => {
      await handle.chmod(ownerOnly);
      await handle.writeFile(text);
      await handle.sync();
    });
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function using(handle: FileHandle, work: (handle: FileHandle) => Promise<void>): Promise<void> {
  try {
    await work(handle);
  } finally {
    await handle.close();
  }
}
