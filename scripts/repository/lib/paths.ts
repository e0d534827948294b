// Where things stand in the repository.
import { join } from 'node:path';

/** The repository. */
export const root = join(import.meta.dirname, '..', '..', '..');
/** The contract, written by hand. `APIG_SPEC_DIR` stands in for it in tests of the steps. */
export const specDir = process.env['APIG_SPEC_DIR'] ?? join(root, 'spec');
/** The bundled editions and what is told beside them; read by everything downstream. `APIG_DIST_DIR` stands in for it in tests. */
export const distDir = process.env['APIG_DIST_DIR'] ?? join(root, 'packages', 'openapi', 'dist');
/** The packages that are generated into. `APIG_PACKAGES_DIR` stands in for it in tests. */
export const packagesDir = process.env['APIG_PACKAGES_DIR'] ?? join(root, 'packages');
/** The bundled editions as they are committed. */
export const editionsDir = join(packagesDir, 'openapi', 'editions');
