// A sample with the vendor's SDK for Go.
import type { Json } from '@apig-spec/model/json';
import { type Sample, sampleEndpoint } from '../samples.ts';
import type { SdkModels, Writer } from './call.ts';
import { constantOf, quoted, remarkOf, sdkCallOf, Unnamed, written } from './call.ts';
import names from './go.json' with { type: 'json' };

const models: SdkModels = names;

const base = (type: string) => type.replace(/^\*/, '');
const qualified = (type: string) => type.replace(/[A-Z]\w*$/, 'model.$&');
/** Of a literal Go takes the address itself. */
const reference = (type: string) => (type.startsWith('*') ? '&' : '');

const writer: Writer = {
  step: '\t',
  model: (type) => (Object.hasOwn(models.types, base(type)) ? base(type) : undefined),
  element: (type) => base(type).replace(/^\[\]/, ''),
  object: (type, fields, indent) => block(`${reference(type)}model.${base(type)}{`, aligned(fields), indent),
  list: (type, all, indent) => {
    // The list says of which model they are.
    const elements = all.map((each) => each.replace(/^model\.\w+\{/, '{'));
    const begin = `${reference(type)}${qualified(base(type))}{`;
    const line = `${begin}${elements.join(', ')}}`;
    return line.includes('\n') || line.length > 80 ? block(begin, elements, indent) : line;
  },
  entry: (type) => /^map\[string\](.*)$/.exec(base(type))?.[1],
  map: (type, entries, indent) => {
    const lines = entries.map(([key, value]) => `${key}: ${value.replace(/^model\.\w+\{/, '{')}`);
    return block(`${reference(type)}${qualified(base(type))}{`, lines, indent);
  },
  scalar: (value, type) => {
    const own = base(type);
    const text = plainOf(value, own);
    if (own === type) return text;
    return /^u?int|^float/.test(own) ? `ptr[${own}](${text})` : `ptr(${text})`;
  },
};

/** As gofmt has them: values of lines that follow each other stand below each other. */
function aligned(fields: readonly (readonly [name: string, value: string])[]): string[] {
  const isLong = (index: number) => fields[index]?.[1].includes('\n') ?? true;
  return fields.map(([name, value], index) => {
    let [first, last] = [index, index];
    while (!isLong(index) && !isLong(first - 1)) first -= 1;
    while (!isLong(index) && !isLong(last + 1)) last += 1;
    const width = Math.max(...fields.slice(first, last + 1).map(([each]) => each.length));
    return `${name}:${' '.repeat(width - name.length + 1)}${value}`;
  });
}

function block(begin: string, lines: readonly string[], indent: string): string {
  if (lines.length === 0) return `${begin}}`;
  return `${begin}\n${lines.map((line) => `${indent}\t${line},\n`).join('')}${indent}}`;
}

function plainOf(value: Json, type: string): string {
  if (Object.hasOwn(models.enums, type)) {
    return `model.Get${type}Enum().${constantOf(models.enums[type] ?? {}, value)}`;
  }
  if (type === 'string') return quoted(value);
  if (/^(u?int|float|bool)/.test(type)) return String(value);
  throw new Unnamed();
}

/** The call, as a program; none where the SDK does not have the operation. */
export function goOf(sample: Sample): string | undefined {
  const call = sdkCallOf(models, sample);
  if (!call) return undefined;
  const unknown: string[] = [];
  const request = written(models, writer, call.fields, `*${call.request}`, unknown, '', '\t');
  return `${remarkOf('//', unknown)}package main

import (
	"fmt"
	"os"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/basic"
	apig "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/apig/v2"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/apig/v2/model"
)

func main() {
	credentials := basic.NewCredentialsBuilder().
		WithAk(os.Getenv("HUAWEICLOUD_SDK_AK")).
		WithSk(os.Getenv("HUAWEICLOUD_SDK_SK")).
		WithProjectId(${quoted(call.project)}).
		Build()
	client := apig.NewApigClient(apig.ApigClientBuilder().
		WithEndpoints([]string{${quoted(sampleEndpoint)}}).
		WithCredential(credentials).
		Build())

	response, err := client.${call.method}(${request})
	if err != nil {
		panic(err)
	}
	fmt.Println(response)
}
${request.includes('ptr') && /\bptr[([]/.test(request) ? '\nfunc ptr[T any](value T) *T { return &value }\n' : ''}`;
}
