// Type of `@apig-spec/openapi/errors.json`. A JSON file has one value and no named exports, which `export =` says.
import type { ErrorCode } from '../dist/src/documents.js' with { 'resolution-mode': 'import' };

declare const value: Readonly<Record<string, ErrorCode>>;
export = value;
