// A copy of the contract to break, and the steps run on it as programs.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@apig-spec/model/json';
import { at } from '@apig-spec/model/json';
import { distDir, root, specDir } from '@apig-spec/repository/paths';
import type { TestContext } from 'vitest';

declare global {
  interface ImportMeta {
    /** What vitest says of the run. */
    readonly env: { readonly MODE: string };
  }
}

export interface Scratch {
  spec: string;
  dist: string;
  /** Replaces a text in a file, which must be there exactly as given. */
  edit(file: string, from: string, to: string): void;
  /** Runs a step on the copy. */
  run(step: string, ...args: string[]): Promise<{ code: number; output: string }>;
}

/**
 * A copy of spec/ and of what has been built from it; gone after the test.
 *
 * @param built - whether the test reads what has been built: that is large
 */
export function scratch(onTestFinished: TestContext['onTestFinished'], { built = true } = {}): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'apig-spec-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const spec = join(folder, 'spec');
  const dist = join(folder, 'dist');
  cpSync(specDir, spec, { recursive: true });
  if (built)
    cpSync(distDir, dist, {
      recursive: true,
      filter: (name) => !/[/\\](src|generated)\b/.test(name.slice(distDir.length)),
    });
  else mkdirSync(dist);
  return {
    spec,
    dist,
    edit(file, from, to) {
      const path = join(folder, file);
      const text = readFileSync(path, 'utf8');
      if (!text.includes(from)) throw new Error(`${file} does not hold ${JSON.stringify(from)}`);
      writeFileSync(path, text.replace(from, to));
    },
    run(step, ...args) {
      return new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [join(root, 'scripts', `${step}.ts`), ...args], {
          env: { ...process.env, APIG_SPEC_DIR: spec, APIG_DIST_DIR: dist },
        });
        let output = '';
        for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
        child.on('error', reject);
        child.on('close', (code) => resolve({ code: code ?? 1, output }));
      });
    },
  };
}

/** All files of a folder with what they hold, to see that nothing was written. */
export function contentsOf(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file, readFileSync(file, 'utf8')]),
  );
}

/** Changes an edition as it was bundled. */
export function tamper({ dist }: Scratch, edition: string, pointer: string, change: (node: JsonObject) => void): void {
  const file = join(dist, `${edition}.json`);
  const document = JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
  change(at(document, pointer) as JsonObject);
  writeFileSync(file, JSON.stringify(document));
}
