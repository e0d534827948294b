// A request for a terminal, which others may see: the token comes from the environment, and secrets are `***`.
import { urlWithoutSecrets, valueWithoutSecrets, withoutSecrets } from '@apig-spec/model/secrets';

/** The request as a command of a POSIX shell. */
export function curlOf(method: string, url: URL, body: string | FormData | undefined): string {
  const data =
    typeof body === 'string'
      ? ` \\\n  -H 'Content-Type: application/json' \\\n  -d ${quoted(String(withoutSecrets(body)))}`
      : [...(body ?? [])].map((part) => ` \\\n  ${partOf(part)}`).join('');
  return `curl -X ${method} ${quoted(urlWithoutSecrets(url.href))} \\\n  -H "X-Auth-Token: $TOKEN"${data}`;
}

/** A text that curl could read otherwise is said to be one. */
function partOf([name, value]: [string, File | string]): string {
  if (typeof value !== 'string') return `-F ${quoted(`${name}=@"${value.name.replaceAll(/["\\]/g, '\\$&')}"`)}`;
  return `--form-string ${quoted(`${name}=${valueWithoutSecrets(name, value)}`)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
