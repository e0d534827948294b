// Loaded into a process ahead of its own code: it then reads our packages from their sources and from what is generated, which
// need not be compiled.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packagesDir } from '@apig-spec/repository/paths';

interface Manifest {
  exports: Record<string, string | { default: string }>;
}

registerHooks({
  resolve(specifier, context, next) {
    const [, name, subpath = ''] = /^@apig-spec\/(\w+)(\/.*)?$/.exec(specifier) ?? [];
    if (name === undefined) return next(specifier, context);
    const manifest = JSON.parse(readFileSync(join(packagesDir, name, 'package.json'), 'utf8')) as Manifest;
    const target = manifest.exports[`.${subpath}`];
    if (target === undefined) return next(specifier, context);
    const file = typeof target === 'string' ? target : target.default.replace('/dist/', '/').replace(/\.js$/, '.ts');
    return { url: pathToFileURL(join(packagesDir, name, file)).href, shortCircuit: true };
  },
});

// Whoever started it may have been killed.
process.on('disconnect', () => process.exit());
