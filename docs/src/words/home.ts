// The texts of the landing pages.
import type { Locale } from '@apig-spec/model/editions';

/** Tasks of readers, each with the page for it. */
export type Task =
  | 'upgrade'
  | 'limits'
  | 'codes'
  | 'signing'
  | 'browser'
  | 'microservices'
  | 'testing'
  | 'terraform'
  | 'bindings'
  | 'tutorials'
  | 'contribute'
  | 'report';

interface HomeText {
  lead: string;
  install: string;
  first: string;
  call: { title: string; text: string };
  mock: { title: string; text: string; then: string };
  terraform: { title: string; text: string; then: string; untested: string };
  tasks: string;
  task: Record<Task, readonly [string, string]>;
  /** The part of the guide, by its heading there. */
  onlyReport: string;
  tutorials: string;
  allTutorials: string;
  together: string;
  togetherText: string;
  map: string;
  mapText: string;
  evidence: string;
}

export const homeWords: Readonly<Record<Locale, HomeText>> = {
  en: {
    lead: 'For teams that automate API Gateway (APIG): a contract for code generation, a typed client, and a mock that keeps state and rejects requests like the service. You can start without an account.',
    install: 'Install',
    first: 'First steps',
    call: {
      title: 'Call the API',
      text: 'Every operation is a typed function. Results are distinguished by status, and fields unknown to the revision do not compile. Node 22.18 or newer runs TypeScript directly.',
    },
    mock: {
      title: 'Start a mock',
      text: 'One command starts a mock on your machine. It keeps what you create, validates every field and returns the service’s error codes.',
      then: 'Create a channel from another terminal:',
    },
    terraform: {
      title: 'Run Terraform',
      text: 'Start the mock with the observed rules, which also accept what the provider sends but the documents do not mention, and point the provider’s endpoint for `apig` at it:',
      then: 'The mock accepts any keys. Set the project and domain ID: otherwise the provider requests them from IAM, which the mock does not provide.',
      untested:
        'Based on the provider’s source. Our tests send the requests of 33 of its resources and verify the signatures of its Go client, but do not run Terraform itself.',
    },
    tasks: 'What do you want to do?',
    task: {
      upgrade: ['See what an upgrade changes', 'Field by field, breaking changes first'],
      limits: ['Find a limit', 'Quotas, lengths, ranges and patterns, by revision'],
      codes: ['Look up an error code', 'Meaning, fix, and the operations that return it'],
      signing: ['Sign a request', 'With AK/SK, or a token'],
      browser: ['Create a channel in the browser', 'Send requests from the page of the operation'],
      microservices: ['Use NACOS or CSE services', 'Channels with servers from a registry'],
      testing: ['Test with the mock', 'In vitest, behind MSW, in Playwright'],
      terraform: ['Run Terraform against the mock', 'Provider settings'],
      bindings: ['See what a deletion also removes', 'Bindings of a deleted throttling policy'],
      tutorials: ['Follow a tutorial', 'From an API group to an authorized app'],
      contribute: ['Add a field to the contract', 'From a sentence in a document to a release'],
      report: ['Report a wrong fact', 'Name the page and the source; no clone needed'],
    },
    onlyReport: 'only-report-it',
    tutorials: 'Tutorials',
    allTutorials: 'All tutorials',
    together: 'How it works',
    togetherText: 'The resources that a published API consists of, and how the gateway’s API checks each request.',
    map: 'How well it is verified',
    mapText: 'Each square is an operation: called by the vendor’s SDKs, part of a tutorial, or neither.',
    evidence: 'Evidence by operation',
  },
  'zh-CN': {
    lead: '面向自动化管理 API 网关（APIG）的团队：可生成代码的契约、带类型的客户端，以及保存状态并像真实服务一样拒绝请求的模拟服务。无需账号即可开始。',
    install: '安装',
    first: '快速上手',
    call: {
      title: '调用接口',
      text: '每个接口都是一个带类型的函数。结果按状态码区分，修订版中没有的字段无法通过编译。Node 22.18 及以上版本可直接运行 TypeScript。',
    },
    mock: {
      title: '启动模拟服务',
      text: '一条命令即可在本机启动模拟服务。它保存创建的内容，校验每个字段，并返回真实服务的错误码。',
      then: '在另一个终端中创建 VPC 通道：',
    },
    terraform: {
      title: '运行 Terraform',
      text: '以实测规则启动模拟服务，使其接受 Provider 发送的、文档未提及的内容，并将 Provider 的 `apig` 终端节点指向它：',
      then: '模拟服务接受任意密钥。指定项目 ID 和账号 ID 后，Provider 无需访问 IAM，而模拟服务不提供 IAM。',
      untested:
        '依据 Provider 的源码编写。我们的测试发送其 33 种资源的请求，并验证其 Go 客户端的签名，但不运行 Terraform 本身。',
    },
    tasks: '您想做什么？',
    task: {
      upgrade: ['了解升级带来的变化', '逐个字段列出，不兼容变更在前'],
      limits: ['查找限制', '各修订版的数量、长度、范围和正则'],
      codes: ['查询错误码', '含义、处理方法，以及返回该错误码的接口'],
      signing: ['对请求签名', '使用 AK/SK 或 Token'],
      browser: ['在浏览器中创建 VPC 通道', '在接口页面直接发送请求'],
      microservices: ['对接 NACOS 或 CSE 微服务', '后端服务器来自注册中心的 VPC 通道'],
      testing: ['使用模拟服务测试', '在 vitest、MSW 和 Playwright 中'],
      terraform: ['对模拟服务运行 Terraform', 'Provider 的配置'],
      bindings: ['了解删除的连带影响', '删除流控策略时的绑定关系'],
      tutorials: ['按教程操作', '从 API 分组到授权应用'],
      contribute: ['为契约添加字段', '从文档中的一句话到发布'],
      report: ['报告错误', '注明页面和来源即可，无需克隆代码'],
    },
    onlyReport: '只报告',
    tutorials: '教程',
    allTutorials: '全部教程',
    together: '工作原理',
    togetherText: '已发布的 API 由哪些资源组成，以及 API 网关如何检查每个请求。',
    map: '验证程度',
    mapText: '每格是一个接口：厂商 SDK 可调用、属于教程，或二者皆非。',
    evidence: '各接口的验证依据',
  },
};
