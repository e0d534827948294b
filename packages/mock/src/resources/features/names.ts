// The features that a gateway knows, those that cannot be configured included: turning them on is accepted.
export const featureNames: readonly string[] = [
  ...['lts', 'gateway_responses', 'ratelimit', 'request_body_size', 'backend_timeout', 'app_token', 'app_api_key'],
  ...['app_basic', 'app_secret', 'app_jwt', 'public_key', 'backend_token_allow', 'sign_basic', 'multi_auth'],
  ...['backend_client_certificate', 'ssl_ciphers', 'route', 'cors', 'real_ip_from_xff', 'app_route'],
  ...['vpc_name_modifiable', 'default_group_host_trustlist', 'throttle_strategy', 'custom_log'],
  ...['real_ip_header_getter', 'policy_cookie_param', 'app_quota', 'app_acl', 'set_resp_headers', 'vpc_backup'],
  ...['sign_aes', 'kafka_log', 'backend_retry_count', 'policy_sys_param', 'breaker', 'content_type_configurable'],
  ...['rate_limit_plugin', 'breakerv2', 'rate_limit_algorithm', 'watch_instance', 'mock_status_code_and_header'],
];

/** The only one that a gateway may lack, as signature keys of the same type do there. */
export const optionalFeature = 'public_key';
