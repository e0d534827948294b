// A server of the development loop, in a process of its own, which prints its address once it listens.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export class DevServer {
  readonly #name: string;
  readonly #argsFor: (port: number) => readonly string[];
  #port: number;
  #child: ChildProcess | undefined;

  /** @param argsFor - the arguments of `node` that start it on a port */
  constructor(name: string, port: number, argsFor: (port: number) => readonly string[]) {
    this.#name = name;
    this.#port = port;
    this.#argsFor = argsFor;
  }

  /**
   * Starts it, or ends it and starts it again on the same port.
   *
   * @returns its address
   * @throws Error where it ends before it listens
   */
  async restart(): Promise<string> {
    await this.stop();
    const child = spawn(process.execPath, this.#argsFor(this.#port), { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
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
        reject(new Error(`The ${this.#name} ended with ${code}, see above.`));
      });
    });
    this.#port = Number(new URL(url).port);
    return url;
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /** Says to it that what it serves has been made again. */
  tellChange(): void {
    this.#child?.send('change');
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    await closed;
  }
}
