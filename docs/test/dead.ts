// An address for tests of what happens where nothing runs.
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';

/** An address of this machine at which nothing listens: below the ports that the system gives to servers of other tests. */
export async function deadAddress(): Promise<string> {
  const port = randomInt(20_000, 30_000);
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
  } catch {
    return `http://127.0.0.1:${port}`;
  } finally {
    socket.destroy();
  }
  return deadAddress();
}
