// The newest revision in English: what tests use where the edition does not matter. `npm run new:revision` keeps it so.
export * from '../generated/2024-11.en.ts';
