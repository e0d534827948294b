// The texts of the pages about changes.
import type { Locale } from '@apig-spec/model/editions';

const en = {
  /** How many differences there are, and how many of them break senders or receivers. */
  summary: (all: number, senders: number, receivers: number): string => {
    const parts = [
      `${senders + receivers} breaking (${senders} for programs that send requests, ${receivers} for programs that read responses)`,
      `${all - senders - receivers} compatible`,
    ];
    return senders + receivers === 0 ? `${all} differences, all compatible.` : `${parts.join(', ')}.`;
  },
  count: (breaking: number, compatible: number): readonly [string, string] => [
    `${breaking} breaking`,
    `${compatible} compatible`,
  ],
  /** Where the filter leaves nothing. */
  none: 'No change matches the filter.',
  filter: 'Filter changes',
  operation: 'Operation',
  allOperations: 'All operations',
  direction: 'Direction',
  directions: { '': 'Requests and responses', request: 'Requests', response: 'Responses' },
  impact: 'Impact',
  impacts: {
    '': 'All changes',
    breaking: 'Breaking',
    sender: 'Breaks senders',
    receiver: 'Breaks receivers',
    compatible: 'Compatible',
  },
  shown: '{some} of {all} changes',
  reset: 'Show all',
  breaking: 'Breaking changes',
  compatible: 'Compatible changes',
  noneBreaking: 'No change in this step breaks existing programs.',
  removed: 'removed',
};

const zh: typeof en = {
  summary: (all, senders, receivers) =>
    senders + receivers === 0
      ? `共 ${all} 处差异，全部兼容。`
      : `${senders + receivers} 处不兼容变更（${senders} 处影响请求的发送方，${receivers} 处影响响应的接收方），${all - senders - receivers} 处兼容变更。`,
  count: (breaking, compatible) => [`${breaking} 处不兼容`, `${compatible} 处兼容`],
  none: '没有符合筛选条件的变更。',
  filter: '筛选变更',
  operation: '接口',
  allOperations: '全部接口',
  direction: '方向',
  directions: { '': '请求与响应', request: '请求', response: '响应' },
  impact: '影响',
  impacts: {
    '': '全部变更',
    breaking: '不兼容',
    sender: '影响发送方',
    receiver: '影响接收方',
    compatible: '兼容',
  },
  shown: '显示 {some} 处，共 {all} 处',
  reset: '显示全部',
  breaking: '不兼容变更',
  compatible: '兼容变更',
  noneBreaking: '这一步没有影响现有程序的变更。',
  removed: '已移除',
};

export const changeWords: Readonly<Record<Locale, typeof en>> = { en, 'zh-CN': zh };
