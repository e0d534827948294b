// The validators that load the checks of a resource when they are first needed.
import { expect, it } from 'vitest';
import { loadValidator } from '../generated/lazy.ts';

it('validates without a promise once the checks of a resource are loaded, with the same problems', async () => {
  const { validateLoaded, validateRequest } = await loadValidator('2024-11.en', 'documented');
  const invalid = { body: { name: 1 } };
  expect(validateLoaded('createVpcChannel', invalid)).toBeUndefined();
  const problems = await validateRequest('createVpcChannel', invalid);
  expect(problems.map(({ parameter }) => parameter)).toContain('name');
  expect(validateLoaded('createVpcChannel', invalid)).toEqual(problems);
  expect(validateLoaded('listVpcChannels', { query: { limit: '20' } })).toEqual([]);
  expect(validateLoaded('createSignatureKey', invalid)).toBeUndefined();
});
