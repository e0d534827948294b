// What the reference says of its own, in both languages.
import type { Locale } from '@apig-spec/model/editions';

/** What the pages of the reference say in a language. */
export interface ReferenceText {
  /** Of an entry point's page. */
  exports: (title: string) => string;
  index: { title: string; label: string; description: string; intro: string; packages: string; byResource: string };
  /** The heads of the index's columns. */
  columns: { module: string; purpose: string; page: string; functions: string };
  /** What entry points are for, by name; the one of a package is first. */
  entries: Readonly<Record<string, string>>;
  resource: {
    title: (resource: string) => string;
    description: (resource: string) => string;
    /** @param links - to the options of a call, to `OtherRefusal` and to `Fault` */
    intro: (options: string, other: string, fault: string) => string;
    functions: string;
    types: string;
    typesIntro: string;
    field: string;
    type: string;
    status: string;
    result: string;
    usedBy: string;
    back: (type: string) => string;
    comma: string;
  };
  shared: { title: string; description: string; intro: string };
  /** @param index - the address of the list of resources */
  core: (index: string) => string;
  limits: { intro: (page: string) => string; heading: string; constant: string; fields: string };
}

const limits = 'client/limits';

export const words: Readonly<Record<Locale, ReferenceText>> = {
  en: {
    exports: (title) => `What ${title} exports.`,
    index: {
      title: 'Package reference',
      label: 'Packages',
      description: 'What each package exports, generated from its source.',
      intro: `What each package exports, a page for each entry point and for the functions of each resource. The pages show the newest
revision; \`./2023-11\` and \`./2023-05\` export the same names with the types of their revision, and \`…/zh-CN\` the same with
Chinese comments.`,
      packages: 'Entry points',
      byResource: 'Functions by resource',
    },
    columns: { module: 'entry point', purpose: 'what it is for', page: 'resource', functions: 'functions' },
    entries: {
      client: 'A typed client over `fetch`: `createApigClient`, options, results and errors',
      [limits]: 'Bounds, patterns and closed lists of fields as constants, for your own forms and checks',
      'client/aksk': 'Signs requests with an access key',
      'client/retry': 'Retries calls that failed temporarily',
      'client/validate': 'Validates requests before they are sent, and responses',
      validator: 'Validates requests and responses against an edition',
      'validator/lazy': 'The same for several editions: loads the rules of an operation when they are needed',
      mock: 'A gateway that responds as the contract says, for tests',
      'mock/node': 'The mock as an HTTP server',
      'mock/sqlite': 'Keeps the state of the mock in a SQLite file',
      'mock/postgres': 'Keeps the state of the mock in PostgreSQL',
      'mock/msw3': 'The mock as handlers of MSW 3; `./msw2` exports the same for MSW 2',
      openapi: 'The editions as OpenAPI 3.1, and where each fact comes from',
    },
    resource: {
      title: (resource) => `${resource}: functions`,
      description: (resource) => `Functions and types of @apig-spec/client for the resource “${resource}”.`,
      intro: (options, other, fault) =>
        `\`@apig-spec/client\` exports all of these. The link below a function leads to the page of its operation, which says what it does. Each input also has the fields of ${options}. Each result may also be an ${other}, for a status that is not listed, or a ${fault}.`,
      functions: 'Functions',
      types: 'Types',
      typesIntro: 'Schemas of the contract as types. The name leads to the fields.',
      field: 'field',
      type: 'type',
      status: 'status',
      result: 'data, or error codes',
      usedBy: 'used by',
      back: (type) => `, or ${type} as a response has it`,
      comma: ', ',
    },
    shared: {
      title: 'Shared types',
      description: 'Types of @apig-spec/client that functions of several resources use.',
      intro:
        '`@apig-spec/client` exports these schemas of the contract as types; functions of several resources use them. The name leads to the fields.',
    },
    core: (index) =>
      `The functions of the operations, with their inputs and results, are listed [by resource](${index}).`,
    limits: {
      intro: (page) => `The values are on [the page of limits](${page}).`,
      heading: 'Constants',
      constant: 'constant',
      fields: 'fields',
    },
  },
  'zh-CN': {
    exports: (title) => `${title} 的导出内容。`,
    index: {
      title: '软件包参考',
      label: '全部软件包',
      description: '各软件包的导出内容，由源码生成。',
      intro: `以下列出各软件包的导出内容：每个入口一页，每个资源的函数一页。页面展示的是最新修订版；\`./2023-11\` 与 \`./2023-05\` 导出同名内容，类型则取自各自的修订版；\`…/zh-CN\` 与之相同，注释为中文。

手写的注释只有英文，各页均保留原文。`,
      packages: '入口',
      byResource: '按资源列出的函数',
    },
    columns: { module: '入口', purpose: '用途', page: '资源', functions: '函数' },
    entries: {
      client: '基于 `fetch` 的类型化客户端：`createApigClient`、选项、结果与错误',
      [limits]: '字段的取值范围、正则与枚举值，以常量形式提供，供表单与自行校验使用',
      'client/aksk': '使用访问密钥为请求签名',
      'client/retry': '重试暂时失败的请求',
      'client/validate': '校验发送前的请求以及响应',
      validator: '按指定版本校验请求与响应',
      'validator/lazy': '同上，支持多个版本，用到某个接口时才加载其规则',
      mock: '按契约响应的模拟服务，供测试使用',
      'mock/node': '以 HTTP 服务器形式运行的模拟服务',
      'mock/sqlite': '将模拟服务的状态保存在 SQLite 文件中',
      'mock/postgres': '将模拟服务的状态保存在 PostgreSQL 中',
      'mock/msw3': '以 MSW 3 处理器形式提供的模拟服务；`./msw2` 为 MSW 2 导出相同内容',
      openapi: '各版本的 OpenAPI 3.1 文档，以及每项事实的来源',
    },
    resource: {
      title: (resource) => `${resource}：函数`,
      description: (resource) => `@apig-spec/client 中资源“${resource}”的函数与类型。`,
      intro: (options, other, fault) =>
        `以下内容均由 \`@apig-spec/client\` 导出。函数下方的链接指向对应的接口页面，接口的作用见该页。各输入类型还包含 ${options} 的字段。各结果类型还可能是 ${other}（状态码未列出时）或 ${fault}。`,
      functions: '函数',
      types: '类型',
      typesIntro: '契约中数据结构对应的类型，点击名称查看字段。',
      field: '字段',
      type: '类型',
      status: '状态码',
      result: '数据或错误码',
      usedBy: '使用者',
      back: (type) => `，也可直接使用响应中的 ${type}`,
      comma: '、',
    },
    shared: {
      title: '共用类型',
      description: '@apig-spec/client 中由多个资源的函数使用的类型。',
      intro: '`@apig-spec/client` 将契约中的以下数据结构导出为类型，多个资源的函数会用到。点击名称查看字段。',
    },
    core: (index) => `各接口的函数及其输入与结果类型，参见[按资源列出的函数](${index})。`,
    limits: {
      intro: (page) => `具体取值见[限制页面](${page})。`,
      heading: '常量',
      constant: '常量',
      fields: '字段',
    },
  },
};

/** The head of a page in Markdown. @param isOfResource - whether it has the functions of a resource, or their types */
export function frontmatter(
  { title, description, order, label }: { title: string; description: string; order: number; label?: string },
  isOfResource = false,
): string {
  const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
  const lines = [
    `title: ${text(title)}`,
    `description: ${text(description)}`,
    ...(isOfResource ? ['resource: true'] : []),
    'sidebar:',
    ...(label === undefined ? [] : [`  label: ${text(label)}`]),
    `  order: ${order}`,
  ];
  return ['---', ...lines, '---', '', ''].join('\n');
}
