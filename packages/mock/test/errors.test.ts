// Errors in the terms of an operation: what any request may meet, and nothing else, is said by the operation's own code.
import { expect, test } from 'vitest';
import { inTermsOf, rejection } from '../src/protocol/errors.ts';

test.for([
  ['what any request may meet', 'APIG.3030', ['APIC.7302'], 'APIC.7302'],
  ['where the operation has several codes', 'APIG.3030', ['APIG.3023', 'APIG.3030'], 'APIG.3030'],
  // That it is not among the operation's codes is a mistake of the mock, which the tests of its operations find.
  ['what one operation alone meets', 'APIG.3023', ['APIG.3030'], 'APIG.3023'],
] as const)('%s', ([, code, codes, expected]) => {
  expect(inTermsOf({ 404: codes }, rejection(code)('x')).code).toBe(expected);
});
