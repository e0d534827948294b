// Access from and to the Internet. What is not enabled, a gateway does not show.
import type { Schemas } from '../../../generated/contract.ts';
import { missingField, rejection } from '../../protocol/errors.ts';
import type { Instance } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { One } from '../resource.ts';
import { publicAddress } from './addresses.ts';
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

/** A text of digits may be of any length. @throws ApigError where it is beyond all numbers */
function sizeOf({ bandwidth_size }: Bandwidth, tooLarge: Error): number | undefined {
  if (!bandwidth_size) return undefined;
  const size = Number(bandwidth_size);
  if (!Number.isFinite(size)) throw tooLarge;
  return size;
}

/** What a gateway shows of access to the Internet. */
export function egress(id: string, sent: Bandwidth): Partial<Instance> {
  return {
    nat_eip_address: publicAddress(`${id} egress`),
    bandwidth_size: sizeOf(sent, addressNotCreated(id)) ?? usualBandwidth,
    bandwidth_charging_mode: sent.bandwidth_charging_mode || 'bandwidth',
  };
}

/** What it shows of access from the Internet, where its load balancer is `elb`. */
export function ingress(id: string, sent: Bandwidth): Partial<Instance> {
  const bandwidth_size = sizeOf(sent, ingressNotEnabled(id)) ?? usualBandwidth;
  return {
    publicips: [{ ip_address: publicAddress(`${id} ingress`), bandwidth_size }],
    ingress_bandwidth_charging_mode: sent.bandwidth_charging_mode || 'bandwidth',
  };
}

/** An elb takes an elastic IP address too, as the gateway of the examples has one. */
const bindEip: One<Instance> = {
  does: 'update',
  changed: (instance, call) => ({ ...instance, eip_address: publicAddress(eipIn(call)) }),
  shown: ({ eip_address }, call) => ({ eip_id: eipIn(call), eip_address, eip_status: 'ACTIVE' }),
};

function eipIn({ body }: Call): string {
  const { eip_id } = body as Schemas['EipBinding'];
  if (!eip_id) throw missingField('eip_id');
  return eip_id;
}

const unbindEip = changing((instance) => ({ ...instance, eip_address: null }));

const enableIngressEip = begun((instance, sent) => {
  if (instance.loadbalancer_provider !== 'elb') throw ingressNotEnabled(instance.id);
  if (instance.publicips?.length) throw addressNotCreated(instance.id);
  return { ...instance, ...ingress(instance.id, sent) };
});

const updateIngressEip = begun((instance, sent) => {
  const { bandwidth_charging_mode } = sent;
  const { publicips: [address] = [] } = instance;
  if (instance.loadbalancer_provider !== 'elb') throw bandwidthFixed(instance.id);
  if (!address) throw bandwidthNotUpdated(instance.id);
  const bandwidth_size = sizeOf(sent, bandwidthNotUpdated(instance.id));
  return {
    ...instance,
    publicips: [{ ...address, ...(bandwidth_size && { bandwidth_size }) }],
    ...(bandwidth_charging_mode && { ingress_bandwidth_charging_mode: bandwidth_charging_mode }),
  };
});

const disableIngressEip = changing(({ ingress_bandwidth_charging_mode: _, ...rest }) => ({ ...rest, publicips: [] }));

const enableEgressEip = changing((instance, sent) => {
  if (instance.nat_eip_address) throw addressNotCreated(instance.id);
  return { ...instance, ...egress(instance.id, sent) };
});

const updateEgressEip = changing((instance, sent) => {
  const { bandwidth_charging_mode } = sent;
  if (!instance.nat_eip_address) throw noEgress(instance.id);
  const bandwidth_size = sizeOf(sent, bandwidthNotUpdated(instance.id));
  return {
    ...instance,
    ...(bandwidth_size && { bandwidth_size }),
    ...(bandwidth_charging_mode && { bandwidth_charging_mode }),
  };
});

const disableEgressEip = changing(({ nat_eip_address, bandwidth_size, bandwidth_charging_mode, ...rest }) => {
  if (!nat_eip_address) throw noEgress(rest.id);
  return rest;
});

export const internetOperations = {
  ...{ bindEip, unbindEip },
  ...{ enableIngressEip, updateIngressEip, disableIngressEip },
  ...{ enableEgressEip, updateEgressEip, disableEgressEip },
};

type Changed = (instance: Instance, sent: Bandwidth) => Instance;

/** The response says nothing. */
function changing(changed: Changed): One<Instance> {
  return {
    does: 'update',
    changed: (instance, { body = {} }) => changed(instance, body as Bandwidth),
    shown: () => undefined,
  };
}

/** The response says that the change has begun. */
function begun(changed: Changed): One<Instance> {
  const shown: One<Instance>['shown'] = ({ id }, call) => taskOf(id, 'JOB_ASSIGNED_FOR_UPDATE_0077I', 'updates', call);
  return { ...changing(changed), shown };
}
