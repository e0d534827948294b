// The site's samples as programs that run: written, compiled where they need to be, and each run when it is asked for.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { keys } from './trial.ts';

/** By their names, which are identifiers: the code. */
export type Programs = ReadonlyMap<string, string>;

export interface Running {
  /** Runs a program. @returns what went wrong with it; an empty text where nothing did */
  run(name: string): Promise<string>;
  stop(): void;
}

/** By client: writes programs into a folder, compiles them, and starts what runs them. @param source - of the driver */
export const starters: Record<
  string,
  (programs: Programs, source: string, folder: string, fetched: string) => Running
> = {
  python(programs, source, folder, fetched) {
    for (const [name, code] of programs) writeFileSync(join(folder, `${name}.py`), code);
    return running(join(fetched, 'bin', 'python'), [join(source, 'samples.py')], (name) => join(folder, `${name}.py`));
  },

  go(programs, source, folder) {
    for (const pin of ['go.mod', 'go.sum']) copyFileSync(join(source, pin), join(folder, pin));
    for (const [name, code] of programs) {
      mkdirSync(join(folder, name));
      // A program of Go is no part of another: these are packages of one that runs them all.
      const part = code.replace('package main', `package ${name}`).replace('func main()', 'func Main()');
      writeFileSync(join(folder, name, 'sample.go'), part);
    }
    writeFileSync(join(folder, 'main.go'), goRunner([...programs.keys()]));
    compile('go', ['build', '-o', 'samples', '.'], folder);
    return running(join(folder, 'samples'), [], (name) => name);
  },

  java(programs, source, folder, fetched) {
    const files = [...programs].map(([name, code]) => {
      mkdirSync(join(folder, name));
      const file = join(folder, name, 'Main.java');
      writeFileSync(file, `package ${name};\n${code}`);
      return file;
    });
    const classpath = join(fetched, '*');
    compile('javac', ['-nowarn', '-d', folder, '-cp', classpath, ...files, join(source, 'Samples.java')], folder);
    return running('java', ['-cp', `${folder}:${classpath}`, 'Samples'], (name) => `${name}.Main`);
  },
};

/** An empty folder. */
export function emptied(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

function compile(program: string, args: string[], cwd: string): void {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`Samples do not compile: ${(stderr || stdout).slice(0, 3000)}`);
}

function running(program: string, args: string[], nameOf: (name: string) => string): Running {
  const env = { ...process.env, HUAWEICLOUD_SDK_AK: keys.access, HUAWEICLOUD_SDK_SK: keys.secret };
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async run(name) {
      child.stdin.write(`${nameOf(name)}\n`);
      const { done, value } = await lines.next();
      if (done) throw new Error(`${program} ended.`);
      return JSON.parse(value) as string;
    },
    stop: () => child.stdin.end(),
  };
}

function goRunner(names: readonly string[]): string {
  return `package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

${names.map((name) => `	"apig-spec/clients/${name}"\n`).join('')})

var samples = map[string]func(){
${names.map((name) => `	"${name}": ${name}.Main,\n`).join('')}}

func run(sample func()) (wrong string) {
	defer func() {
		if panicked := recover(); panicked != nil {
			wrong = fmt.Sprint(panicked)
		}
	}()
	sample()
	return ""
}

func main() {
	out := os.Stdout
	os.Stdout, _ = os.Open(os.DevNull)
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		text, _ := json.Marshal(run(samples[lines.Text()]))
		fmt.Fprintln(out, string(text))
	}
}
`;
}
