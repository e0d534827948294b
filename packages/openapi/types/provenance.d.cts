// Type of `@apig-spec/openapi/provenance.json`. A JSON file has one value and no named exports, which `export =` says.
import type { Provenance } from '../dist/src/documents.js' with { 'resolution-mode': 'import' };

declare const value: Provenance;
export = value;
