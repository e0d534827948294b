// What the mock keeps of an instance, by kind: what the contract's responses show, but for what follows from other documents
// (how many apps a quota is bound to, the name of an API's environment). That is derived when it is shown, so that it is
// never out of date.
import type { Schemas } from '../../generated/contract.ts';
import type { Channel } from './vpc-channels/channel.ts';

/** The document of each kind. */
export interface Kinds {
  /** Tells that the project's own documents are kept. */
  project: { id: string };
  instance: Instance;
  /** All that is left of an instance, so that one of the seed does not come back. */
  'deleted-instance': { id: string };
  feature: Feature;
  'vpc-endpoint-connection': EndpointConnection;
  'vpc-endpoint-permission': EndpointPermission;
  app: App;
  'app-code': AppCode;
  'app-quota': AppQuota;
  throttle: Throttle;
  'throttle-special': ThrottleSpecial;
  'throttle-binding': ThrottleBinding;
  'api-group': ApiGroup;
  'gateway-response': GatewayResponse;
  domain: Domain;
  certificate: Certificate;
  api: Api;
  publication: Publication;
  'api-version': ApiVersion;
  'async-task': AsyncTask;
  environment: Environment;
  'env-variable': EnvironmentVariable;
  'signature-key': SignatureKey;
  'sign-binding': SignBinding;
  acl: Acl;
  'acl-binding': AclBinding;
  authorizer: Authorizer;
  'app-auth': AppAuth;
  'app-acl': AppAcl;
  plugin: Plugin;
  'plugin-binding': PluginBinding;
  'vpc-channel': Channel;
  cluster: Cluster;
}

/** A gateway as it is shown once no task is left, but for its project. An instance that has no such document does not exist. */
export type Instance = Omit<Schemas['Instance'], 'project_id'> & {
  id: string;
  tags?: InstanceTag[];
  task?: InstanceTask;
};

export type InstanceTag = Schemas['InstanceTagInfo'];

/** What the service does with a gateway for a while. */
export interface InstanceTask {
  status: 'Creating' | 'Resizing';
  /** In milliseconds since 1970. */
  begun: number;
  /** The size until then. */
  spec?: NonNullable<Schemas['Instance']['spec']> | undefined;
}

/** A feature as it was configured last. */
export type Feature = Omit<Schemas['FeatureInfo'], 'instance_id'>;

export type EndpointConnection = Schemas['VpcEndpointConnection'];

/** A record of the whitelist of a gateway's endpoint service. */
export type EndpointPermission = Schemas['VpcEndpointPermission'];

/** With the quota that the app is bound to, and since when; state of earlier versions does not say that. */
export type App = Omit<Schemas['AppInfo'], 'status'> & { app_quota_id?: string; app_quota_since?: string };

export type AppCode = Schemas['AppCode'];

export type AppQuota = Omit<Schemas['AppBoundQuota'], 'app_quota_id' | 'bound_app_num'> & { id: string };

type BoundApi = Schemas['ApiForThrottle'];

/** A request throttling policy. */
export type Throttle = Omit<Schemas['ThrottleInfo'], 'bind_num' | 'is_inclu_special_throttle'>;

/** The limit of one app or user in a policy. */
export type ThrottleSpecial = Pick<
  Schemas['ThrottleSpecialInfo'],
  'id' | 'throttle_id' | 'object_id' | 'object_type' | 'call_limits' | 'apply_time'
>;

/** A policy holds for an API where the API is published. */
export interface ThrottleBinding extends Pick<BoundApi, 'publish_id' | 'apply_time'> {
  id: string;
  throttle_id: string;
}

/** A group of APIs, but for what follows from its id and for the domain names that are bound to it. */
export type ApiGroup = Omit<
  Schemas['ApiGroupInfo'],
  'status' | 'on_sell_status' | 'sl_domain' | 'sl_domains' | 'url_domains'
>;

/** A domain name of a group, and the certificate that it has. */
export type Domain = Schemas['DomainInfo'] & { group_id: string; ssl_id?: string };

