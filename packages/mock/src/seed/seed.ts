// What every project begins with.
import type { Seed } from '../engine/world.ts';

const id = 'eddc4d25480b4cd6b512f270a1b8b341';

export const seed: Seed = { [id]: { instance: { [id]: { id } } } };
