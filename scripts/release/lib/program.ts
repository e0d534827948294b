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

/** Sources that have been parsed. Those of dependencies and of TypeScript's own libraries stay as they are. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** @param lib - TypeScript's own libraries that the files need; those of a browser, unless said */
export function programOf(files: readonly string[], lib: readonly string[] = options.lib ?? []): ts.Program {
  const own = { ...options, lib: [...lib] };
  const host = ts.createCompilerHost(own);
  const read = host.getSourceFile;
  host.getSourceFile = (file, ...rest) => {
    const known = parsed.get(file);
    if (known && (file.includes('/node_modules/') || known.text === ts.sys.readFile(file))) return known;
    const source = read(file, ...rest);
    parsed.set(file, source);
    return source;
  };
  return ts.createProgram(files, own, host);
}
