// The parts of the first page that lead newcomers on: first steps, and what they may have come for.
import type { Locale } from '@apig-spec/model/editions';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import { inputs } from '../model/expressions.ts';
import { clientModule } from '../model/samples.ts';
import type { BundledEdition } from '../model/site.ts';
import type { Task } from '../words/home.ts';
import { homeWords } from '../words/home.ts';
import { codeBlock } from './code.ts';
import { inline } from './prose.ts';

const createChannel = `curl http://127.0.0.1:4010/v2/${inputs['project_id']}/apigw/instances/${inputs['instance_id']}/vpc-channels \\
  -H 'X-Auth-Token: any' -H 'Content-Type: application/json' \\
  -d '{"name": "VPC_demo", "port": 80, "balance_strategy": 1, "member_type": "ip",
       "members": [{"host": "192.168.0.5"}]}'`;

/** Files with imports run as they are where the package says that it is of modules. */
const clientSteps = `npm init -y
npm pkg set type=module
npm install @apig-spec/client
node call.ts`;

const terraform = `# main.tf
terraform {
  required_providers {
    huaweicloud = { source = "huaweicloud/huaweicloud" }
  }
}

provider "huaweicloud" {
  region     = "cn-north-4"
  project_id = "${inputs['project_id']}"
  domain_id  = "any"
  access_key = "any"
  secret_key = "any"

  endpoints = {
    apig = "http://127.0.0.1:4010/"
  }
}

resource "huaweicloud_apig_group" "orders" {
  instance_id = "${inputs['instance_id']}"
  name        = "orders"
}`;

const callOf = (module: string) => `// call.ts
import { createApigClient, createVpcChannel } from '${module}';

const apig = createApigClient({
  endpoint: 'http://127.0.0.1:4010',
  projectId: '${inputs['project_id']}',
  instanceId: '${inputs['instance_id']}',
  auth: { token: 'any' },
});

const result = await createVpcChannel(apig, {
  body: {
    name: 'VPC_typed',
    port: 80,
    balance_strategy: 1,
    member_type: 'ip',
    members: [{ host: '192.168.0.5' }],
  },
});
console.log(result.ok ? result.data.id : result);`;

/** The first mock, the first call, the first run of Terraform: what follows the mock is folded up, as it is for some. */
export function firstSteps(edition: BundledEdition, newest: string): Html {
  const words = homeWords[edition.locale];
  const parts = (text: Html, code: Html) => html`<div>${text}</div><div class="examples">${code}</div>`;
  const folded = (id: string, title: string, text: Html, code: Html) =>
    html`<details class="first"><summary><h3>${title}</h3></summary><div class="split" id="${id}">${parts(text, code)}</div></details>`;
  const { title, text, then, untested } = words.terraform;
  return html`<h2 id="first">${words.first}</h2>
<div class="split first" id="mock">${parts(html`<h3>${words.mock.title}</h3><p>${inline(words.mock.text)}</p>${codeBlock('bash', 'npx @apig-spec/mock')}`, html`<p>${words.mock.then}</p>${codeBlock('bash', createChannel)}`)}</div>
${folded('call', words.call.title, html`<p>${inline(words.call.text)}</p>${codeBlock('bash', clientSteps)}`, codeBlock('typescript', callOf(clientModule(edition, newest))))}
${folded('terraform', title, html`<p>${inline(text)}</p>${codeBlock('bash', 'npx @apig-spec/mock --rules observed')}${codeBlock('bash', 'terraform init\nterraform apply')}<p>${inline(then)}</p><p class="note">${untested}</p>`, codeBlock('hcl', terraform))}`;
}

/** What readers come for. @param upgrade - the path to what changed between the oldest and the newest revision */
export function tasksBlock(locale: Locale, newest: string, upgrade: string): Html {
  const words = homeWords[locale];
  const edition = `${newest}/`;
  const paths: Record<Task, string> = {
    upgrade,
    limits: `${edition}limits/`,
    codes: `${edition}errors/`,
    signing: 'guides/signing/',
    browser: `${edition}createVpcChannel/`,
    microservices: `${edition}createVpcChannel/#example-nacos-channel`,
    testing: 'guides/testing/',
    terraform: '#terraform',
    bindings: `${edition}deleteThrottle/`,
    tutorials: 'tutorials/publish-an-api/',
    contribute: 'guides/contributing/',
    report: `guides/contributing/#${words.onlyReport}`,
  };
  return html`<h2 id="tasks">${words.tasks}</h2>
<ul class="tasks">${(Object.keys(paths) as Task[]).map((task) => {
    const [title, text] = words.task[task];
    return html`<li><a href="/${locale}/${paths[task]}"><b>${title}</b><span>${text}</span></a></li>`;
  })}</ul>`;
}
