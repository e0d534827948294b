// Files, and the standard streams in their place.
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

/**
 * The JSON of a file.
 *
 * @param file - `-` for standard input
 * @throws Error that says which file, and what is wrong
 */
export async function jsonIn(file: string): Promise<unknown> {
  const name = file === '-' ? 'standard input' : file;
  let content: string;
  try {
    content = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(`${name} ${whyUnread(error as NodeJS.ErrnoException)}.`, { cause: error });
  }
  try {
    return JSON.parse(content);
  } catch (error) {
    // Without the excerpt of the file, which may be of a secret.
    const reason = (error as Error).message.replace(/, (\.{3})?".*"(\.{3})? is not valid JSON$/s, '');
    throw new Error(`${name} is not JSON: ${reason}`);
  }
}

function whyUnread({ code }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'does not exist';
  if (code === 'EISDIR') return 'is a folder, not a file';
  return `cannot be read (${code})`;
}
