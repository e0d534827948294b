// What nobody else may know, by its name, and how it is kept out of what is shown: logs, recorded requests, debug entries.
// The one list of such names. The step `types` puts this file into the packages that show requests; it depends on nothing.

/** Stands in the place of a secret. */
export const hidden = '***';

// Parts of names, of headers, parameters and fields alike. A test checks the contract's own secrets against it.
const words = [
  'token|authorization|secret|passw(?:or)?d|pwd|passphrase|cookie|credential|signature|jwt',
  '(?:ap[ip]|sign|access|auth|private)[-_.]?(?:key|code)',
  '(?:^|[^a-z])[as]k(?![a-z])',
].join('|');

const secretName = new RegExp(words, 'i');

/** Objects with a secret in them. Sent as anything else, they may be the secret. */
const holders = /^(microservice_info|nacos_info|user_info)$/;

// `name=value`, `name: "value"` and the like. Every repetition is bounded, or takes what it passes: the cost is linear.
const named = new RegExp(
  `((?:${words}|user_info)[\\w.\\]-]{0,32}["'\\\\]{0,2}\\s{0,8}[=:]\\s{0,8})` +
    `(?:"(?:[^"\\\\]|\\\\.)*(?:"|$)|'[^']*(?:'|$)|(?:[a-z][a-z0-9-]{0,32} )?[^\\s,;&"'<>()[\\]{}]+)|\\b(Bearer|Basic) +\\S+`,
  'gi',
);

/** A user name and a password before a host: anywhere after two slashes, at the beginning without them. */
const userInfo = /(\/\/)[^\s/"'<>]+@|^[^\s/:@]+:[^\s/]+@/g;

/** @returns whether the values of such a header, parameter or field are secrets */
export function isSecret(name: string): boolean {
  return secretName.test(name);
}

/** A text in which secrets stand beside their names, or in URLs. */
export function textWithoutSecrets(text: string): string {
  const shown = text.includes('%')
    ? text
        .split(/(\s+)/)
        .map((part) => (part.includes('%') ? urlWithoutSecrets(part) : part))
        .join('')
    : text;
  return plainWithoutSecrets(shown);
}

/** A text that has nothing encoded in it. */
function plainWithoutSecrets(text: string): string {
  return text
    .replace(userInfo, (_, slashes = '') => `${slashes}${hidden}@`)
    .replace(named, (_, before?: string, scheme?: string) => (before ?? `${scheme} `) + hidden);
}

/** The value of a header, a parameter or a field. */
export function valueWithoutSecrets(name: string, value: unknown): unknown {
  if (value === undefined) return undefined;
  if (isSecret(name)) return hidden;
  if (!holders.test(name)) return withoutSecrets(value);
  if (Array.isArray(value)) return value.map((each) => valueWithoutSecrets(name, each));
  return typeof value === 'object' ? withoutSecrets(value) : hidden;
}

/** A JSON value, as deep as its secrets are; JSON in its strings, too. */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return stringWithoutSecrets(value);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  // `{ "name": "X-Auth-Token", "value": … }`, or with `key`
  const { key, name } = value as { key?: unknown; name?: unknown };
  const isPair = [key, name].some((each) => typeof each === 'string' && isSecret(each));
  return Object.fromEntries(
    Object.entries(value).map(([field, each]) => [
      textWithoutSecrets(field),
      isPair && field === 'value' ? hidden : valueWithoutSecrets(field, each),
    ]),
  );
}

function stringWithoutSecrets(text: string, others = textWithoutSecrets): string {
  if (/^\s*[[{"]/.test(text)) {
    try {
      const before: unknown = JSON.parse(text);
      const after = JSON.stringify(withoutSecrets(before));
      return after === JSON.stringify(before) ? text : after;
    } catch {}
  }
  return others(text);
}

/** A URL, or its path and query. */
export function urlWithoutSecrets(url: string): string {
  if (!/[?=:;%@]/.test(url)) return url;
  const [path = '', query] = url.split(/\?(.*)/s);
  const shown = partsWithoutSecrets(
    path.replace(userInfo, (_, slashes = '') => `${slashes}${hidden}@`),
    /([/;,])/,
  );
  return query === undefined ? shown : `${shown}?${partsWithoutSecrets(query, /([&;])/)}`;
}

function partsWithoutSecrets(text: string, separator: RegExp): string {
  return text.split(separator).map(pairWithoutSecrets).join('');
}

/** What was encoded in it stays in one piece: a secret may have any character. */
function pairWithoutSecrets(pair: string): string {
  const [name = '', value] = pair.split(/=(.*)/s);
  const [plainName, plainValue] = [decoded(name), decoded(value ?? '')];
  const isHidden =
    isSecret(plainName) || /\buser_info\b/.test(plainName)
      ? value !== undefined
      : stringWithoutSecrets(plainValue, plainWithoutSecrets) !== plainValue;
  if (isHidden) return `${name}=${hidden}`;
  return value === undefined && plainWithoutSecrets(plainName) !== plainName ? hidden : pair;
}

/** Percent-encoded once or more often, well or not: enough to read names by. */
function decoded(text: string): string {
  let plain = text;
  for (let times = 0; times < 3 && plain.includes('%'); times += 1) {
    plain = plain.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  }
  return plain;
}
