// The vendor's own client of this API, as published: its Python SDK calls all thirteen operations of a mock that verifies
// signatures. It comes from PyPI the first time; where it cannot be had, the test is skipped and says so.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { type Body, instance, patience, project, scratch, served } from './support.ts';

const sdk = 'huaweicloudsdkapig==3.1.219';
const home = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'apig-vendor', sdk);
const python = process.platform === 'win32' ? join(home, 'Scripts', 'python.exe') : join(home, 'bin', 'python');

/** Installs the SDK. @returns in words why it cannot be had */
function lacks(): string | undefined {
  if (existsSync(join(home, 'done'))) return undefined;
  const shell = { stdio: 'pipe', timeout: 300_000 } as const;
  try {
    execFileSync(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', '--clear', home], shell);
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', sdk], shell);
    execFileSync(python, ['-c', `open(${JSON.stringify(join(home, 'done'))}, 'w').close()`], shell);
    return undefined;
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    return `no ${sdk} from Python's registry: ${(error as Error).message.split('\n', 2).join(' ')}`;
  }
}

it.for(['documented', 'observed'] as const)(
  'the Python SDK, %s rules',
  { timeout: 400_000 },
  async (rules, { skip }) => {
    const lack = lacks();
    if (lack) return skip(lack);
    const key = { access: 'AK0EXAMPLE', secret: 'a-secret-key', project };
    const base = await served({ rules, accessKeys: [key] });
    const args = [join(import.meta.dirname, 'vendor.py'), base, key.access, key.secret, project, instance];
    // The SDK leaves a file in the home folder.
    const env = { ...process.env, HOME: scratch() };
    const { stdout } = await promisify(execFile)(python, args, { timeout: patience, env });
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as [operation: string, status: number, answer: Body]);
    const observed = rules === 'observed';
    const requestId = expect.stringMatching(/^[0-9a-f]{32}$/);
    expect(answers).toMatchObject([
      ['create_vpc_channel_v2', 201, { name: 'VPC_sdk', type: 2, vpc_channel_type: 'builtin' }],
      ['show_details_of_vpc_channel_v2', 200, { members: [{ host: '192.168.0.5', port: 80 }] }],
      ['update_vpc_channel_v2', 200, { name: 'VPC_new' }],
      ['delete_backend_instance_v2', 204, {}],
      ['show_details_of_vpc_channel_v2', 200, { members: [], vpc_health_config: { protocol: 'TCP', port: 0 } }],
      ['show_details_of_instance_v2', 200, { id: instance, project_id: project }],
      ['update_app_v2', observed ? 200 : 201, { name: 'app_new' }],
      ['create_app_code_auto_v2', 201, { app_code: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      ['show_app_bound_app_quota', 200, { bound_app_num: 1 }],
      ['disassociate_app_quota_with_app', 204, {}],
      ['list_apis_binded_to_request_throttling_policy_v2', 200, { total: 3, size: 2 }],
      ['delete_request_throttling_policy_v2', 204, {}],
      ['create_signature_key_v2', 201, { name: 'key_demo', sign_type: 'hmac' }],
      ['delete_environment_v2', 204, {}],
      observed
        ? ['create_vpc_channel_v2', 201, { member_type: 'ecs' }]
        : ['create_vpc_channel_v2', 400, ['APIG.2001', expect.stringContaining('member_type'), requestId]],
      ['show_details_of_vpc_channel_v2', 404, ['APIG.3023', 'The VPC channel does not exist,id:none', requestId]],
    ]);
  },
);
