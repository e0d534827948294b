// A sample with the vendor's SDK for Python.
import type { Json } from '@apig-spec/model/json';
import { isObject } from '@apig-spec/model/json';
import { type Sample, sampleEndpoint } from '../samples.ts';
import type { SdkModels, Writer } from './call.ts';
import { quoted, remarkOf, sdkCallOf, written } from './call.ts';
import names from './python.json' with { type: 'json' };

const models: SdkModels = names;

const writer: Writer = {
  step: '    ',
  model: (type) => (Object.hasOwn(models.types, type) ? type : undefined),
  element: (type) => /^list\[(.*)\]$/.exec(type)?.[1] ?? 'object',
  object: (type, fields, indent) =>
    block(
      `${type}(`,
      fields.map(([name, value]) => `${name}=${value}`),
      ')',
      indent,
    ),
  list: (_, elements, indent) => {
    const line = `[${elements.join(', ')}]`;
    return line.includes('\n') || line.length > 60 ? block('[', elements, ']', indent) : line;
  },
  entry: (type) => /^dict\(str,\s*(.*)\)$/.exec(type)?.[1],
  map: (_, entries, indent) =>
    block(
      '{',
      entries.map(([key, value]) => `${key}: ${value}`),
      '}',
      indent,
    ),
  scalar,
};

function block(begin: string, lines: readonly string[], end: string, indent: string): string {
  if (lines.length === 0) return begin + end;
  return `${begin}\n${lines.map((line) => `${indent}    ${line},\n`).join('')}${indent}${end}`;
}

function scalar(value: Json): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null) return 'None';
  if (Array.isArray(value)) return `[${value.map(scalar).join(', ')}]`;
  if (isObject(value))
    return `{${Object.entries(value)
      .map(([key, each]) => `${quoted(key)}: ${scalar(each)}`)
      .join(', ')}}`;
  return typeof value === 'number' ? String(value) : quoted(value);
}

/** The call, as a program; none where the SDK does not have the operation. */
export function pythonOf(sample: Sample): string | undefined {
  const call = sdkCallOf(models, sample);
  if (!call) return undefined;
  const unknown: string[] = [];
  const request = written(models, writer, call.fields, call.request, unknown, '', '');
  const used = [...new Set(request.match(/\b[A-Z]\w*(?=\()/g) ?? [])].filter((name) =>
    Object.hasOwn(models.types, name),
  );
  return `${remarkOf('#', unknown)}import os

from huaweicloudsdkapig.v2 import ${['ApigClient', ...used.sort()].join(', ')}
from huaweicloudsdkcore.auth.credentials import BasicCredentials

credentials = BasicCredentials(
    os.environ["HUAWEICLOUD_SDK_AK"],
    os.environ["HUAWEICLOUD_SDK_SK"],
    ${quoted(call.project)},
)
client = (
    ApigClient.new_builder()
    .with_credentials(credentials)
    .with_endpoint(${quoted(sampleEndpoint)})
    .build()
)

request = ${request}
print(client.${call.method}(request))
`;
}
