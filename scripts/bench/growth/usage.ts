// What a program and all that it starts use: read from Linux's /proc, since Node tells of itself alone and the compiler is not
// a Node program.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';

export interface Usage {
  /** CPU time in user and system mode, in seconds. */
  cpu: number;
  /** The highest sum of resident memory seen, in bytes. */
  memory: number;
  /** The last of what it printed, where it failed. */
  failure?: string;
}

const ticks = conf('CLK_TCK');
const page = conf('PAGESIZE');
/** In milliseconds; a process that lives shorter is hardly a peak. */
const interval = 50;

/** Runs a program and measures it. One at a time: its CPU time is what ended children of this process used meanwhile. */
export async function measured(
  [program = '', ...args]: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; signal: AbortSignal },
): Promise<Usage> {
  options.signal.throwIfAborted();
  const before = childTicks();
  // A process group of its own, by which all that it starts is found, and ended.
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const group = child.pid;
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const end = () => group !== undefined && process.kill(-group, 'SIGKILL');
  options.signal.addEventListener('abort', end, { once: true });
  let memory = 0;
  const timer = setInterval(() => {
    memory = Math.max(memory, groupMemory(group));
  }, interval);
  const [code, signal] = await once(child, 'close');
  clearInterval(timer);
  options.signal.removeEventListener('abort', end);
  options.signal.throwIfAborted();
  const usage = { cpu: (childTicks() - before) / ticks, memory };
  return code === 0 ? usage : { ...usage, failure: `ended (${signal ?? code}).\n${output.trim().slice(-2000)}` };
}

function conf(name: string): number {
  return Number(execFileSync('getconf', [name], { encoding: 'utf8' }));
}

/** Of the children that have ended, and of theirs. */
function childTicks(): number {
  const stat = statOf('self');
  return Number(stat[13]) + Number(stat[14]);
}

function groupMemory(group: number | undefined): number {
  let pages = 0;
  for (const id of readdirSync('/proc')) {
    if (!/^\d+$/.test(id)) continue;
    const stat = statOf(id);
    if (Number(stat[2]) === group) pages += Number(stat[21]);
  }
  return pages * page;
}

/** The fields of /proc/<id>/stat from the third on (proc_pid_stat(5)): the name before them may hold spaces. None where it has ended. */
function statOf(id: string): string[] {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
