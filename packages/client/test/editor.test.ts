// What an editor and a compiler show users: the messages of common mistakes, hovers and completions, as they are on screen. A
// reviewer reads editor/messages.md and editor/hovers.md; `vitest -u` writes them.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Diagnostic, type LanguageServer, startLanguageServer } from './editor/language-server.ts';

const folder = new URL('editor/fixtures/', import.meta.url);
const [mistakes, hovers] = [new URL('mistakes.ts', folder), new URL('hovers.ts', folder)];
const root = new URL('../../..', import.meta.url).pathname;

let server: LanguageServer;
beforeAll(async () => {
  server = await startLanguageServer(folder, [mistakes, hovers]);
});
afterAll(() => server.stop());

/** Without hints, such as that something is not used. */
async function errorsIn(file: URL): Promise<Diagnostic[]> {
  return (await server.diagnostics(file)).filter(({ severity }) => severity === 1);
}

/** By its heading, each part of the fixture, with the lines it stands in. */
function partsOf(file: URL): { title: string; code: string; from: number; to: number }[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const headings = lines.flatMap((line, index) => (line.startsWith('// ## ') ? [index] : []));
  return headings.map((from, index) => {
    const to = headings[index + 1] ?? lines.length;
    return {
      title: (lines[from] ?? '').slice(6),
      code: lines
        .slice(from + 1, to)
        .join('\n')
        .trim(),
      from,
      to,
    };
  });
}

/** What stands after a mark on a line of the fixture, and the line before it. */
function marksOf(file: URL, mark: string): { line: number; code: string; marked: string }[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((text, line) => {
    const [code = '', marked] = text.split(` ${mark} `);
    return marked === undefined || !/\S/.test(code) ? [] : [{ line, code, marked }];
  });
}

test('each mistake has one message, of at most eight lines', async () => {
  const diagnostics = await errorsIn(mistakes);
  const sections = partsOf(mistakes).map(({ title, code, from, to }) => {
    const own = diagnostics.filter(({ range }) => range.start.line > from && range.start.line < to);
    expect(own, title).toHaveLength(1);
    const message = (own[0]?.message ?? '').replaceAll(root, '');
    expect(message.split('\n').length, title).toBeLessThanOrEqual(8);
    return `## ${title}\n\n\`\`\`ts\n${code}\n\`\`\`\n\n\`\`\`text\n${message}\n\`\`\`\n`;
  });
  expect(sections.length).toBeGreaterThanOrEqual(30);
  expect(diagnostics).toHaveLength(sections.length);
  const text = ['# What the compiler says of common mistakes\n', ...sections].join('\n');
  await expect(text).toMatchFileSnapshot('editor/messages.md');
});

test('every name that a program uses has a text', async () => {
  expect(await errorsIn(hovers)).toEqual([]);
  const sections: string[] = [];
  for (const { line, code, marked } of marksOf(hovers, '//?')) {
    for (const name of marked.split(' ')) {
      const character = code.search(new RegExp(`\\b${name}\\b(?!')`));
      // A link leads to a line of a declaration, which is another with each change.
      const text = (await server.hover(hovers, { line, character })).replaceAll(/\]\(file:[^)]*\)/g, ']');
      const [type = '', words = ''] = text.split(/^```$/m);
      // Of a variable an editor shows its type alone.
      expect(`${words.trim()}${type.includes('\nconst ')}`, `${name} in ${code}`).not.toBe('false');
      sections.push(`## \`${name}\` in \`${code.trim()}\`\n\n${text}\n`);
    }
  }
  await expect(['# What an editor shows of names\n', ...sections].join('\n')).toMatchFileSnapshot('editor/hovers.md');
});

/** What is offered where a mark points, by the text before it. */
async function offered(): Promise<Map<string, string[]>> {
  const all = new Map<string, string[]>();
  for (const { line, code, marked } of marksOf(hovers, '//|')) {
    const labels = await server.completions(hovers, { line, character: code.indexOf(marked) + marked.length });
    all.set(marked.trim(), labels);
  }
  return all;
}

test('a kind that is chosen narrows what is offered beside it', async () => {
  const labels = await offered();
  const sorted = (mark: string) => [...(labels.get(mark) ?? [])].sort();
  expect(sorted("vpc_channel_type: '")).toEqual(['', 'builtin', 'microservice', 'reference']);
  expect(sorted("backend_type: '")).toEqual(['FUNCTION', 'GRPC', 'HTTP', 'MOCK']);
  expect(labels.get("'MOCK',")).toEqual(expect.arrayContaining(['mock_info', 'policy_mocks?', 'name']));
  expect(labels.get("'MOCK',")?.filter((label) => /^(backend_api|func_info|policy_https)/.test(label))).toEqual([]);
  expect(labels.get("'FUNCTION',")).toEqual(expect.arrayContaining(['func_info', 'policy_functions?', 'name']));
  expect(labels.get("'FUNCTION',")?.filter((label) => /^(backend_api|mock_info|policy_mocks)/.test(label))).toEqual([]);
  // Required for HTTP, optional for TCP.
  expect(labels.get("'HTTP',")).toEqual(expect.arrayContaining(['path', 'http_code', 'timeout']));
  expect(labels.get("'TCP',")).toEqual(expect.arrayContaining(['path?', 'http_code?', 'timeout']));
});
