// Calls with the vendor's Node SDK what standard input says, a line of JSON for each call; see ../lib/driver.ts.
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [folder, access, secret] = process.argv.slice(2);
const load = createRequire(join(folder, 'driver.js'));
const { ApigClient, ParamCreater } = load('@huaweicloud/huaweicloud-sdk-apig/v2/ApigClient.js');
const { BasicCredentials } = load('@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js');
const { version } = load('@huaweicloud/huaweicloud-sdk-apig/package.json');

// The SDK leaves a file in the home folder.
const home = mkdtempSync(join(tmpdir(), 'apig-clients-'));
process.env.HOME = home;
process.on('exit', () => rmSync(home, { recursive: true, force: true }));

/** Stands for a request that has everything. */
const anything = new Proxy({}, { get: () => 'any' });

const definitions = ParamCreater();
const operations = Object.keys(definitions).flatMap((name) => {
  try {
    const { method, url } = definitions[name](anything);
    return [{ name, method, path: url }];
  } catch {
    return [];
  }
});
const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
say({ version, operations });

async function call({ endpoint, project, name, request, files }) {
  for (const file of files) if (request.body?.[file]) request.body[file] = createReadStream(request.body[file]);
  const credentials = new BasicCredentials().withAk(access).withSk(secret).withProjectId(project);
  const client = ApigClient.newBuilder().withEndpoint(endpoint).withCredential(credentials).build();
  return client[name](request);
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    say({ response: (await call(JSON.parse(line))) ?? null });
  } catch (error) {
    say({ error: `${error.name}: ${error.message ?? error.errorMsg}` });
  }
}
