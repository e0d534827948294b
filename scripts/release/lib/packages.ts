// The packages that are published together.

export const packageNames = ['openapi', 'client', 'validator', 'mock'] as const;
export type PackageName = (typeof packageNames)[number];
