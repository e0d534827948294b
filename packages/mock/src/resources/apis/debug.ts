// A call to debug an API. No message leaves the mock: where the API responds itself, that is what comes back, and its sample otherwise.
import type { Schemas } from '../../../generated/contract.ts';
import { invalidField } from '../../protocol/errors.ts';
import type { Api, Environment } from '../documents.ts';
import type { Call } from '../handler.ts';
import { leadsTo } from './paths.ts';
import { apiOf, publicationIn, versionInEffect } from './publications.ts';
import { subdomainsOf, wholeApi } from './view.ts';

/** What a caller gets that no API is for. */
const notFound =
  '{"error_code":"APIG.0101","error_msg":"The API does not exist or has not been published in the environment"}';

/** The messages of the call. */
export function debugged(call: Call): Schemas['ApiDebugResult'] {
  const sent = call.body as Schemas['ApiDebug'];
  const { documents } = call;
  const edited = apiOf(call);
  const api = wholeApi(
    sent.mode === 'CONSUMER' ? publishedIn(sent.stage || 'RELEASE', edited, call) : edited,
    documents,
  );
  const isCalled =
    (api.req_method === 'ANY' || api.req_method === sent.method) && leadsTo(api.req_uri, api.match_mode, sent.path);
  const { status, content } = isCalled ? responseOf(api) : { status: 404, content: notFound };
  const { header = {}, query = {}, body = '', domain } = sent;
  const host = domain || subdomainsOf(edited).sl_domain;
  const headers = listed(header).map(([name, value]) => `${name}: ${value}\n`);
  const search = new URLSearchParams(listed(query)).toString();
  const target = search ? `${sent.path}?${search}` : sent.path;
  return {
    request: `${sent.method} ${target} HTTP/1.1\nHost: ${host}\n${headers.join('')}X-Apig-Mode: debug\n\n${body}`,
    response: `HTTP/1.1 ${status} ${reasons[status] ?? ''}\nContent-Type: application/json\nX-Apig-Latency: 1\n\n${content}`,
    latency: 1,
    log: '',
  };
}

const reasons: Readonly<Record<number, string>> = { 200: 'OK', 404: 'Not Found' };

/** Names with each of their values. */
function listed(values: Readonly<Record<string, readonly string[]>>): [name: string, value: string][] {
  return Object.entries(values).flatMap(([name, all]) => all.map((value): [string, string] => [name, value]));
}

/** @throws ApigError where it is not published in an environment of this name: there is nothing to call */
function publishedIn(stage: string, api: Api, call: Call): Api {
  const [environment] = call.documents.list<Environment>('environment').filter(({ name }) => name === stage);
  const publication = environment && publicationIn(environment.id, api.id, call);
  if (!publication) throw invalidField('stage');
  return versionInEffect(publication, call).definition;
}

function responseOf({ mock_info, result_normal_sample = '' }: Partial<Api>): { status: number; content: string } {
  if (!mock_info) return { status: 200, content: result_normal_sample };
  const { status_code = 200, result_content = '' } = mock_info as { status_code?: number; result_content?: string };
  return { status: status_code, content: result_content };
}
