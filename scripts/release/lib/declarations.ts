// The text of a declaration and of all that it leads to in its own package, without comments: equal texts are equal types.
import ts from 'typescript';

const printer = ts.createPrinter({ removeComments: true });
/** Programs may share a symbol, and lead from it elsewhere. */
const known = new WeakMap<ts.Program, WeakMap<ts.Symbol, string>>();

/** @param opaque - names whose declarations are not followed */
export function declarationText(program: ts.Program, symbol: ts.Symbol, opaque: ReadonlySet<string>): string {
  const texts = known.get(program) ?? new WeakMap<ts.Symbol, string>();
  known.set(program, texts);
  let text = texts.get(symbol);
  if (text === undefined) {
    text = [...follow(program.getTypeChecker(), symbol, opaque)].join('\n');
    texts.set(symbol, text);
  }
  return text;
}

function* follow(checker: ts.TypeChecker, start: ts.Symbol, opaque: ReadonlySet<string>): Generator<string> {
  const seen = new Set([start]);
  // A set grows while it is walked: each symbol that turns up has its turn.
  for (const symbol of seen) {
    for (const declaration of symbol.declarations ?? []) {
      const source = declaration.getSourceFile();
      yield printer.printNode(ts.EmitHint.Unspecified, declaration, source);
      const visit = (node: ts.Node): void => {
        if (ts.isIdentifier(node) && !opaque.has(node.text)) {
          const found = checker.getSymbolAtLocation(node);
          const led = found && found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
          if (led && isOwn(led)) seen.add(led);
        }
        ts.forEachChild(node, visit);
      };
      visit(declaration);
    }
  }
}

function isOwn(symbol: ts.Symbol): boolean {
  const [declaration] = symbol.declarations ?? [];
  if (!declaration || declaration.getSourceFile().fileName.includes('/node_modules/openapi-')) return false;
  const kinds = [
    ts.isInterfaceDeclaration,
    ts.isTypeAliasDeclaration,
    ts.isClassDeclaration,
    ts.isFunctionDeclaration,
    ts.isVariableDeclaration,
  ];
  return (
    kinds.some((is) => is(declaration)) && !/\/typescript\/lib\/|\/@types\//.test(declaration.getSourceFile().fileName)
  );
}
