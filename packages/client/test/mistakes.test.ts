// The mistakes that do not compile are rejected by the validators, too. That they do not compile is checked by the type
// check, where each `@ts-expect-error` is an error unless it finds one.
import { readFileSync } from 'node:fs';
import * as november2023 from '@apig-spec/validator/2023-11';
import * as november2024 from '@apig-spec/validator/2024-11';
import { expect, test } from 'vitest';
import * as bodies from './mistakes.common.ts';

const { valid, ...mistakes } = bodies;

/** What is blamed, where. */
const blamed: Record<keyof typeof mistakes, string> = {
  noName: '/name',
  portAsText: '/port',
  unknownValue: '/balance_strategy',
  misspelt: '/members/0/group_name',
  bothTypes: '/type',
  ipWithoutHost: '/members/0/host',
  ecsWithoutName: '/members/0/ecs_name',
  httpWithoutCode: '/vpc_health_config/http_code',
  cseWithoutInfo: '/microservice_info/cse_info',
  nacosIn2023: '/microservice_info/service_type',
  referenceInBuiltin: '/member_groups/0/reference_vpc_channel_id',
};

test('none of eleven mistakes compiles', () => {
  const text = readFileSync(new URL('mistakes.common.ts', import.meta.url), 'utf8');
  expect(Object.keys(mistakes)).toHaveLength(11);
  expect(text.match(/^ *\/\/ @ts-expect-error /gm)).toHaveLength(11);
});

test.each(Object.entries(blamed))('%s is rejected at %s', (name, pointer) => {
  const { validateRequest } = name === 'nacosIn2023' ? november2023 : november2024;
  const problems = validateRequest('createVpcChannel', { body: mistakes[name as keyof typeof mistakes] });
  expect(problems.map((problem) => problem.pointer)).toEqual([pointer]);
});

test('without a mistake the channel is accepted', () => {
  for (const { validateRequest } of [november2024, november2023]) {
    expect(validateRequest('createVpcChannel', { body: valid })).toEqual([]);
  }
});
