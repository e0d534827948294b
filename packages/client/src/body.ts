// A response's body, read as far as it may go.
import { ApigFault } from './fault.ts';

/**
 * The bytes of a body.
 *
 * @param most - how many there may be, after decompression; not one chunk more is kept
 * @param signal - ends the reading
 * @throws {@link ApigFault}, `too-large`
 */
export async function bytesOf(response: Response, most: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  let bytes = new Uint8Array(0);
  let size = 0;
  const keep = (chunk: Uint8Array) => {
    const needed = size + chunk.length;
    if (needed > most) throw new ApigFault('too-large', undefined);
    if (needed > bytes.length) {
      // One buffer that doubles: a list of chunks of a byte each would be a hundred times their size.
      const larger = new Uint8Array(Math.min(most, Math.max(needed, 2 * bytes.length)));
      larger.set(bytes);
      bytes = larger;
    }
    bytes.set(chunk, size);
    size = needed;
  };
  // What stands in for `fetch` may know no web streams.
  if (!response.body?.getReader) {
    keep(new Uint8Array(await response.arrayBuffer()));
    return bytes;
  }
  const reader = response.body.getReader();
  const cancel = () => void reader.cancel().catch(() => {});
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel);
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) keep(part.value);
  } catch (thrown) {
    cancel();
    throw thrown;
  }
  return bytes.subarray(0, size);
}