/** What a certificate says of itself. */
export type CertificateFacts = Required<
  Pick<
    Schemas['CertificateInfo'],
    | ('common_name' | 'san' | 'version' | 'organization' | 'organizational_unit' | 'locality' | 'state' | 'country')
    | ('not_before' | 'not_after' | 'serial_number' | 'issuer' | 'signature_algorithm')
  >
> & { algorithm_type: 'RSA' | 'ECC' | 'SM2' };

/** A certificate of the project itself; nothing returns its content and its key. One that was made for a domain name goes with that. */
export type Certificate = CertificateFacts &
  Required<
    Pick<
      Schemas['CertificateInfo'],
      'id' | 'name' | 'type' | 'instance_id' | 'is_has_trusted_root_ca' | 'create_time' | 'update_time'
    >
  > & { domain_id?: string };

/** What a gateway response sets for a type of error. */
export type ErrorTypeResponse = Omit<Schemas['ErrorTypeResponseInfo'], 'default' | 'body'> & { body?: string };

/** With the types of error that it sets. */
export type GatewayResponse = Omit<Schemas['GatewayResponseListItem'], 'responses'> & {
  group_id: string;
  responses: Readonly<Record<string, ErrorTypeResponse>>;
};

/** An API as it was last edited. Of earlier releases of the mock there may be no more than what lists of bound APIs show. */
export type Api = Pick<BoundApi, 'id' | 'name' | 'group_id'> & Partial<ApiSettings>;

/** What is known of an API beside its group, and where it is published. */
export type ApiSettings = Omit<
  Schemas['ApiInfo'],
  | ('id' | 'name' | 'group_id' | 'group_version' | 'status' | 'arrange_necessary' | 'api_group_info')
  | ('run_env_id' | 'run_env_name' | 'publish_id' | 'publish_time')
>;

/** An API in an environment, with the version that callers reach; in state of earlier releases that is the API itself. */
export interface Publication {
  id: string;
  api_id: string;
  env_id: string;
  version_id?: string;
  publish_time?: string;
}

/** An import or an export, with how it ended. */
export type AsyncTask = Omit<Schemas['AsyncTask'], 'task_id'> & { id: string };

/** An API as it was when it was published in an environment. */
export interface ApiVersion {
  id: string;
  api_id: string;
  env_id: string;
  publish_time: string;
  remark?: string;
  definition: Api;
}

export type Environment = Schemas['EnvironmentInfo'];

export type EnvironmentVariable = Schemas['EnvironmentVariableInfo'];

/** With key and secret in clear text. */
export type SignatureKey = Schemas['SignatureKeyInfo'] &
  Required<Pick<Schemas['SignatureKeyInfo'], 'sign_type' | 'sign_key' | 'sign_secret'>>;

/** A key signs for an API where the API is published. */
export interface SignBinding {
  id: string;
  sign_id: string;
  publish_id: string;
  binding_time: string;
}

/** An access control policy. */
export type Acl = Schemas['AclInfo'];

/** A policy protects an API where the API is published. */
export interface AclBinding {
  id: string;
  acl_id: string;
  publish_id: string;
  create_time: string;
}

/** A custom authorizer. */
export type Authorizer = Omit<Schemas['AuthorizerInfo'], 'roma_app_id' | 'roma_app_name'>;

/** An app may call an API in an environment. */
export interface AppAuth {
  id: string;
  app_id: string;
  api_id: string;
  env_id: string;
  auth_time: string;
}

/** From which addresses an app may call, by the app's id. */
export type AppAcl = Omit<Schemas['AppAcl'], 'app_id'> & { id: string };

export type Plugin = Omit<Schemas['PluginInfo'], 'plugin_id'> & { id: string };

/** An API has a plug-in in an environment, even while it is offline there. */
export interface PluginBinding {
  id: string;
  plugin_id: string;
  api_id: string;
  env_id: string;
  attached_time: string;
}

/** A CCE cluster, whose name responses show beside its ID. */
export interface Cluster {
  id: string;
  name: string;
}
