// The texts of the diagrams, in both languages.
import type { Locale } from '@apig-spec/model/editions';

type Check = 'path' | 'credentials' | 'parameters' | 'gateway' | 'body' | 'state';
type Part = 'quota' | 'throttle' | 'app' | 'publication' | 'environment' | 'api' | 'channel' | 'group';
type Tie = 'quota' | 'limits' | 'calls' | 'environment' | 'published' | 'backend' | 'group';

interface PictureText {
  checks: {
    title: string;
    description: string;
    names: Record<Check, string>;
    notes: Record<Check, string>;
    done: string;
  };
  relations: {
    title: string;
    description: string;
    /** The name of each, and a short description. */
    names: Record<Part, readonly [string, string]>;
    ties: Record<Tie, string>;
  };
  channel: {
    title: string;
    description: string;
    kind: string;
    created: string;
    channel: string;
    holds: readonly string[];
    acts: readonly (readonly [string, string])[];
    inUse: string;
    gone: string;
  };
  coverage: { title: string; description: string; legend: Record<Evidence, string> };
}

/** How well an operation is verified, best first. */
export type Evidence = 'workflow' | 'clients' | 'some' | 'none' | 'document';

export const pictureWords: Readonly<Record<Locale, PictureText>> = {
  en: {
    checks: {
      title: 'How a request is checked',
      description:
        'Checks run in this order: path, credentials, parameters, gateway, body, state. The first one that fails decides the status and the error code of the response.',
      names: {
        path: 'Path and method',
        credentials: 'Credentials',
        parameters: 'Parameters',
        gateway: 'Gateway',
        body: 'Body',
        state: 'State',
      },
      notes: {
        path: 'is there such an operation?',
        credentials: 'token or signature',
        parameters: 'of path and query',
        gateway: 'does it exist?',
        body: 'fields, types, limits',
        state: 'exists, in use, too many?',
      },
      done: 'Success',
    },
    relations: {
      title: 'How the resources relate',
      description:
        'An API belongs to an API group, sends its calls to a VPC channel and is published in an environment. Apps are authorized to call it there, and throttling policies limit its calls there. An app may have one quota.',
      names: {
        quota: ['Quota', 'calls of apps'],
        throttle: ['Throttling policy', 'calls of APIs'],
        app: ['App', 'who calls'],
        publication: ['Publication', 'an API that is online'],
        environment: ['Environment', 'such as RELEASE'],
        api: ['API', 'what is called'],
        channel: ['VPC channel', 'servers of the API'],
        group: ['API group', 'with domain names'],
      },
      ties: {
        quota: 'has at most one',
        limits: 'limits',
        calls: 'calls',
        environment: 'in',
        published: 'published',
        backend: 'backend',
        group: 'in one',
      },
    },
    channel: {
      title: 'Lifecycle of a VPC channel',
      description:
        'createVpcChannel creates a channel with server groups, servers and health check. Operations on the channel, its groups and its servers change it. deleteVpcChannel deletes it; if an API uses it, it returns 403 with APIG.3414.',
      kind: 'the kind of channel is fixed here',
      created: '201, with its ID',
      channel: 'The channel',
      holds: ['server groups, with weights', 'servers, enabled or disabled', 'health check'],
      acts: [
        ['updateVpcChannel', 'omitted fields stay'],
        ['createVpcChannelMemberGroups', 'adds server groups'],
        ['createVpcChannelMembers', 'adds servers'],
        ['disableVpcChannelMembers', 'servers get no new requests'],
        ['deleteVpcChannelMember', 'removes a server'],
      ],
      inUse: 'an API uses it',
      gone: 'deleted',
    },
    coverage: {
      title: 'Coverage of the API',
      description:
        'Each row is a resource, and each square an operation. Its color shows how the behavior of the mock is verified. The table on the evidence page has the same data as text.',
      legend: {
        workflow: 'part of a tutorial',
        clients: 'called by the SDKs for Python, Go and Java',
        some: 'called by some of these SDKs',
        none: 'called by no SDK',
        document: 'documented by the vendor',
      },
    },
  },
  'zh-CN': {
    checks: {
      title: '请求的检查顺序',
      description: '检查依次为：路径、认证信息、参数、实例、请求体、状态。第一项未通过的检查决定响应的状态码和错误码。',
      names: {
        path: '路径和方法',
        credentials: '认证信息',
        parameters: '参数',
        gateway: '实例',
        body: '请求体',
        state: '状态',
      },
      notes: {
        path: '是否有此接口',
        credentials: 'Token 或签名',
        parameters: '路径和查询参数',
        gateway: '是否存在',
        body: '字段、类型、限制',
        state: '存在、占用、超量',
      },
      done: '成功',
    },
    relations: {
      title: '资源之间的关系',
      description:
        'API 属于一个 API 分组，调用转发到 VPC 通道，并发布到环境。应用获得授权后可在该环境中调用，流控策略限制在该环境中的调用。一个应用最多绑定一个凭据配额。',
      names: {
        quota: ['凭据配额', '应用的调用次数'],
        throttle: ['流控策略', 'API 的调用频率'],
        app: ['应用', '调用方的身份'],
        publication: ['发布', '已上线的 API'],
        environment: ['环境', '例如 RELEASE'],
        api: ['API', '被调用的接口'],
        channel: ['VPC 通道', 'API 的后端服务器'],
        group: ['API 分组', '含访问域名'],
      },
      ties: {
        quota: '最多一个',
        limits: '限制',
        calls: '可调用',
        environment: '所在环境',
        published: '发布为',
        backend: '后端',
        group: '属于',
      },
    },
    channel: {
      title: 'VPC 通道的生命周期',
      description:
        'createVpcChannel 创建 VPC 通道，含后端服务器组、后端服务器和健康检查。之后可对 VPC 通道、后端服务器组和后端服务器进行修改。deleteVpcChannel 删除 VPC 通道；如有 API 在使用，则返回 403 和 APIG.3414。',
      kind: '创建时确定通道类型',
      created: '201，返回 ID',
      channel: 'VPC 通道',
      holds: ['后端服务器组及其权重', '后端服务器，启用或禁用', '健康检查'],
      acts: [
        ['updateVpcChannel', '未携带的部分保持不变'],
        ['createVpcChannelMemberGroups', '添加后端服务器组'],
        ['createVpcChannelMembers', '添加后端服务器'],
        ['disableVpcChannelMembers', '后端服务器不再收到新请求'],
        ['deleteVpcChannelMember', '移除一台后端服务器'],
      ],
      inUse: '有 API 在使用',
      gone: '已删除',
    },
    coverage: {
      title: 'API 覆盖情况',
      description:
        '每行是一类资源，每格是一个接口，颜色表示模拟服务的行为如何得到验证。验证依据页面的表格以文字列出同样的数据。',
      legend: {
        workflow: '属于教程',
        clients: 'Python、Go、Java SDK 均可调用',
        some: '其中部分 SDK 可调用',
        none: '没有 SDK 可调用',
        document: '厂商文档载明',
      },
    },
  },
};
