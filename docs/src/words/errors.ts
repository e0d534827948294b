// The texts of the error pages, in both languages.
import type { Retry } from '@apig-spec/model/records';

/** For each retry class: its label, and what to do. */
type RetryTexts = Readonly<Record<Retry, readonly [label: string, advice: string]>>;

/** Subjects of error codes in the order of the page; each is a file of spec/errors/. */
export const subjects = [
  'requests',
  'certificates',
  'not-found',
  'existing',
  'states',
  'limits',
  'imports',
  'gateways',
];

/** Synonyms of “absent”: the filter finds entries with one of them by any other. */
export const absent = ['does not exist', 'not found', 'unknown', 'missing', '不存在', '未找到', '找不到', '未知'];

type Subjects = Readonly<Record<string, readonly [title: string, intro: string]>>;

export const english = {
  tagline: 'What each error code means, what causes it, how to fix it, and whether to retry.',
  guide: 'Handle errors in a program',
  filter: 'Filter error codes',
  placeholder: 'Code, word or operationId',
  /** `%some` and `%all` are figures. */
  found: '%some of %all error codes',
  none: 'No error code matches. Try fewer words, or a code.',
  all: 'Show all',
  index: 'Error codes by subject',
  retryTitle: 'When to retry',
  causes: 'Possible causes',
  cure: 'What to do',
  returnedByMany: (count: number) => `Returned by ${count} operations`,
  anywhere: 'any operation',
  safe: 'safe to retry',
  unsafe: 'check before you retry',
  retry: {
    'fix-request': ['Fix the request', 'Correct the request, then send it. The same request will be rejected again.'],
    'fix-state': [
      'Resolve the conflict',
      'The request is valid, but something else blocks it: a resource that depends on this one, a missing one, a quota. Remove the obstacle as described, then send the same request.',
    ],
    backoff: [
      'Retry with backoff',
      'Send the same request later, with growing, randomized pauses. If the operation is not idempotent, check first whether the failed call took effect.',
    ],
    never: ['Do not retry', 'The call cannot succeed on this resource. Follow the description of the code.'],
  } as RetryTexts,
  subjects: {
    requests: ['Requests and credentials', 'The request itself is invalid, independent of the resource.'],
    certificates: [
      'Certificates',
      'SSL certificates of domain names and their private keys. Correct the files and send them again.',
    ],
    'not-found': [
      'Not found',
      'No object has the ID in the path, the query or the body. If you delete or unbind, treat it as done.',
    ],
    existing: [
      'Already exists',
      'If you did not create it, an earlier attempt may have succeeded although its response was lost. Look up the name before you choose another.',
    ],
    states: [
      'In use or in the wrong state',
      'The request is valid, but the resource is not in a state that allows it.',
    ],
    limits: [
      'Quotas',
      'Quotas apply to a gateway, a group or an API. `listProjectConfigs` returns their values and usage.',
    ],
    imports: ['Imports', 'Imports of API definition files and microservices.'],
    gateways: ['Gateways', 'Operations on gateways have separate codes, which begin with `APIC`.'],
  } as Subjects,
};

export type ErrorText = typeof english;

export const chinese: ErrorText = {
  tagline: '每个错误码的含义、原因、处理方法，以及能否重试。',
  guide: '在程序中处理错误',
  filter: '筛选错误码',
  placeholder: '错误码、关键词或 operationId',
  found: '共 %all 个错误码，显示 %some 个',
  none: '没有匹配的错误码，请减少关键词或输入错误码。',
  all: '显示全部',
  index: '按主题查看错误码',
  retryTitle: '何时重试',
  causes: '可能的原因',
  cure: '处理方法',
  returnedByMany: (count) => `返回该错误码的 ${count} 个接口`,
  anywhere: '任意接口',
  safe: '可安全重试',
  unsafe: '重试前先确认',
  retry: {
    'fix-request': ['修正请求', '修正请求后再发送。原样重试仍会被拒绝。'],
    'fix-state': [
      '先解除冲突',
      '请求本身有效，但受其他因素阻碍：有资源依赖该资源、缺少前置资源，或配额已用尽。按说明解除后，原样重试。',
    ],
    backoff: ['退避重试', '稍后原样重试，逐次延长间隔并加入随机量。如果接口不是幂等的，先确认失败的调用是否已生效。'],
    never: ['不要重试', '对该资源的调用不可能成功，请按错误码的说明处理。'],
  },
  subjects: {
    requests: ['请求与身份凭证', '请求本身的问题，与具体资源无关。'],
    certificates: ['证书', '域名的 SSL 证书及其私钥。修正文件后重新发送。'],
    'not-found': ['不存在', '路径、查询参数或请求体中的 ID 没有对应的对象。删除或解绑时，可视为已完成。'],
    existing: ['已存在', '如果不是您创建的，可能是之前的请求已成功但响应丢失。更换名称前，请先按名称查询。'],
    states: ['使用中或状态不符', '请求有效，但资源当前的状态不允许该操作。'],
    limits: ['配额', '配额针对实例、分组或 API。`listProjectConfigs` 返回各项配额及用量。'],
    imports: ['导入', 'API 定义文件与微服务的导入。'],
    gateways: ['实例', '实例自身的接口使用以 `APIC` 开头的错误码。'],
  },
};
