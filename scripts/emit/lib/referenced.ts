// What the reference is made from.

/** The packages that people import. */
export const packages = ['client', 'validator', 'mock', 'openapi'];

/** A generated module without the comments of openapi-typescript's tables, which no page shows. */
export function withoutFieldProse(module: string): string {
  const tables = /^export interface (?:paths|components|operations) \{$.*?^\}$/gms;
  return module.replaceAll(tables, (table) => table.replaceAll(/^\s*\/\*\*.*?\*\/\n/gms, ''));
}
