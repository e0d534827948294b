// `redocly diff`, for what it judges well: operations, parameters, servers, security. Schemas, answers and examples are
// ours: Redocly tells a shared schema only once, and knows nothing of rules (`x-validations`) and error codes.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operationsOf } from '../fields.ts';
import type { JsonObject } from '../json.ts';
import { at, objectOf, pointerOf, resolve, stepsOf } from '../json.ts';
import { redocly } from '../redocly.ts';
import type { Effect, Finding } from './finding.ts';

interface Change {
  path: string;
  typeName: string;
  kind: 'added' | 'removed' | 'modified';
  impact: 'major' | 'minor' | 'patch';
  property?: string;
  verdicts?: { message: string }[];
}

/** Judged by us, or not at all: schemas, answers, examples, extensions. */
const ours = /^(Schema|Response|Example|SpecExtension)/;
const prose = new Set(['description', 'summary']);
const effects: Record<Change['impact'], Effect> = { major: 'sender', minor: 'feature', patch: 'same' };

/** @throws with what Redocly printed, where it gave no report */
export async function byRedocly(before: JsonObject, after: JsonObject): Promise<Omit<Finding, 'where'>[]> {
  const folder = mkdtempSync(join(tmpdir(), 'apig-diff-'));
  try {
    writeFileSync(join(folder, 'before.json'), JSON.stringify(before));
    writeFileSync(join(folder, 'after.json'), JSON.stringify(after));
    // A configuration of its own: with the repository's, nothing would be judged.
    writeFileSync(join(folder, 'redocly.yaml'), 'extends: [diff-recommended]\n');
    const report = join(folder, 'report.json');
    const files = [join(folder, 'before.json'), join(folder, 'after.json')];
    const options = ['--config', join(folder, 'redocly.yaml'), '--format', 'json', '--fail-on', 'none', '-o', report];
    const { code, output } = await redocly(['diff', ...files, ...options]);
    if (code !== 0) throw new Error(`redocly diff ended with ${code}:\n${output}`);
    const { changes } = JSON.parse(readFileSync(report, 'utf8')) as { changes: Change[] };
    return changes
      .filter(({ typeName, property }) => !ours.test(typeName) && !prose.has(property ?? ''))
      .map((change) => told(change, change.kind === 'removed' ? before : after));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function told(change: Change, document: JsonObject): Omit<Finding, 'where'> {
  const { typeName, kind, property, verdicts } = change;
  const what = verdicts?.[0]?.message ?? `${typeName}${property ? `, ${property}` : ''}: ${kind}`;
  return { effect: effectOf(change), place: placeOf(change.path, document), change: what.replace(/\.$/, '') };
}

function effectOf({ typeName, kind, impact, property }: Change): Effect {
  // A warning does not make a removal harmless: whoever still calls the operation is refused.
  if (typeName === 'Operation' && kind === 'removed') return 'sender';
  // Semantic versioning asks for a minor where something becomes deprecated.
  if (property === 'deprecated') return 'feature';
  return effects[impact];
}

/** `deleteThrottle/…` where the place is in an operation, `deleteThrottle/query/offset` for a parameter, else the pointer. */
function placeOf(path: string, document: JsonObject): string {
  const [first, url = '', method = '', ...rest] = stepsOf(path.replace(/^#/, ''));
  const operation = operationsOf(document).find((each) => each.path === url && each.method === method);
  if (first !== 'paths' || !operation) return path.replace(/^#/, '');
  const { in: part, name } = objectOf(resolve(document, at(document, pointerOf([first, url, method, ...rest]))));
  const steps = rest[0] === 'parameters' && rest.length === 2 ? [String(part), String(name)] : rest;
  return [operation.id, ...steps].join('/');
}
