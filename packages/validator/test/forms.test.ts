// Requests whose body is a form, and responses that are files.
import { describe, expect, test } from 'vitest';
import { editions } from './editions.ts';

const file = new File(['{}'], 'apis.json', { type: 'application/json' });
const group_id = '1f4e2d3c5b6a49788796a5b4c3d2e1f0';

/** Fields of a form, and what is wrong with them: pointer, code, message in both languages. */
const forms: [string, unknown, [string, string, string, string][]][] = [
  ['a file alone', { file_name: file }, []],
  ['a file without a name', { file_name: new Blob() }, []],
  [
    'every part as a text',
    {
      ...{ is_create_group: 'false', group_id, extend_mode: 'override', simple_mode: 'true', mock_mode: 'false' },
      ...{ api_mode: 'merge', file_name: file },
    },
    [],
  ],
  ['booleans', { is_create_group: true, simple_mode: false, file_name: file }, []],
  ['no parts', {}, [['/file_name', 'APIG.2001', 'file_name is required', 'file_name 为必填项']]],
  [
    'a text in the place of a file',
    { file_name: '{}' },
    [['/file_name', 'APIG.2011', 'file_name must be a file', 'file_name 必须是文件']],
  ],
  ['no file', { file_name: null }, [['/file_name', 'APIG.2011', 'file_name must be a file', 'file_name 必须是文件']]],
  [
    'an existing group without its ID, as a text',
    { is_create_group: 'false', file_name: file },
    [['/group_id', 'APIG.2001', 'group_id is required', 'group_id 为必填项']],
  ],
  [
    'an existing group without its ID',
    { is_create_group: false, file_name: file },
    [['/group_id', 'APIG.2001', 'group_id is required', 'group_id 为必填项']],
  ],
  ...['TRUE', '1', '', 'yes', 1, null].map((simple_mode): (typeof forms)[number] => [
    `a boolean that is ${JSON.stringify(simple_mode)}`,
    { simple_mode, file_name: file },
    [['/simple_mode', 'APIG.2011', 'simple_mode must be true or false', 'simple_mode 必须是布尔值']],
  ]),
  [
    'a mode that is not listed',
    { api_mode: 'replace', file_name: file },
    [
      [
        '/api_mode',
        'APIG.2011',
        'api_mode must be one of "merge", "override"',
        'api_mode 的取值必须是以下之一："merge"、"override"',
      ],
    ],
  ],
  [
    'a file in the place of a text',
    { is_create_group: 'false', group_id: file, file_name: file },
    [['/group_id', 'APIG.2011', 'group_id must be a string', 'group_id 必须是字符串']],
  ],
  [
    'an unknown part',
    { file_name: file, file: file },
    [['/file', 'APIG.2011', 'file is not known', 'file 是未知字段']],
  ],
  ...[undefined, null, 'file_name=1', [file]].map((body): (typeof forms)[number] => [
    `no form, but ${JSON.stringify(body)}`,
    body,
    [['', 'APIG.2001', 'The body must be a form (multipart/form-data)', '消息体必须是表单（multipart/form-data）']],
  ]),
];

describe.each(editions)('$name', ({ validator, observed, locale }) => {
  test.each(forms)('%s', (_, body, expected) => {
    for (const { validateRequest } of [validator, observed]) {
      const problems = validateRequest('importApiDefinitions', { body });
      expect(problems.map(({ pointer, code, message }) => [pointer, code, message])).toEqual(
        expected.map(([pointer, code, english, chinese]) => [pointer, code, locale === 'en' ? english : chinese]),
      );
    }
  });

  test('a form as a server parses it', async () => {
    const form = new FormData();
    form.append('is_create_group', 'false');
    form.append('group_id', group_id);
    form.append('file_name', file);
    const request = new Request('http://mock', { method: 'POST', body: form });
    const body = Object.fromEntries(await request.formData());
    expect(validator.validateRequest('importApiDefinitions', { body })).toEqual([]);
    expect(body['is_create_group']).toBe('false');
  });

  test('a file is any content', () => {
    const told = (body: unknown) => validator.validateResponse('exportApiDefinitions', 200, body);
    for (const body of [{ swagger: '2.0' }, 'openapi: 3.0.3', file]) expect(told(body)).toEqual([]);
    for (const body of ['', null, undefined])
      expect(told(body).map(({ message }) => message)).toEqual([
        locale === 'en' ? 'The body must be a file' : '消息体必须是文件',
      ]);
  });

  test('operations tell the files and booleans of a form', () => {
    const { importApiDefinitions, exportApiDefinitions } = validator.operations;
    expect(importApiDefinitions).toMatchObject({
      hasBody: true,
      form: { files: ['file_name'], booleans: ['is_create_group', 'simple_mode', 'mock_mode'] },
    });
    expect(exportApiDefinitions.form).toBeUndefined();
  });
});
