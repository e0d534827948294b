// A few plug-ins, and the API that has one of them.
import type { Plugin, PluginBinding } from '../documents.ts';

const cors = '2b9d6f04c1e84a7390d5e8b7f1c46a25';

export const plugins: Plugin[] = [
  {
    ...{ id: cors, plugin_name: 'shop_cors', plugin_type: 'cors', plugin_scope: 'global' },
    plugin_content: JSON.stringify({
      allow_origin: 'https://shop.example.com',
      allow_methods: 'GET,POST,PUT,DELETE',
      allow_headers: 'Content-Type,X-Shop-Token',
      expose_headers: 'X-Request-Id',
      max_age: 86400,
      allow_credentials: true,
    }),
    remark: 'Calls from the web shop',
    ...{ create_time: '2024-06-18T07:41:26Z', update_time: '2024-06-18T07:41:26Z' },
  },
  {
    ...{ id: 'c07a4be92d5f4813a6d9f0e8b3715c24', plugin_name: 'headers_of_shop' },
    ...{ plugin_type: 'set_resp_headers', plugin_scope: 'global' },
    plugin_content: JSON.stringify({
      response_headers: [
        { name: 'X-Shop', value: 'web', action: 'override' },
        { name: 'Server', value: '', action: 'delete' },
      ],
    }),
    remark: '',
    ...{ create_time: '2024-06-11T12:30:55Z', update_time: '2024-06-12T08:17:30Z' },
  },
  {
    ...{ id: 'e3a91c5f7d2048b6a0f4c8e6b1d72395', plugin_name: 'check_of_partner' },
    ...{ plugin_type: 'third_auth', plugin_scope: 'global' },
    plugin_content: JSON.stringify({
      auth_request: {
        ...{ method: 'GET', protocol: 'HTTPS', url_domain: 'auth.partner.example.com', path: '/allowed' },
        ...{ timeout: 3000, vpc_channel_enabled: false, vpc_channel_info: null },
      },
      identities: { headers: [{ name: 'X-Partner-Token' }], queries: null },
    }),
    remark: "Asks the partner's sign-on",
    ...{ create_time: '2024-06-20T06:12:09Z', update_time: '2024-06-20T06:12:09Z' },
  },
];

export const pluginBindings: PluginBinding[] = [
  {
    ...{ id: '91e4c70b8d2f4365a0b7d3f6c8e1592a', plugin_id: cors, api_id: '5f918d104dc84480a75166ba99efff21' },
    ...{ env_id: 'DEFAULT_ENVIRONMENT_RELEASE_ID', attached_time: '2024-06-18T08:00:12Z' },
  },
];
