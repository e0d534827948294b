// The mock of the development loop: a process of its own, which is replaced when what it checks by has changed. It runs from the
// sources and from what has just been generated.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packagesDir } from '@apig-spec/repository/paths';

export class DevMock {
  readonly #args: readonly string[];
  #port: number;
  #child: ChildProcess | undefined;

  /** @param args - of `apig-mock serve`, but for the port */
  constructor(port: number, args: readonly string[]) {
    this.#port = port;
    this.#args = args;
  }

  /**
   * Starts it, or ends it and starts it again on the same port.
   *
   * @returns its address
   * @throws Error where it ends before it listens
   */
  async restart(): Promise<string> {
    await this.stop();
    const args = ['--import', join(import.meta.dirname, 'from-source.ts'), join(packagesDir, 'mock', 'src', 'cli.ts')];
    const serve = ['serve', '--port', String(this.#port), ...this.#args];
    const child = spawn(process.execPath, [...args, ...serve], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    this.#child = child;
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        process.stdout.write(text);
        said += text;
        const [address] = /http:\/\/[^\s,]+/.exec(said) ?? [];
        if (address) resolve(address);
      });
      child.on('error', reject);
      child.on('close', (code) => {
        if (this.#child === child) this.#child = undefined;
        reject(new Error(`The mock ended with ${code}, see above.`));
      });
    });
    this.#port = Number(new URL(url).port);
    return url;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    await closed;
  }
}
