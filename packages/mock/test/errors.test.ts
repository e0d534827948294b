// Errors in the terms of an operation: what any request may meet, and nothing else, is said by the operation's own code.
import { expect, test } from 'vitest';
import { inTermsOf, rejection } from '../src/protocol/errors.ts';

test.for([
  ['what any request may meet', 'APIG.3030', ['APIC.7302'], 'APIC.7302'],
  ['where the operation has several codes', 'APIG.3030', ['APIG.3023', 'APIG.3030'], 'APIG.3030'],
  ['what is wrong with a request, among several', 'APIG.2011', ['APIC.7211', 'APIC.9210'], 'APIC.7211'],
  ['what is wrong with a request, by another code', 'APIG.2011', ['APIG.2012'], 'APIG.2011'],
  ['where the operation has codes of both kinds', 'APIG.2011', ['APIC.7211', 'APIG.2011'], 'APIG.2011'],
  // That it is not among the operation's codes is a mistake of the mock, which the tests of its operations find.
  ['what one operation alone meets', 'APIG.3023', ['APIG.3030'], 'APIG.3023'],
] as const)('%s', ([, code, codes, expected]) => {
  const error = rejection(code)('x');
  expect(inTermsOf({ [error.status]: codes }, error).code).toBe(expected);
});

test.for([
  ['401', 'APIC.7102', 'APIC.7302'],
  ['401', 'APIG.1002', 'APIG.3030'],
] as const)('a status that the operation lacks has a code as its others: %s %s', ([status, code, expected]) => {
  expect(inTermsOf({ [status]: [code] }, rejection('APIG.3030')('x')).code).toBe(expected);
});

test('what the message names is named by the other code, too', () => {
  const error = rejection('APIG.2011')('bandwidth_size');
  expect(inTermsOf({ 400: ['APIC.7211'] }, error).message).toBe(
    'Parameter value does not match the rules, parameter name[bandwidth_size]',
  );
});
