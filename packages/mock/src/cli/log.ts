// The request log: for people, or one JSON object a line for programs.
import { inspect, styleText } from 'node:util';
import { textWithoutSecrets } from '../../generated/secrets.ts';
import type { Explanation } from '../contract/explained.ts';
import type { LogEntry } from '../engine/log.ts';
import { StoreError } from '../store/store.ts';

export type LogForm = 'pretty' | 'json' | 'silent';

/** What the mock says first. */
export interface Start {
  url: string;
  edition: string;
  rules: string;
  data: string | undefined;
}

/** @returns the line that tells the address; a silent mock tells it too, as the one thing that nobody can guess */
export function startLine(form: LogForm, { url, edition, rules, data }: Start): string {
  if (form === 'json') return JSON.stringify({ url, edition, rules, data: data ?? null });
  return `apig-mock listens on ${url} (edition ${edition}, ${rules} rules, data in ${data ?? 'memory'})`;
}

/** @returns what a mock says once, for people, of requests that it will reject though gateways accept them; undefined: nothing */
export function startHint(form: LogForm, { rules }: Pick<Start, 'rules'>): string | undefined {
  if (form !== 'pretty' || rules === 'observed') return undefined;
  return 'What real gateways accept but no document allows is rejected; --rules observed accepts it.';
}

/** @returns the line that tells of a request */
export function logLine(form: Exclude<LogForm, 'silent'>, entry: LogEntry): string {
  return form === 'json' ? jsonLine(entry) : prettyLine(entry);
}

function jsonLine({ error, milliseconds, ...entry }: LogEntry): string {
  return JSON.stringify({
    ...entry,
    milliseconds: Math.round(milliseconds * 100) / 100,
    ...(error !== undefined && { error: shown(error) }),
  });
}

function prettyLine(entry: LogEntry): string {
  const { time, method, url, operation, example, status, code, message, error, forgotten, milliseconds } = entry;
  const { explained } = entry;
  const rejection = code && `${code} ${printable(message ?? '')}`;
  const end = [operation, example && 'documented example', rejection, `${milliseconds.toFixed(1)} ms`]
    .filter(Boolean)
    .join('  ');
  const line = `${time.toTimeString().slice(0, 8)}  ${styleText(colorOf(status), String(status))}  ${method || '(no request)'} ${printable(url)}  ${end}`;
  const lines = [
    line,
    ...(error === undefined ? [] : [failure(error)]),
    ...(explained ? explanation(explained) : []),
    ...(forgotten ?? []).map((project) => `          forgot project ${printable(project)}, used least recently`),
  ];
  return lines.join('\n');
}

/** Below the line of the request. */
function explanation({ rule, place, mark, sources, errata = {}, fix, retry, page, observed }: Explanation): string[] {
  const origin = mark && `${mark}${sources ? `: ${sources.join(', ')}` : ''}`;
  const lines = [
    `${rule} (${[place, origin].filter(Boolean).join('; ')})`,
    fix,
    // What has to change in the request is said above.
    retry !== 'fix-request' && `retry: ${retry}`,
    observed && '--rules observed accepts it',
    ...Object.entries(errata).map(([id, title]) => `erratum ${id}: ${title}`),
    `docs ${page}`,
  ];
  return lines.filter((line) => typeof line === 'string').map((line) => `          ${printable(line)}`);
}

/** What is wrong with the data is not a mistake of the mock: its message says what to do, and a trace would hide it. */
function failure(error: unknown): string {
  return error instanceof StoreError ? `          ${printable(textWithoutSecrets(error.message))}` : shown(error);
}

/** What was thrown, with its trace: the lines that name places in files have no secrets, though they may have their names. */
function shown(error: unknown): string {
  const lines = inspect(error).split('\n');
  return lines.map((line) => (/^\s+at /.test(line) ? line : textWithoutSecrets(line))).join('\n');
}

/** A message may repeat a name that was sent: what would move the cursor or begin a line is escaped, as in JSON. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Colors are for terminals: where there is none, `styleText` leaves them out. */
function colorOf(status: number): 'green' | 'yellow' | 'red' {
  return status < 400 ? 'green' : status < 500 ? 'yellow' : 'red';
}
