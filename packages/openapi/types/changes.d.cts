// Type of `@apig-spec/openapi/changes.json`. A JSON file has one value and no named exports, which `export =` says.
import type { RevisionStep } from '../dist/src/documents.js' with { 'resolution-mode': 'import' };

declare const value: readonly RevisionStep[];
export = value;
