// The environment that a gateway comes with, and those of its owner.
import type { Environment, EnvironmentVariable } from '../documents.ts';
import { releaseId } from './envs.ts';

const group = 'c77f5e81d9cb4424bf704ef2b0ac7600';
const dev = '7a1ad0c350844ee69479b47df9a881cb';

export const environments: Environment[] = [
  { create_time: '2020-07-23T07:11:57Z', name: 'RELEASE', remark: 'Production', id: releaseId },
  // Nothing is published here, so it can be deleted.
  { create_time: '2020-07-31T06:41:43Z', name: 'DEV', remark: 'For work in progress', id: dev },
  { create_time: '2020-08-03T12:10:00Z', name: 'TEST', remark: '', id: 'b7f7a6c1d3f84e0fa5a1c2d3e4f50617' },
  { create_time: '2024-11-11T09:15:42Z', name: 'STAGING', remark: '', id: '4d9f6b2e8c7a4f10b3e5d6c7a8f90b1c' },
];

/** One name in two environments. */
export const environmentVariables: EnvironmentVariable[] = [
  {
    variable_value: 'orders.dev.internal:8080',
    env_id: dev,
    group_id: group,
    id: '25054838a624400bbf2267cf5b3a3f70',
    variable_name: 'address',
  },
  {
    variable_value: 'orders.prod.internal',
    env_id: releaseId,
    group_id: group,
    id: '6c0d4e8a1f7b4293a5d8c2b9e3f61047',
    variable_name: 'address',
  },
];
