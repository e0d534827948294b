// The names of the quotas, and the texts about them, in both languages.
import type { Locale } from '@apig-spec/model/editions';

interface QuotaText {
  title: string;
  intro: string;
  what: string;
  most: string;
  unlimited: string;
  code: string;
  raise: string;
  /** By the name of the setting: of what, and within what. */
  names: Readonly<Record<string, readonly [what: string, within: string]>>;
  whole: (what: string, within: string) => string;
}

export const quotaWords: Readonly<Record<Locale, QuotaText>> = {
  en: {
    title: 'Quotas',
    intro:
      'Default quotas, as in the mock. The quotas of your gateway may differ: `listProjectConfigs` returns them, and `listInstanceConfigs` returns the number of gateways that a project may have.',
    what: 'Quota',
    most: 'Default',
    unlimited: 'unlimited',
    code: 'Error code',
    raise: 'What to do',
    whole: (what, within) => `${what} ${within}`,
    names: {
      INSTANCE_NUM_LIMIT: ['Gateways', 'per project'],
      API_NUM_LIMIT: ['APIs', 'per gateway'],
      APP_NUM_LIMIT: ['Apps', 'per gateway'],
      APIGROUP_NUM_LIMIT: ['API groups', 'per gateway'],
      ENVIRONMENT_NUM_LIMIT: ['Environments', 'per gateway'],
      VARIABLE_NUM_LIMIT: ['Environment variables', 'per API group and environment'],
      SIGN_NUM_LIMIT: ['Signature keys', 'per gateway'],
      THROTTLE_NUM_LIMIT: ['Throttling policies', 'per gateway'],
      APIGROUP_DOMAIN_NUM_LIMIT: ['Domain names', 'per API group'],
      VPC_NUM_LIMIT: ['VPC channels', 'per gateway'],
      VPC_INSTANCE_NUM_LIMIT: ['Backend servers', 'per VPC channel'],
      API_PARAM_NUM_LIMIT: ['Request parameters', 'per API'],
      ACL_NUM_LIMIT: ['Access control policies', 'per gateway'],
      API_NUM_LIMIT_PER_GROUP: ['APIs', 'per API group'],
      API_POLICY_NUM_LIMIT: ['Backend policies', 'per API'],
      API_CONDITION_NUM_LIMIT: ['Conditions', 'per backend policy'],
      AUTHORIZER_NUM_LIMIT: ['Custom authorizers', 'per gateway'],
      AUTHORIZER_IDENTITY_NUM_LIMIT: ['Identity sources', 'per custom authorizer'],
      APP_CODE_NUM_LIMIT: ['App codes', 'per app'],
      API_TAG_NUM_LIMIT: ['Tags', 'per API'],
      RESPONSE_NUM_LIMIT: ['Gateway responses', 'per API group'],
    },
  },
  'zh-CN': {
    title: '数量上限',
    intro:
      '默认配额，取自模拟服务。您的实例可能不同：各项配额见 `listProjectConfigs`，实例数量的配额见 `listInstanceConfigs`。',
    what: '配额项',
    most: '默认值',
    unlimited: '不限',
    code: '错误码',
    raise: '处理方法',
    whole: (what, within) => `${within}${what}`,
    names: {
      INSTANCE_NUM_LIMIT: ['实例数', '每个项目的'],
      API_NUM_LIMIT: ['API 数', '每个实例的 '],
      APP_NUM_LIMIT: ['应用数', '每个实例的'],
      APIGROUP_NUM_LIMIT: ['API 分组数', '每个实例的 '],
      ENVIRONMENT_NUM_LIMIT: ['环境数', '每个实例的'],
      VARIABLE_NUM_LIMIT: ['环境变量数', '每个 API 分组在每个环境中的'],
      SIGN_NUM_LIMIT: ['签名密钥数', '每个实例的'],
      THROTTLE_NUM_LIMIT: ['流控策略数', '每个实例的'],
      APIGROUP_DOMAIN_NUM_LIMIT: ['域名数', '每个 API 分组的'],
      VPC_NUM_LIMIT: ['VPC 通道数', '每个实例的 '],
      VPC_INSTANCE_NUM_LIMIT: ['后端服务器数', '每个 VPC 通道的'],
      API_PARAM_NUM_LIMIT: ['请求参数数', '每个 API 的'],
      ACL_NUM_LIMIT: ['访问控制策略数', '每个实例的'],
      API_NUM_LIMIT_PER_GROUP: ['API 数', '每个 API 分组的 '],
      API_POLICY_NUM_LIMIT: ['策略后端数', '每个 API 的'],
      API_CONDITION_NUM_LIMIT: ['策略条件数', '每个策略后端的'],
      AUTHORIZER_NUM_LIMIT: ['自定义认证数', '每个实例的'],
      AUTHORIZER_IDENTITY_NUM_LIMIT: ['身份来源数', '每个自定义认证的'],
      APP_CODE_NUM_LIMIT: ['AppCode 数', '每个应用的 '],
      API_TAG_NUM_LIMIT: ['标签数', '每个 API 的'],
      RESPONSE_NUM_LIMIT: ['自定义响应数', '每个 API 分组的'],
    },
  },
};

/**
 * What a quota is called: of what it is, and the whole name.
 *
 * @throws Error for a setting that has no name here
 */
export function quotaName(locale: Locale, setting: string): { what: string; title: string } {
  const { names, whole } = quotaWords[locale];
  const name = names[setting];
  if (name === undefined) throw new Error(`docs/src/words/quotas.ts: ${setting} has no name in ${locale}; add one.`);
  return { what: name[0], title: whole(...name) };
}

/** Its default in words: `30`, `1,500`. */
export function quotaMost(locale: Locale, most: number | undefined): string {
  return most === undefined ? quotaWords[locale].unlimited : most.toLocaleString(locale);
}
