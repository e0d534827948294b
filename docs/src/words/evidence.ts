// The texts of the evidence page.
import type { Locale } from '@apig-spec/model/editions';

interface EvidenceText {
  title: string;
  intro: string;
  map: string;
  table: string;
  filter: string;
  hint: string;
  only: Record<'unreached' | 'clients' | 'decided' | 'workflows', string>;
  shown: string;
  columns: {
    operation: string;
    sources: string;
    examples: string;
    reached: string;
    clients: string;
    tutorials: string;
    decided: string;
  };
  sibling: string;
  requests: (count: number) => string;
  responses: (count: number) => string;
  unreached: string;
  observed: string;
  none: string;
  decisions: (count: number) => string;
}

export const evidenceWords: Readonly<Record<Locale, EvidenceText>> = {
  en: {
    title: 'Evidence',
    intro:
      'For each operation, the evidence that contract and mock behave like the service: sources, validated examples, tested error codes, the vendor’s SDKs and tutorials; and our decisions on behavior that no source states.',
    map: 'Overview',
    table: 'By operation',
    filter: 'Filter operations',
    hint: 'an operation, a source, an error code, an SDK',
    only: {
      unreached: 'with codes that no test reaches',
      clients: 'not called by all SDKs',
      decided: 'with our own decisions',
      workflows: 'in a tutorial',
    },
    shown: '{shown} of {all} operations',
    columns: {
      operation: 'Operation',
      sources: 'Sources',
      examples: 'Validated examples',
      reached: 'Tested',
      clients: 'SDKs',
      tutorials: 'Tutorials',
      decided: 'Our decisions',
    },
    sibling: 'sibling reference',
    requests: (count) => `${count} ${count === 1 ? 'request' : 'requests'}`,
    responses: (count) => `${count} ${count === 1 ? 'response' : 'responses'}`,
    unreached: 'not tested',
    observed: 'only with observed rules',
    none: 'none',
    decisions: (count) => `${count} decisions`,
  },
  'zh-CN': {
    title: '验证依据',
    intro:
      '逐个接口列出契约和模拟服务与真实服务一致的依据：来源、已校验的示例、测试覆盖的错误码、厂商 SDK 和教程；以及我们对来源均未说明的行为作出的决定。',
    map: '概览',
    table: '逐个接口',
    filter: '筛选接口',
    hint: '接口、来源、错误码、SDK',
    only: {
      unreached: '有测试未覆盖的错误码',
      clients: '并非所有 SDK 都可调用',
      decided: '有我们作出的决定',
      workflows: '属于教程',
    },
    shown: '显示 {shown} 个接口，共 {all} 个',
    columns: {
      operation: '接口',
      sources: '来源',
      examples: '已校验的示例',
      reached: '测试覆盖',
      clients: 'SDK',
      tutorials: '教程',
      decided: '我们的决定',
    },
    sibling: '同源参考',
    requests: (count) => `${count} 个请求`,
    responses: (count) => `${count} 个响应`,
    unreached: '未覆盖',
    observed: '仅实测规则下可调用',
    none: '无',
    decisions: (count) => `${count} 项决定`,
  },
};
