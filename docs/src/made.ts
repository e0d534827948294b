// What the build has read and made already: the code that it compiles to render with is a second copy of its own, which would
// read everything again.
import type { Site } from './model/site.ts';
import type { Page } from './site.ts';

export interface Made {
  site: Site;
  pages: Page[];
}

const key = Symbol.for('@apig-spec/docs: made');
const shared = globalThis as { [key]?: Made };

/** Hands it to the compiled code. */
export function handOver(made: Made): void {
  shared[key] = made;
}

/** What was handed over; nothing in the development loop, which reads the contract again whenever it changes. */
export function handedOver(): Made | undefined {
  return shared[key];
}
