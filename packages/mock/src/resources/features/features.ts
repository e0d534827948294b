// Features: what a gateway was configured to do, and what is built into it.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import { inSeconds } from '../../protocol/stamp.ts';
import type { Feature } from '../documents.ts';
import type { Call, Handler } from '../handler.ts';
import { instanceOf } from '../instances/found.ts';
import type { Resource } from '../resource.ts';
import { featureNames, optionalFeature } from './names.ts';

const unrecognized = (name: string) => rejection('APIG.2000', { reason: `unrecognized feature ${name}` })(name);

const switched = ['on', 'off'];

/** Configured once more, a feature keeps its ID, and its parameters where the body has none. */
const updateFeature: Handler = {
  writes(call) {
    const { name, enable, config } = call.body as Schemas['FeatureToggle'];
    checkKnown(name, call);
    const [id = call.newId()] = call.documents.having('feature', 'name', name);
    const before = call.documents.get<Feature>('feature', id)?.config ?? 'off';
    const kept = switched.includes(before) ? (enable ? 'on' : 'off') : before;
    const feature: Feature = { id, name, enable, config: config || kept, update_time: call.now };
    call.documents.put('feature', id, feature);
    return { ...feature, instance_id: call.scope.instance };
  },
};

export const features: Resource<Feature> = {
  kind: 'feature',
  form: { id: 'string', name: 'string' },
  lookups: ['name'],
  shown: shownFeature,
  shownAs: (feature, { instance }) => ({
    operation: 'listFeatures',
    body: { total: 1, size: 1, features: [{ ...feature, instance_id: instance }] },
  }),
  operations: {
    updateFeature,
    listFeatures: { does: 'list', items: 'features' },
    listSupportedFeatures: {
      ...{ does: 'list', items: 'features' },
      rows: (call) => builtIn(call).map((name) => ({ name })),
      shown: ({ name }) => name,
    },
  },
};

function shownFeature(feature: Feature, { scope }: Call): Schemas['FeatureInfo'] {
  return { ...feature, update_time: inSeconds(feature.update_time), instance_id: scope.instance };
}

/** @throws ApigError 400 where the gateway does not know the feature */
function checkKnown(name: string, call: Call): void {
  const lacks = name === optionalFeature && !instanceOf(call).supported_features?.includes(name);
  if (lacks || !featureNames.includes(name)) throw unrecognized(name);
}

function builtIn(call: Call): string[] {
  const overIpv6 = instanceOf(call).spec?.endsWith('_IPV6') ? ['shubao_support_full_pp2'] : [];
  return [
    ...['upgrade_uninterrupted', 'shubao_support_pp2', 'health_check_in_instance_etcd', 'shubao_support_add_node'],
    ...['resize_huge_flavor', 'etcd_cert_update', 'scc_material_update', ...overIpv6],
  ];
}
