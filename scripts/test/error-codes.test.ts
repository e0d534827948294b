// The error codes: each use agrees with the one home that they have, and what is made of them.
import { bundlerStopsAt } from './breakages.ts';

const channels = 'spec/resources/vpc-channels';

bundlerStopsAt(
  [
    [
      'codes that disagree with their uses and sources',
      ({ edit }) => {
        edit(`${channels}/createVpcChannel.yaml`, '- APIG.3109', '- APIG.9109');
        edit(`${channels}/deleteVpcChannel.yaml`, '- APIG.3414', '- APIG.3719');
        edit('spec/errors/requests.yaml', '  anywhere: true\n', '');
        edit('spec/errors/gateways.yaml', 'source: sibling\n', 'source: documented\n');
        edit('spec/errors/requests.yaml', 'message: System error', 'message: System failure');
        edit('spec/errors/existing.yaml', 'with `updateThrottle`', 'with `changeThrottle`');
        edit('spec/errors/existing.yaml', '用 `updateAcl` 修改', '修改');
      },
      [
        'createVpcChannel.yaml: responses/403\n    There is no error code APIG.9109.',
        'deleteVpcChannel.yaml: responses/403\n    APIG.3719 comes with 409.',
        'errors/requests.yaml: APIG.0101\n    No operation lists it.',
        'errors/states.yaml: APIG.3414\n    No operation lists it.',
        'errors/gateways.yaml: APIC.7102\n    It says documented, and it is sibling.',
        'errors/requests.yaml: APIG.9999\n    A document shows another message: System error',
        'errors/existing.yaml: APIG.3204\n    There is no operation changeThrottle.',
        'errors/existing.yaml: APIG.3206\n    It names updateAcl, listAcls in English, listAcls in Chinese.',
      ],
    ],
  ],
  [
    [
      'codes without a cure, or with a word of their own for when to repeat',
      ({ edit }) => {
        edit('spec/errors/requests.yaml', '  cure:', '  remedy:');
        edit('spec/errors/requests.yaml', 'retry: backoff', 'retry: sometimes');
      },
      ["requests.yaml: APIG.0101\n    'cure' is missing.", 'requests.yaml: APIG.9008/retry\n'],
    ],
  ],
  [
    [
      'a code that stands twice',
      ({ edit }) => edit('spec/errors/requests.yaml', 'APIG.1002:', 'APIC.7102:'),
      ['errors/requests.yaml: APIC.7102\n    It is also in errors/gateways.yaml.'],
    ],
  ],
  [
    [
      'examples of a code that there is not, or without what its message names',
      ({ edit }) => {
        edit(`${channels}/examples/channel-name-exists.yaml`, 'APIG.3208', 'APIG.9208');
        edit(`${channels}/examples/member-not-found.yaml`, ', member_id: be63c6260a1043888187f84af39c9f0e', '');
      },
      [
        'channel-name-exists.yaml\n    There is no error code APIG.9208.',
        'member-not-found.yaml\n    Its message lacks a value: The VPC instance does not exist,id:{member_id}',
      ],
    ],
  ],
);
