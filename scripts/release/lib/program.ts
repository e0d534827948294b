// TypeScript programs over declarations. What does not change between them is read and parsed once.
import ts from 'typescript';

const options: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
};

/** The sources of dependencies and of TypeScript's own libraries, which stay as they are. */
const dependencies = new Map<string, ts.SourceFile | undefined>();

/** @param lib - TypeScript's own libraries that the files need; those of a browser, unless said */
export function programOf(files: readonly string[], lib: readonly string[] = options.lib ?? []): ts.Program {
  const own = { ...options, lib: [...lib] };
  const host = ts.createCompilerHost(own);
  const read = host.getSourceFile;
  host.getSourceFile = (file, ...rest) => {
    if (!file.includes('/node_modules/')) return read(file, ...rest);
    if (!dependencies.has(file)) dependencies.set(file, read(file, ...rest));
    return dependencies.get(file);
  };
  return ts.createProgram(files, own, host);
}
