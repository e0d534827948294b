// The texts of the form that sends requests, in English.
export const tryIt = {
  title: 'Try it',
  target: 'Send to',
  targets: { embedded: 'Mock in this page', local: 'Local mock', gateway: 'Real gateway' },
  embeddedNote: (command: string) =>
    `Runs in your browser: nothing to install, nothing is sent. It starts with sample data, such as three VPC channels; this tab’s other pages share its state. The samples call the same mock on your machine: \`${command}\`, with any credentials.`,
  localNote: (command: string) => `A mock on your machine: \`${command}\`. The samples call it, with any credentials.`,
  gatewayNote:
    'Changes real resources. Gateways in the cloud do not allow requests from web pages (CORS): use a proxy that adds the headers, or curl.',
  address: 'Address',
  auth: 'Credentials',
  auths: { token: 'Token', aksk: 'AK/SK signature' },
  authNote: 'Kept in memory until you leave this page; never stored.',
  token: 'X-Auth-Token',
  accessKey: 'Access key (AK)',
  secretKey: 'Secret key (SK)',
  securityToken: 'Security token',
  securityTokenHint: 'temporary keys only',
  optional: (count: number) => `Optional parameters (${count})`,
  body: 'Request body',
  example: 'Example',
  /** `{operation}` is replaced by the name of an operation. */
  from: 'from your last {operation}',
  send: 'Send',
  reset: 'Reset mock',
  response: 'Response',
  next: 'Next',
};

/** Messages about sending, loaded with the first request. */
export const messages = {
  between: ' ',
  sending: 'Sending…',
  reset: 'The mock is back in its initial state.',
  notKept:
    'The state has become too large for this tab: other pages will not see the change. Reset the mock to continue.',
  notLoaded: 'The mock could not be loaded. Reload the page and send again.',
  noContent: 'no body',
  cut: 'only the beginning is shown',
  why: 'Why',
  fix: 'Fix',
  observed: 'Real gateways accept this request, although no document states it.',
  more: 'Read more',
  meaning: (code: string) => `What ${code} means`,
  noResponse: (origin: string) =>
    `No response from ${origin}: either nothing listens there, or it does not allow requests from web pages of other origins (CORS).`,
  redirected:
    'The response is a redirect. The API never redirects, so this page does not follow it: the token would be sent elsewhere. To see the target, send the request from a terminal:',
  timedOut: (origin: string, seconds: number) => `No response from ${origin} within ${seconds} seconds.`,
  mixedContent:
    'Browsers also block requests from HTTPS pages, such as this one, to http:// addresses (mixed content).',
  localNetwork:
    'Browsers may also block requests from a website to this machine until you allow them; some always block http:// addresses.',
  startMock: 'Start a mock with the first command below and send again, or send the request with the second:',
  fromTerminal: 'Gateways in the cloud do not allow such requests. Send it from a terminal instead:',
  noBody: 'Not sent: the body is empty.',
  noFile: (name: string) => `Not sent: ${name} needs a file.`,
  notJson: (line: number, column: number) => `Not sent: the body is not valid JSON at line ${line}, column ${column}.`,
  notObject: 'Not sent: the body must be a JSON object.',
  badAddress:
    'The address is not valid: use http:// or https://, a host and optionally a port (0–65535), without a user name.',
  unfit: (name: string) => `Not sent: ${name} is empty or has characters that cannot be sent.`,
  noCrypto: 'Not sent: browsers sign requests on https:// pages and on localhost only.',
};
