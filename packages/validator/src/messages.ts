// What a problem is called, in each language. Keyed by the keyword of JSON Schema that found it.

/** Makes the message for a field, given what the check tells. */
type Message = (field: string, params: Readonly<Record<string, unknown>>) => string;

/** Messages that do not come from a keyword. */
type Words = Record<'bodyNotObject' | 'bodyNotForm' | 'bodyUnexpected' | 'fileMissing' | 'statusUnknown', Message>;

type Keywords = Record<
  | 'required'
  | 'propertyNames'
  | 'unevaluatedProperties'
  | 'false schema'
  | 'type'
  | 'enum'
  | 'const'
  | 'minimum'
  | 'maximum'
  | 'minLength'
  | 'maxLength'
  | 'pattern'
  | 'minItems'
  | 'maxItems'
  | 'x-file'
  | 'x-digits'
  | 'x-minimum'
  | 'x-maximum'
  | 'x-validations',
  Message
>;

/** A keyword that there are words for. */
export type Keyword = keyof Keywords;

const english: Keywords & Words = {
  required: (field) => `${field} is required`,
  propertyNames: (field) => `${field} is not known`,
  unevaluatedProperties: (field) => `${field} does not belong here`,
  'false schema': (field) => `${field} does not belong here`,
  type: (field, { type }) => `${field} must be ${typeName(type, ' or ', englishTypes)}`,
  enum: (field, { allowedValues }) => `${field} must be one of ${listed(allowedValues, ', ')}`,
  const: (field, { allowedValue }) => `${field} must be ${JSON.stringify(allowedValue)} here`,
  minimum: (field, { limit }) => `${field} must be at least ${limit}`,
  maximum: (field, { limit }) => `${field} must be at most ${limit}`,
  minLength: (field, { limit }) => `${field} must have at least ${counted(limit, 'character')}`,
  maxLength: (field, { limit }) => `${field} must have at most ${counted(limit, 'character')}`,
  pattern: (field, { pattern }) => `${field} must match ${pattern}`,
  minItems: (field, { limit }) => `${field} must have at least ${counted(limit, 'item')}`,
  maxItems: (field, { limit }) =>
    limit === 0 ? `${field} must be empty` : `${field} must have at most ${counted(limit, 'item')}`,
  'x-file': (field) => `${field} must be a file`,
  'x-digits': (field) => `${field} must be ${englishTypes['integer']}`,
  'x-minimum': (field, params) => english.minimum(field, params),
  'x-maximum': (field, params) => english.maximum(field, params),
  'x-validations': (_field, { message }) => String(message),
  bodyNotObject: () => 'The body must be a JSON object',
  bodyNotForm: () => 'The body must be a form (multipart/form-data)',
  bodyUnexpected: () => 'There must be no body',
  fileMissing: () => 'The body must be a file',
  statusUnknown: (_field, { status }) => `Status ${status} is not documented for this operation`,
};

const englishTypes: Record<string, string> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'an integer',
  null: 'null',
  number: 'a number',
  object: 'an object',
  string: 'a string',
};

const chinese: Keywords & Words = {
  required: (field) => `${field} 为必填项`,
  propertyNames: (field) => `${field} 是未知字段`,
  unevaluatedProperties: (field) => `此处不允许使用 ${field}`,
  'false schema': (field) => `此处不允许使用 ${field}`,
  type: (field, { type }) => `${field} 必须是${typeName(type, '或', chineseTypes)}`,
  enum: (field, { allowedValues }) => `${field} 的取值必须是以下之一：${listed(allowedValues, '、')}`,
  const: (field, { allowedValue }) => `此处 ${field} 只能为 ${JSON.stringify(allowedValue)}`,
  minimum: (field, { limit }) => `${field} 不能小于 ${limit}`,
  maximum: (field, { limit }) => `${field} 不能大于 ${limit}`,
  minLength: (field, { limit }) => `${field} 至少包含 ${limit} 个字符`,
  maxLength: (field, { limit }) => `${field} 最多包含 ${limit} 个字符`,
  pattern: (field, { pattern }) => `${field} 必须匹配 ${pattern}`,
  minItems: (field, { limit }) => `${field} 至少包含 ${limit} 项`,
  maxItems: (field, { limit }) => (limit === 0 ? `${field} 必须为空` : `${field} 最多包含 ${limit} 项`),
  'x-file': (field) => `${field} 必须是文件`,
  'x-digits': (field) => `${field} 必须是${chineseTypes['integer']}`,
  'x-minimum': (field, params) => chinese.minimum(field, params),
  'x-maximum': (field, params) => chinese.maximum(field, params),
  'x-validations': (_field, { message }) => String(message),
  bodyNotObject: () => '消息体必须是 JSON 对象',
  bodyNotForm: () => '消息体必须是表单（multipart/form-data）',
  bodyUnexpected: () => '不应包含消息体',
  fileMissing: () => '消息体必须是文件',
  statusUnknown: (_field, { status }) => `该接口的文档中没有状态码 ${status}`,
};

const chineseTypes: Record<string, string> = {
  array: '列表',
  boolean: '布尔值',
  integer: '整数',
  null: ' null',
  number: '数字',
  object: '对象',
  string: '字符串',
};

/** The messages of each language. */
export const messages = { en: english, 'zh-CN': chinese };

function typeName(type: unknown, or: string, names: Record<string, string>): string {
  return (Array.isArray(type) ? type : [type]).map((name) => names[String(name)] ?? name).join(or);
}

function listed(values: unknown, comma: string): string {
  return (Array.isArray(values) ? values : [values]).map((value) => JSON.stringify(value)).join(comma);
}

function counted(limit: unknown, noun: string): string {
  return `${limit} ${noun}${limit === 1 ? '' : 's'}`;
}
