// The sibling reference as the checks read it: what the program wrote is whole, and what a reader added fits it.
import { bundlerStopsAt } from './breakages.ts';

const sibling = 'spec/sources/sibling';

bundlerStopsAt(
  [
    [
      'rows of the sibling reference that are too many or twice, or stand with another resource',
      ({ edit }) => {
        const row = (name: string) => `- { field: ${name}, required: true, type: String }`;
        edit(`${sibling}/throttles.yaml`, row('throttle_id'), `${row('id')}\n    ${row('throttle_id')}`);
        const user = '- { field: user_id, type: String, shown: true }';
        edit(`${sibling}/instances.yaml`, user, `${user}\n    ${user}`);
        edit(`${sibling}/envs.yaml`, 'deleteEnvironment/path', 'deleteThrottle/path');
      },
      [
        'sibling: deleteThrottle',
        'sibling/showInstance/200/user_id\n    The row occurs twice.',
        'envs.yaml: deleteThrottle/path\n    It is about deleteThrottle, which is not an operation of this resource.',
      ],
    ],
    [
      'facts of a reader that contradict a table, or stand for no row',
      ({ edit }) => {
        edit(`${sibling}/read/instances.yaml`, '{ values: [ELB] }', '{ enum: [ELB] }');
        edit(`${sibling}/read/instances.yaml`, "'*Instance/200/maintain_begin'", "'*Instance/200/maintain_start'");
      },
      [
        'loadbalancer_provider, enum\n    The table of showInstance/200/loadbalancer_provider states enum ["elb"].',
        'read/instances.yaml: *Instance/200/maintain_start\n    It matches no row.',
      ],
    ],
  ],
  [
    // A file that is not of its shape is told before what the others say.
    [
      'a fact of a reader that there is not',
      ({ edit }) => edit(`${sibling}/read/instances.yaml`, '{ default: apig }', '{ fallback: apig }'),
      [/Unknown key 'fallback'\.\n.*Known here: required, .*default/],
    ],
  ],
);
