// The texts of the resource pages.
import type { Locale } from '@apig-spec/model/editions';
import type { Phase } from '../model/phases.ts';

interface ResourceText {
  use: string;
  phases: Record<Phase, string>;
  object: (status: string) => string;
  limits: string;
  limitsOf: string;
  allLimits: string;
  about: string;
  codes: string;
  meaning: string;
  general: string;
  tutorials: string;
  noCodes: string;
  picture: string;
}

export const resourceWords: Readonly<Record<Locale, ResourceText>> = {
  en: {
    use: 'Operations in the order of use',
    phases: {
      create: 'Create',
      read: 'List and show',
      change: 'Change',
      bind: 'Bind and publish',
      remove: 'Unbind and delete',
    },
    object: (status) => `What the gateway returns (${status})`,
    limits: 'Limits',
    limitsOf: 'Fields that are required or limited, in the body of',
    allLimits: 'All limits of this revision',
    about: 'About',
    codes: 'Error codes',
    meaning: 'Meaning',
    general: 'Common to most operations of the API',
    tutorials: 'Tutorials',
    noCodes: 'No specific error codes.',
    picture: 'Diagram',
  },
  'zh-CN': {
    use: '接口（按使用顺序）',
    phases: { create: '创建', read: '查询', change: '修改', bind: '绑定与发布', remove: '解绑与删除' },
    object: (status) => `返回内容（${status}）`,
    limits: '限制',
    limitsOf: '必填或受限的字段，属于以下接口的请求体：',
    allLimits: '本修订版的全部限制',
    about: '说明',
    codes: '错误码',
    meaning: '含义',
    general: '大多数接口共有',
    tutorials: '教程',
    noCodes: '没有特有的错误码。',
    picture: '图示',
  },
};
