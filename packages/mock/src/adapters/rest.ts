// What a client still sends after the response to it. Where its connection is closed meanwhile, it may never read the response:
// the rest is read and thrown away, within bounds.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** For how long nothing may come, in milliseconds, and how much may come, in bytes. */
const [patience, most] = [5000, 67_108_864];

/**
 * Reads the rest of a body.
 *
 * @param onRead - is told how to end that
 * @returns whether it came to its end; where it did not, there is nothing more to read on its connection
 */
export function restOf(incoming: IncomingMessage, onRead: (stop: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    let total = 0;
    const timer = setTimeout(done, patience);
    function count({ byteLength }: Buffer): void {
      total += byteLength;
      if (total > most) done();
      else timer.refresh();
    }
    function done(): void {
      clearTimeout(timer);
      incoming.off('data', count).off('end', done).off('close', done);
      resolve(incoming.readableEnded);
    }
    // Who goes away now misses nothing.
    incoming.on('error', () => {});
    incoming.on('data', count).on('end', done).on('close', done);
    onRead(done);
    if (incoming.readableEnded || incoming.destroyed) done();
  });
}

/** Ends a connection on which nothing can be read any more, but leaves the client some time to read what was sent. */
export function endSlowly(socket: Duplex): void {
  socket.end();
  const timer = setTimeout(() => socket.destroy(), patience);
  socket.once('close', () => clearTimeout(timer));
}
