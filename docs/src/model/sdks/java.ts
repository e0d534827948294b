// A sample with the vendor's SDK for Java.
import type { Json } from '@apig-spec/model/json';
import { type Sample, sampleEndpoint } from '../samples.ts';
import type { SdkModels, Writer } from './call.ts';
import { constantOf, quoted, remarkOf, sdkCallOf, Unnamed, written } from './call.ts';
import names from './java.json' with { type: 'json' };

const models: SdkModels = names;

const writer: Writer = {
  step: '    ',
  model: (type) => (Object.hasOwn(models.types, type) ? type : undefined),
  element: (type) => /^List<(.*)>$/.exec(type)?.[1] ?? 'Object',
  object: (type, fields, indent) =>
    `new ${type}()${fields.map(([name, value]) => `\n${indent}    .${name}(${value})`).join('')}`,
  list: (_, elements, indent) => {
    const line = `List.of(${elements.join(', ')})`;
    if (!line.includes('\n') && line.length <= 80) return line;
    return `List.of(\n${elements.map((each) => `${indent}    ${each}`).join(',\n')})`;
  },
  entry: (type) => /^Map<String,\s*(.*)>$/.exec(type)?.[1],
  // More than ten pairs are no arguments of Map.of.
  map: (_, entries, indent) => {
    const pairs = entries.map(([key, value]) => `Map.entry(${key}, ${value})`);
    return `Map.ofEntries(\n${pairs.map((each) => `${indent}    ${each}`).join(',\n')})`;
  },
  scalar,
};

function scalar(value: Json, type: string): string {
  const constants = models.enums[type];
  if (constants) return `${type}.${constantOf(constants, value)}`;
  if (type === 'String') return quoted(value);
  if (type === 'Long') return `${value}L`;
  if (type === 'Float') return `${value}f`;
  if (type === 'Double') return Number.isInteger(value) ? `${value}.0` : String(value);
  if (type === 'Integer' || type === 'Boolean') return String(value);
  throw new Unnamed();
}

/** The call, as a program; none where the SDK does not have the operation. */
export function javaOf(sample: Sample): string | undefined {
  const call = sdkCallOf(models, sample);
  if (!call) return undefined;
  const unknown: string[] = [];
  const request = written(models, writer, call.fields, call.request, unknown, '', '        ');
  const collections = ['List', 'Map'].filter((name) => request.includes(`${name}.of`));
  return `${remarkOf('//', unknown)}import com.huaweicloud.sdk.apig.v2.ApigClient;
import com.huaweicloud.sdk.apig.v2.model.*;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
${collections.map((name) => `import java.util.${name};\n`).join('')}
public class Main {
    public static void main(String[] args) {
        BasicCredentials credentials = new BasicCredentials()
            .withAk(System.getenv("HUAWEICLOUD_SDK_AK"))
            .withSk(System.getenv("HUAWEICLOUD_SDK_SK"))
            .withProjectId(${quoted(call.project)});
        ApigClient client = ApigClient.newBuilder()
            .withCredential(credentials)
            .withEndpoint(${quoted(sampleEndpoint)})
            .build();

        ${call.request} request = ${request};
        System.out.println(client.${call.method}(request));
    }
}
`;
}
