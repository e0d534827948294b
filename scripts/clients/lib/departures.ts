// Where an SDK does not understand what it is documented to get, and the fault is its own: it is known, and no failure.

import type { Rules } from './trial.ts';

export interface Departure {
  why: string;
  /** What each of its complaints has in it. */
  says: string;
  /** The rules by which the mock sends it, where that is not both. */
  only?: Rules;
}

const number: Departure = {
  why: 'The time of a limit is a number, as the documents show; the SDK reads only texts.',
  says: '1706774400000',
};
const zone: Departure = {
  why: 'The time ends with +0000, as the documents show; the SDK does not read that.',
  says: '+0000',
  only: 'documented',
};
const certificate: Departure = {
  why: 'The type of a certificate is a number in later versions of the SDK, and a text in this one.',
  says: 'SslInfo$TypeEnum',
  only: 'observed',
};

/** By client and operation. */
export const departures: Record<string, Record<string, Departure>> = {
  python: { listInstanceConfigs: { ...number, says: "'int' object has no attribute 'endswith'" } },
  go: { listInstanceConfigs: number, updateAuthorizer: zone },
  java: {
    ...{ listInstanceConfigs: number, updateAuthorizer: zone },
    ...{ listApiGroups: certificate, showApiGroup: certificate, updateApiGroup: certificate },
    ...{ showApi: certificate, showApiVersion: certificate },
  },
};
