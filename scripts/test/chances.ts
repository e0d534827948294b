// How often each of several is made at random.
import fc, { type Arbitrary } from 'fast-check';

/** An arbitrary with its weight, for `fc.oneof`. */
export const often = <Value>(weight: number, arbitrary: Arbitrary<Value>) => ({ weight, arbitrary });

/** Each as often as the others. */
export const one = <Value extends string>(...values: Value[]) => fc.constantFrom(...values);
