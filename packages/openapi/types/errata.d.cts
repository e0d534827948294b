// Type of `@apig-spec/openapi/errata.json`. A JSON file has one value and no named exports, which `export =` says.
import type { Erratum } from '../dist/src/documents.js' with { 'resolution-mode': 'import' };

declare const value: readonly Erratum[];
export = value;
