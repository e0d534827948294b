// A small model of what a gateway holds, for random requests to it. It knows things by their names alone, has no store and no
// declarations, and shares no code with the mock.
import type { Body } from './support.ts';

export interface Named {
  id: string;
  name: string;
}

export interface Api extends Named {
  group: Named;
  uri: string;
  channel?: Channel | undefined;
}

export interface Channel extends Named {
  members: { id: string; host: string }[];
  groups: Named[];
}

export interface App extends Named {
  quota?: Named | undefined;
}

export interface Publication {
  id: string;
  api: Api;
  env: Named;
  /** How often it was published since it was taken offline. */
  throttle?: { id: string; of: Named } | undefined;
}

/** What a gateway holds. */
export interface Gateway {
  envs: Named[];
  groups: Named[];
  apis: Api[];
  publications: Publication[];
  throttles: Named[];
  apps: App[];
  quotas: Named[];
  channels: Channel[];
  auths: { id: string; app: App; api: Api; env: Named }[];
}

export const release = { id: 'DEFAULT_ENVIRONMENT_RELEASE_ID', name: 'RELEASE' };

export const newGateway = (): Gateway => ({
  ...{
    envs: [release],
    groups: [],
    apis: [],
    publications: [],
    throttles: [],
    apps: [],
    quotas: [],
    channels: [],
    auths: [],
  },
});

/** So few that requests meet them. */
export const limits = { environment: 4, 'api-group': 3, api: 5, throttle: 3, app: 4, 'vpc-channel': 4 };

/** Sends a request. */
export type Ask = (method: string, path: string, body?: object) => Promise<{ status: number; body: Body }>;

/** Random numbers, from which each act chooses. */
export type Choices = readonly [number, number, number];

/** What the mock did otherwise than the model; undefined: nothing. */
export type Difference = string | undefined;

export type Act = (gateway: Gateway, ask: Ask, choices: Choices) => Promise<Difference>;
