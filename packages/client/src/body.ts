// A response's body, read as far as it may go.
import { ApigFault } from './fault.ts';

/**
 * The bytes of a body.
 *
 * @param most - how many there may be, after decompression; not one chunk more is kept
 * @param signal - ends the reading; whoever calls aborts it where this throws
 * @throws {@link ApigFault}, `too-large`
 */
export async function bytesOf(response: Response, most: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  let bytes = new Uint8Array(0);
  let size = 0;
  const keep = (chunk: Uint8Array) => {
    const before = size;
    size += chunk.length;
    if (size > most) throw new ApigFault('too-large', 0, undefined, 'More than maxResponseBytes');
    if (size > bytes.length) {
      // One buffer that doubles: a list of chunks of a byte each would be a hundred times their size.
      const larger = new Uint8Array(Math.max(size, 2 * before));
      larger.set(bytes);
      bytes = larger;
    }
    bytes.set(chunk, before);
  };
  const reader = response.body?.getReader?.();
  // What stands in for `fetch` may know no web streams.
  if (!reader) keep(new Uint8Array(await response.arrayBuffer()));
  else {
    const cancel = () => void reader.cancel().catch(() => {});
    signal.addEventListener('abort', cancel);
    if (signal.aborted) cancel();
    for (let part = await reader.read(); !part.done; part = await reader.read()) keep(part.value);
  }
  return bytes.subarray(0, size);
}
