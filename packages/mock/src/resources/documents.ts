// What the mock keeps of an instance, by kind. What follows from other documents (how many apps a quota is bound to, the name
// of an API's environment) is derived when it is shown, so that it is never out of date.
import type { Channel } from './vpc-channels/channel.ts';

/** The document of each kind. */
export interface Kinds {
  instance: Instance;
  app: App;
  'app-code': AppCode;
  'app-quota': AppQuota;
  throttle: Throttle;
  'throttle-binding': ThrottleBinding;
  api: Api;
  publication: Publication;
  environment: Environment;
  'signature-key': SignatureKey;
  'vpc-channel': Channel;
  cluster: Cluster;
}

/** A gateway as it is shown, but for its project. An instance that has no such document does not exist. */
export interface Instance {
  id: string;
  /** `public_key`: signature keys of that type are accepted. */
  supported_features?: string[];
  [field: string]: unknown;
}

export interface App {
  id: string;
  name: string;
  remark: string;
  creator: 'USER' | 'MARKET';
  app_key: string;
  /** In clear text. */
  app_secret: string;
  app_type: 'apig' | 'roma';
  register_time: string;
  update_time: string;
  /** The quota that the app is bound to. */
  app_quota_id?: string;
}

export interface AppCode {
  id: string;
  app_id: string;
  app_code: string;
  create_time: string;
}

export interface AppQuota {
  id: string;
  name: string;
  call_limits: number;
  time_unit: 'SECOND' | 'MINUTE' | 'HOUR' | 'DAY';
  time_interval: number;
  remark: string;
  reset_time: string;
  create_time: string;
}

/** A request throttling policy. */
export interface Throttle {
  id: string;
  name: string;
}

/** A policy holds for an API where the API is published. */
export interface ThrottleBinding {
  id: string;
  throttle_id: string;
  publish_id: string;
  apply_time: string;
}

export interface Api {
  id: string;
  name: string;
  remark: string;
  type: 1 | 2;
  auth_type: 'NONE' | 'APP' | 'IAM' | 'AUTHORIZER';
  req_method?: string;
  req_uri: string;
  group_id: string;
  group_name: string;
}

/** An API in an environment. */
export interface Publication {
  id: string;
  api_id: string;
  env_id: string;
}

export interface Environment {
  id: string;
  name: string;
}

export interface SignatureKey {
  id: string;
  name: string;
  sign_type: 'hmac' | 'basic' | 'public_key' | 'aes';
  sign_key: string;
  /** In clear text. */
  sign_secret: string;
  sign_algorithm?: string;
  create_time: string;
  update_time: string;
}

/** A CCE cluster, whose name answers show beside its ID. */
export interface Cluster {
  id: string;
  name: string;
}
