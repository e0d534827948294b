// The texts of the tutorials around those of the workflows.
import type { Locale } from '@apig-spec/model/editions';

interface TutorialText {
  tutorials: string;
  intro: string;
  steps: (count: number) => string;
  before: string;
  beforeText: string;
  reset: string;
  real: string;
  response: string;
  empty: string;
  save: (file: string) => string;
  keep: (field: string, shell: string, variable: string, steps: string) => string;
  step: (number: number) => string;
  next: string;
  arazzo: string;
  partOf: string;
  recorded: string;
}

export const tutorialWords: Readonly<Record<Locale, TutorialText>> = {
  en: {
    tutorials: 'Tutorials',
    intro:
      'Complete a task call by call, with curl or TypeScript, against a mock on your machine or a real gateway. Every build runs all tutorials.',
    steps: (count) => `${count} steps`,
    before: 'Before you start',
    beforeText: 'Start the mock in a separate terminal. It accepts any token and already has a gateway:',
    reset: 'Then set its address, in another terminal or at the top of your program:',
    real: 'For a real gateway, use its address, project and ID, and a token that you get from IAM.',
    response: 'Response',
    empty: 'No body.',
    save: (file) => `Save this as \`${file}\`, where you run the commands:`,
    keep: (field, shell, variable, steps) =>
      `Save \`${field}\` of the response, in the shell as \`${shell}\`, in TypeScript as \`${variable}\`: ${steps}.`,
    step: (number) => `step ${number}`,
    next: 'Run it as a workflow',
    arazzo:
      'The tutorial is an Arazzo workflow, which `redocly respect` runs. For a real gateway, change the server and the inputs.',
    partOf: 'Tutorials',
    recorded: 'The responses are from the mock; your IDs and times will differ.',
  },
  'zh-CN': {
    tutorials: '教程',
    intro: '使用 curl 或 TypeScript 逐个调用完成整个任务，对接本机的模拟服务或真实实例。每次构建都会运行全部教程。',
    steps: (count) => `${count} 步`,
    before: '准备工作',
    beforeText: '在单独的终端中启动模拟服务。它接受任意 Token，并自带一个实例：',
    reset: '然后在另一个终端中或程序开头指定其地址：',
    real: '对接真实实例时，请使用其地址、项目 ID 和实例 ID，以及从 IAM 获取的 Token。',
    response: '响应',
    empty: '无响应体。',
    save: (file) => `将以下内容保存为 \`${file}\`，放在运行命令的目录中：`,
    keep: (field, shell, variable, steps) =>
      `保存响应中的 \`${field}\`，在 Shell 中记为 \`${shell}\`，在 TypeScript 中记为 \`${variable}\`，供以下步骤使用：${steps}。`,
    step: (number) => `第 ${number} 步`,
    next: '作为工作流运行',
    arazzo: '本教程也是一个 Arazzo 工作流，可用 `redocly respect` 运行。对接真实实例时，请修改服务地址和输入参数。',
    partOf: '相关教程',
    recorded: '响应来自模拟服务，您得到的 ID 和时间会有所不同。',
  },
};
