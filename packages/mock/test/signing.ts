// Who may call in the tests of credentials, and signatures as the vendor's Node SDK and other clients make them.
import { createHash, createHmac } from 'node:crypto';
import signing from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js';
import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js';
import { documentExample, project, type Reply } from './support.ts';

export const key = { access: 'AK0EXAMPLE', secret: 'a-secret-key', project };
export const options = {
  tokens: [
    { token: 'ours', project },
    { token: 'theirs', project: 'another' },
  ],
  accessKeys: [key, { access: 'AK1EXAMPLE', secret: 'another-secret', project: 'another' }],
};
export const example = documentExample('en-2024-11-create-vpc-channel/01-createVpcChannel-request.json');
export const denied = [401, 'APIG.1002'];
export const forbidden = [403, 'APIG.1005'];

export const outcomeOf = ({ status, body }: Reply) => (status < 400 ? status : [status, body.error_code]);

/** Headers of a request as the vendor's Node SDK signs and sends it. */
export function bySdk(base: string, method: string, path: string, data?: object, { access, secret } = key) {
  const credential = new BasicCredentials().withAk(access).withSk(secret);
  const url = new URL(base + path);
  const headers = { 'content-type': 'application/json', 'X-Project-Id': project };
  const queryParams = Object.fromEntries(url.searchParams);
  return signing.AKSKSigner.sign(
    { endpoint: `${url.origin}${url.pathname}`, method, headers, queryParams, ...(data && { data }) } as never,
    credential,
  ) as Record<string, string>;
}

/** Headers of a request signed as documented, over the headers that a dialect names. */
export function byHand(
  method: string,
  target: string,
  signed: Record<string, string>,
  body = '',
  date = now(),
  names = [...Object.keys(signed), 'x-sdk-date'].sort(),
) {
  const headers: Record<string, string> = { ...signed, 'x-sdk-date': date };
  const [path = '', query = ''] = target.split('?');
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const canonical = [
    ...[method, `${path}/`, query.split('&').sort().join('&')],
    ...names.map((name) => `${name}:${headers[name]}`),
    ...['', names.join(';'), sha256(body)],
  ].join('\n');
  const signature = createHmac('sha256', key.secret)
    .update(`SDK-HMAC-SHA256\n${date}\n${sha256(canonical)}`)
    .digest('hex');
  const authorization = `SDK-HMAC-SHA256 Access=${key.access}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...headers, authorization, 'x-auth-token': undefined };
}

export function now(offset = 0): string {
  return new Date(Date.now() + offset).toISOString().replace(/[-:]|\.\d+/g, '');
}
