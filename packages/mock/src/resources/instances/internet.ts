// Access from and to the Internet. What is not enabled, a gateway does not show.
import type { Schemas } from '../../../generated/contract.ts';
import { missingField, rejection } from '../../protocol/errors.ts';
import type { Instance } from '../documents.ts';
import type { Change, Handler } from '../handler.ts';
import { publicAddress } from './addresses.ts';
import { instanceOf } from './found.ts';
import { taskOf } from './task.ts';

const addressNotCreated = rejection('APIC.9210');
const ingressNotEnabled = rejection('APIC.9216');
const bandwidthFixed = rejection('APIC.7244');
const bandwidthNotUpdated = rejection('APIC.9211');
const noEgress = rejection('APIC.7311');

/** In Mbit/s, where a request names none. */
const usualBandwidth = 5;

interface Bandwidth {
  bandwidth_size?: number | string | undefined;
  bandwidth_charging_mode?: string | undefined;
}

/** What a gateway shows of access to the Internet. */
export function egress(id: string, { bandwidth_size, bandwidth_charging_mode }: Bandwidth): Partial<Instance> {
  return {
    nat_eip_address: publicAddress(`${id} egress`),
    bandwidth_size: Number(bandwidth_size) || usualBandwidth,
    bandwidth_charging_mode: bandwidth_charging_mode || 'bandwidth',
  };
}

/** What it shows of access from the Internet, where its load balancer is `elb`. */
export function ingress(id: string, { bandwidth_size, bandwidth_charging_mode }: Bandwidth): Partial<Instance> {
  return {
    publicips: [
      { ip_address: publicAddress(`${id} ingress`), bandwidth_size: Number(bandwidth_size) || usualBandwidth },
    ],
    ingress_bandwidth_charging_mode: bandwidth_charging_mode || 'bandwidth',
  };
}

function hasEgress({ nat_eip_address }: Instance): boolean {
  return Boolean(nat_eip_address);
}

function hasIngress({ publicips }: Instance): boolean {
  return Boolean(publicips?.length);
}

/** An elb takes an elastic IP address too, as the gateway of the examples has one. */
const bindEip: Handler = {
  writes(call) {
    const { eip_id } = call.body as Schemas['EipBinding'];
    if (!eip_id) throw missingField('eip_id');
    const eip_address = publicAddress(eip_id);
    change(call, { eip_address });
    return { eip_id, eip_address, eip_status: 'ACTIVE' };
  },
};

const unbindEip: Handler = { writes: (call) => void change(call, { eip_address: null }) };

const enableIngressEip: Handler = {
  writes(call) {
    const instance = instanceOf(call);
    if (instance.loadbalancer_provider !== 'elb') throw ingressNotEnabled(instance.id);
    if (hasIngress(instance)) throw addressNotCreated(instance.id);
    change(call, ingress(instance.id, call.body as Bandwidth));
    return updating(call);
  },
};

const updateIngressEip: Handler = {
  writes(call) {
    const instance = instanceOf(call);
    const { publicips: [address] = [], ingress_bandwidth_charging_mode } = instance;
    if (instance.loadbalancer_provider !== 'elb') throw bandwidthFixed(instance.id);
    if (!address) throw bandwidthNotUpdated(instance.id);
    const { bandwidth_size, bandwidth_charging_mode } = call.body as Bandwidth;
    change(call, {
      publicips: [{ ...address, ...(bandwidth_size && { bandwidth_size: Number(bandwidth_size) }) }],
      ingress_bandwidth_charging_mode: bandwidth_charging_mode || ingress_bandwidth_charging_mode || 'bandwidth',
    });
    return updating(call);
  },
};

const disableIngressEip: Handler = {
  writes: (call) => void change(call, { publicips: [], ingress_bandwidth_charging_mode: undefined }),
};

const enableEgressEip: Handler = {
  writes(call) {
    const instance = instanceOf(call);
    if (hasEgress(instance)) throw addressNotCreated(instance.id);
    return void change(call, egress(instance.id, call.body as Bandwidth));
  },
};

const updateEgressEip: Handler = {
  writes(call) {
    const instance = instanceOf(call);
    if (!hasEgress(instance)) throw noEgress(instance.id);
    const { bandwidth_size, bandwidth_charging_mode } = call.body as Bandwidth;
    return void change(call, {
      ...(bandwidth_size && { bandwidth_size: Number(bandwidth_size) }),
      ...(bandwidth_charging_mode && { bandwidth_charging_mode }),
    });
  },
};

const disableEgressEip: Handler = {
  writes(call) {
    const instance = instanceOf(call);
    if (!hasEgress(instance)) throw noEgress(instance.id);
    const none = { nat_eip_address: undefined, bandwidth_size: undefined, bandwidth_charging_mode: undefined };
    return void change(call, none);
  },
};

export const internetOperations = {
  ...{ bindEip, unbindEip },
  ...{ enableIngressEip, updateIngressEip, disableIngressEip },
  ...{ enableEgressEip, updateEgressEip, disableEgressEip },
};

function change(call: Change, fields: { readonly [Field in keyof Instance]?: Instance[Field] | undefined }): void {
  const instance = instanceOf(call);
  call.documents.put('instance', instance.id, { ...instance, ...fields });
}

function updating(call: Change): object {
  return taskOf(call.scope.instance, 'JOB_ASSIGNED_FOR_UPDATE_0077I', 'updates', call);
}
