// What TSDoc says of the functions of an edition and of what they are given, in its language.
import type { Locale } from '@apig-spec/model/editions';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, objectOf, resolve } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import { pageOf } from './page.ts';
import { described, page } from './typeable.ts';

/** What TSDoc says beside the contract's own words. */
export const words = {
  en: {
    apig: 'a client of this edition',
    input: (id: string) =>
      `What {@link ${id}} takes: parameters of the path, \`query\` and \`body\`, and options of the call.`,
    given: 'parameters of the path, `query` and `body`, and options of the call',
    query: (id: string) => `The query of {@link ${id}}.`,
    result: (id: string) =>
      `The result of {@link ${id}}: check \`ok\` or \`status\` before you read \`data\` or \`error\`.`,
    returns: 'the result; it never rejects',
    deprecated: 'A later revision will not have it.',
    multipart:
      "The body is sent as a form. A file is a `File`, such as `new File([text], 'apis.json')`, whose name goes with it, or a `Blob` without one.",
    file: 'The data of the result is the file as a `Blob`: `await result.data.text()` reads it, `result.data.type` is its media type.',
  },
  'zh-CN': {
    apig: '本版本的客户端',
    input: (id: string) => `{@link ${id}} 的输入：路径参数、\`query\`、\`body\`，以及本次调用的选项。`,
    given: '路径参数、`query`、`body`，以及本次调用的选项',
    query: (id: string) => `{@link ${id}} 的查询参数。`,
    result: (id: string) => `{@link ${id}} 的结果：先检查 \`ok\` 或 \`status\`，再读取 \`data\` 或 \`error\`。`,
    returns: '调用结果；不会抛出异常',
    deprecated: '后续修订版将不再提供。',
    multipart:
      "消息体以表单形式发送。文件为 `File`（例如 `new File([text], 'apis.json')`，文件名随之发送），或不带文件名的 `Blob`。",
    file: '结果中的 data 为 `Blob` 形式的文件：`await result.data.text()` 读取内容，`result.data.type` 为媒体类型。',
  },
} as const;

/**
 * The comment of an operation's function.
 *
 * @param codec - how it is written or read where that is not JSON
 * @param shown - its path, without what all operations share
 */
export function functionDoc(
  document: JsonObject,
  { id, method, path }: Operation,
  locale: Locale,
  codec: 'multipart' | 'file' | undefined,
  shown: string,
): string {
  const text = objectOf(at(document, `/paths/${path.replaceAll('/', '~1')}/${method}`));
  const docs = words[locale];
  return comment('', [
    String(text['summary']),
    '',
    String(text['description']).trim(),
    '',
    `\`${method.toUpperCase()} ${shown}\``,
    '',
    ...(codec ? [docs[codec], ''] : []),
    `@param apig - ${docs.apig}`,
    `@param input - ${docs.given}`,
    `@returns ${docs.returns}`,
    `@see ${pageOf(document, id)}`,
    ...(text['deprecated'] === true ? [`@deprecated ${docs.deprecated}`] : []),
  ]);
}

/** The comment of a parameter of the path. */
export function parameterDoc(document: JsonObject, { id, parameters }: Operation, name: string): string {
  const parameter = objectOf(parameters.find((each) => each['in'] === 'path' && each['name'] === name));
  const { description } = described({
    ...objectOf(resolve(document, parameter['schema'])),
    ...parameter,
    [page]: pageOf(document, `${id}/path/${name}`) ?? null,
  });
  return typeof description === 'string' ? `${comment('  ', [description])}\n` : '';
}

/** The comment of a body: what its schema says. */
export function bodyDoc(document: JsonObject, request: Json): string {
  const { description } = objectOf(resolve(document, request));
  return typeof description === 'string' ? `${comment('  ', [description.trim()])}\n` : '';
}

function comment(indent: string, lines: readonly string[]): string {
  const all = lines.flatMap((line) => line.replaceAll('*/', '*\\/').split('\n'));
  if (all.length === 1) return `${indent}/** ${all[0]} */`;
  return `${indent}/**\n${all.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */`;
}
