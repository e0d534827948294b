// What keeps resources apart, broken once: each part of the contract has one home, and each folder only what is its own.
import { cpSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { bundlerStopsAt } from './breakages.ts';
import { scratch } from './scratch.ts';

const channels = 'spec/resources/vpc-channels';
const signs = 'spec/resources/signs';

bundlerStopsAt(
  [
    [
      'parts that have no home, or two',
      ({ spec, edit }) => {
        const resources = join(spec, 'resources');
        mkdirSync(join(resources, 'shelves'));
        writeFileSync(
          join(resources, 'shelves', 'resource.yaml'),
          'tag: { x-displayName: Shelves, description: Shelves. }\npaths: {}\n',
        );
        edit('spec/openapi.yaml', '  - envs\n', '  - envs\n  - binders\n  - apps\n');
        edit(`${signs}/resource.yaml`, 'post: createSignatureKey', 'post: createSigningKey');
        edit(`${signs}/resource.yaml`, '/signs:', '/signs/{key_id}:');
        cpSync(join(resources, 'apps', 'schemas', 'AppInfo.yaml'), join(resources, 'envs', 'AppInfo.yaml'));
        mkdirSync(join(resources, 'envs', 'schemas'), { recursive: true });
        renameSync(join(resources, 'envs', 'AppInfo.yaml'), join(resources, 'envs', 'schemas', 'AppInfo.yaml'));
        edit(
          'spec/resources/throttles/resource.yaml',
          'paths:\n',
          'paths:\n  /v2/{project_id}/apigw/instances/{instance_id}/envs/{env_id}:\n    delete: deleteEnvironment\n',
        );
        edit(
          `${channels}/showVpcChannel.yaml`,
          '../../shared/responses/Unauthorized',
          '../signs/responses/Unauthorized',
        );
      },
      [
        'It does not list shelves',
        'spec/resources has no folder binders.',
        'It lists apps twice.',
        'There is no resources/signs/createSigningKey.yaml.',
        'No parameters/KeyId.yaml describes {key_id}.',
        '/components/schemas/AppInfo is also in resources/apps/schemas/AppInfo.yaml.',
        '/delete is also in resources/throttles/deleteEnvironment.yaml.',
        'The operation deleteEnvironment is also in resources/throttles/deleteEnvironment.yaml.',
        'No parameters/EnvId.yaml describes {env_id}.',
        'showVpcChannel.yaml\n    It refers to resources/signs/responses/Unauthorized.yaml, a file of another resource.',
      ],
    ],
  ],
  [
    [
      'an operation under another name, or with a tag of its own, and files that nothing uses',
      ({ spec, edit }) => {
        edit(`${signs}/createSignatureKey.yaml`, 'operationId: createSignatureKey', 'operationId: createKey');
        edit(`${channels}/showVpcChannel.yaml`, 'responses:\n', 'tags: [instances]\n\nresponses:\n');
        writeFileSync(join(spec, 'shared', 'fields', 'Unheard.yaml'), 'type: string\n');
        writeFileSync(join(spec, 'resources', 'apps', 'observed.overlays.yaml'), 'actions: []\n');
        writeFileSync(join(spec, 'resources', 'apps', 'revisions.md'), 'Notes.\n');
      },
      [
        'createSignatureKey.yaml\n    Its operationId is createKey.',
        'showVpcChannel.yaml\n    It has tags.',
        'Unheard.yaml\n    Nothing uses it.',
        'observed.overlays.yaml\n    Nothing uses it.',
        'revisions.md\n    Nothing uses it.',
      ],
    ],
  ],
  [
    [
      'an overlay that changes what another folder holds',
      ({ edit }) => {
        const action = (target: string) =>
          `actions:\n  - target: ${target}\n    description: Strange.\n    update: { x-strange: true }\n`;
        edit(`${signs}/observed.overlay.yaml`, 'actions:\n', action('$.components.schemas.VpcChannelBase'));
        edit('spec/resources/apps/observed.overlay.yaml', 'actions:\n', action('$.info'));
        edit(`${channels}/observed.overlay.yaml`, 'actions:\n', action("$.paths[*]['get','delete']"));
      },
      [
        'signs/observed.overlay.yaml: /actions/0 ($.components.schemas.VpcChannelBase)',
        'It changes /components/schemas/VpcChannelBase, which this folder does not hold.',
        'It changes /info, which this folder does not hold.',
        'vpc-channels/observed.overlay.yaml: /actions/0',
        'It changes /paths/~1v2~1{project_id}~1apigw~1instances/get, which this folder does not hold.',
      ],
    ],
  ],
  [
    [
      'Chinese prose in the catalogue of another folder',
      ({ edit }) => {
        edit(`${signs}/zh-CN.yaml`, 'createSignatureKey.summary:\n', 'createSignatureKey.summaries:\n');
        edit('spec/shared/zh-CN.yaml', 'info.summary:\n', 'info.summaries:\n');
        edit(
          'spec/resources/apps/zh-CN.yaml',
          'updateApp.summary:\n',
          "showVpcChannel.summary:\n  '3de536aa': 查询 VPC 通道\nupdateApp.summary:\n",
        );
      },
      [
        'signs/zh-CN.yaml: createSignatureKey.summary, revision',
        'signs/zh-CN.yaml: createSignatureKey.summaries',
        'shared/zh-CN.yaml: info.summary, revision',
        'apps/zh-CN.yaml: showVpcChannel.summary, 3de536aa\n    The key names no prose of this folder.',
      ],
    ],
  ],
);

test('a resource that does not say its paths is a mistake of its own', { timeout: 300_000 }, async ({
  expect,
  onTestFinished,
}) => {
  const copy = scratch(onTestFinished);
  copy.edit(`${signs}/resource.yaml`, 'paths:\n', 'path:\n');
  const { code, output } = await copy.run('bundle/bundle');
  expect(output).toMatch(/signs\/resource\.yaml.*\n.*path/);
  expect(code).toBe(1);
});
