// Type of `@apig-spec/openapi/<edition>.json`. A JSON file has one value and no named exports, which `export =` says.
import type { OpenApiDocument } from '../dist/src/documents.js' with { 'resolution-mode': 'import' };

declare const value: OpenApiDocument;
export = value;
