import { seed } from '../../src/index.ts';
import type { Channel } from '../../src/resources/vpc-channels/channel.ts';
import { instance, seededChannels } from '../support.ts';
import { apiOf } from './apis.ts';
import type { ResourceCases } from './cases.ts';

const channel = '/vpc-channels/56a7d7358e1b42459c9d730d65b14e59';
const seeded = seed[instance]?.['vpc-channel']?.[channel.slice(14)] as Channel | undefined;
const member = seeded?.members[0]?.id;
const taken = seed[instance]?.['vpc-channel']?.['18174f5f4f1a4dc29f33aeadd9788e5f'] as Channel | undefined;
/** One that an API comes to use. */
const third = '105c6902457144a4820dff8b1ad63331';
const body = { name: 'VPC_demo', port: 80, balance_strategy: 1, member_type: 'ip', members: [{ host: '192.168.0.5' }] };
const bodied = {
  'APIG.2001': { body: {} },
  'APIG.2011': { body: { ...body, nonsense: 1 } },
  'APIG.3208': { body: { ...body, name: taken?.name } },
};
const channel404 = { 'APIG.3023': { path: '/vpc-channels/nothing' } };
/** What stands in a channel. */
const noChannel = (part: string) => ({ 'APIG.3023': { path: `/vpc-channels/nothing/${part}` } });
const check = { protocol: 'TCP', threshold_normal: 2, threshold_abnormal: 2, time_interval: 5, timeout: 2 };
const groups = `/vpc-channels/${taken?.id}/member-groups`;
const [group, otherGroup] = taken?.member_groups ?? [];
const group404 = { 'APIG.3023': { path: `${groups}/nothing` } };
const servers = { members: [{ host: '192.168.0.6' }] };
const switching = {
  body: { member_ids: [seeded?.members[1]?.id] },
  codes: {
    'APIG.2001': { body: [] },
    'APIG.2011': { body: { member_ids: 'all' } },
    'APIG.3024': { body: { member_ids: ['nothing'] } },
  },
  // No channel of the seed borrows its servers.
  never: ['APIG.3471'],
};
const member_groups = [{ member_group_name: 'borrowed', reference_vpc_channel_id: taken?.id }];
/** A channel that borrows the servers of another. */
const reference = { ...body, name: 'VPC_reference', vpc_channel_type: 'reference', member_groups, members: [] };

export const vpcChannels: ResourceCases = {
  // One more than the seed has: a create succeeds once.
  limits: { 'vpc-channel': seededChannels + 1 },
  operations: {
    createVpcChannel: {
      path: '/vpc-channels',
      body,
      codes: bodied,
      then: { 'APIG.3109': { body: { ...body, name: 'VPC_another' } } },
    },
    showVpcChannel: { path: channel, codes: channel404 },
    listVpcChannels: {
      path: '/vpc-channels',
      codes: { 'APIG.2012': { path: '/vpc-channels?member_port=http' } },
      // It has one code for every invalid parameter.
      never: ['APIG.2011'],
    },
    updateVpcChannelHealthCheck: {
      path: `${channel}/health-config`,
      body: check,
      codes: {
        ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...check, nonsense: 1 } } },
        ...noChannel('health-config'),
      },
    },
    listVpcChannelMemberGroups: { path: groups, codes: noChannel('member-groups'), never: ['APIG.2001'] },
    createVpcChannelMemberGroups: {
      path: groups,
      body: { member_groups: [{ member_group_name: 'blue' }] },
      codes: {
        'APIG.2001': { body: { member_groups: [{}] } },
        'APIG.2011': { body: { nonsense: 1 } },
        ...noChannel('member-groups'),
      },
    },
    showVpcChannelMemberGroup: { path: `${groups}/${group?.member_group_id}`, codes: group404, never: ['APIG.2001'] },
    updateVpcChannelMemberGroup: {
      path: `${groups}/${group?.member_group_id}`,
      body: { member_group_name: 'green' },
      codes: {
        ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { member_group_name: otherGroup?.member_group_name } } },
        ...group404,
      },
    },
    deleteVpcChannelMemberGroup: { path: `${groups}/${group?.member_group_id}`, codes: group404, never: ['APIG.2001'] },
    listVpcChannelMembers: { path: `${channel}/members`, codes: noChannel('members') },
    createVpcChannelMembers: {
      path: `${channel}/members`,
      body: servers,
      codes: {
        ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...servers, nonsense: 1 } } },
        ...noChannel('members'),
      },
      // It has one code for every invalid field, and no limit.
      never: ['APIG.2004', 'APIG.3110', 'APIG.3471'],
    },
    enableVpcChannelMembers: {
      ...switching,
      ...{
        path: `${channel}/members/batch-enable`,
        codes: { ...switching.codes, ...noChannel('members/batch-enable') },
      },
    },
    disableVpcChannelMembers: {
      ...switching,
      ...{
        path: `${channel}/members/batch-disable`,
        codes: { ...switching.codes, ...noChannel('members/batch-disable') },
      },
    },
    deleteVpcChannelMember: {
      path: `${channel}/members/${member}`,
      codes: {
        'APIG.3023': { path: '/vpc-channels/nothing/members/nothing' },
        'APIG.3024': { path: `${channel}/members/nothing` },
      },
    },
    updateVpcChannelMembers: {
      path: `${channel}/members`,
      body: servers,
      codes: {
        ...{ 'APIG.2001': { body: { members: [{}] } }, 'APIG.2011': { body: { ...servers, nonsense: 1 } } },
        ...noChannel('members'),
      },
      never: ['APIG.3110', 'APIG.3471'],
    },
    updateVpcChannel: { path: channel, body: { ...body, name: 'VPC_updated' }, codes: { ...bodied, ...channel404 } },
    deleteVpcChannel: {
      path: channel,
      codes: {
        ...channel404,
        'APIG.3719': {
          path: `/vpc-channels/${taken?.id}`,
          after: { operation: 'createVpcChannel', path: '/vpc-channels', body: reference },
        },
        'APIG.3414': { path: `/vpc-channels/${third}`, after: apiOf(third) },
      },
    },
  },
};
