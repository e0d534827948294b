// Lines of TypeScript that ask whether a type of one release is of the other's. What the compiler says of a line is the finding.
import ts from 'typescript';

/** Whether those who use a type give it, take it, or both. A value is taken, unless it is said to be `given`: then it may grow. */
export type Role = 'given' | 'taken' | 'both';

/**
 * openapi-typescript's skeletons hold a whole edition in one type, what is given beside what is taken. Each operation's
 * function, with what it is given and gives, is compared instead, and each schema by its name.
 */
export const skeletons: ReadonlySet<string> = new Set([
  'paths',
  'components',
  'operations',
  'webhooks',
  '$defs',
  'ApigClient',
  'ProjectClient',
]);

/** A line that asks the compiler about an export. */
export interface Probe {
  name: string;
  /** Whether its declaration differs, or only what that is built on may. */
  differs: boolean;
  code: string;
}

/** The first line of a file of probes; each probe is the next line. */
export function headOf(was: string, is: string): string {
  return [
    `import type * as Old from ${JSON.stringify(was)};`,
    `import type * as New from ${JSON.stringify(is)};`,
    // A function of an edition takes that edition's client first, which is a skeleton.
    'type Bound<F> = F extends (client: any, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never;',
    // A constant of limits is data: its fields may not go away, its figures follow the contract.
    'type Fields<T> = { [Key in keyof T]: { [Field in keyof T[Key]]: unknown } };',
    // Every field is still there, the optional ones too, which may be left out of what is assigned.
    'type Named<T, Depth extends 1[] = []> = Depth["length"] extends 4 ? unknown : T extends (...args: any) => any ? unknown :',
    '  T extends object ? { [Key in keyof T]-?: Named<T[Key], [...Depth, 1]> } : unknown;',
    'declare function of<T>(): T;',
  ].join(' ');
}

export function probesOf(
  name: string,
  was: ts.Symbol,
  is: ts.Symbol,
  role: Role | 'limits',
  differs: boolean,
): Probe[] {
  const probes: string[] = [];
  const taken = (type: string, other: string) => probes.push(`{ const taken: ${type} = of<${other}>(); }`);
  if (role === 'limits')
    return [{ name, differs, code: `{ const taken: Fields<typeof Old.${name}> = of<Fields<typeof New.${name}>>(); }` }];
  if (was.flags & ts.SymbolFlags.Value && role !== 'given') {
    if (isBound(was)) taken(`Bound<typeof Old.${name}>`, `Bound<typeof New.${name}>`);
    else if (!returnsSkeleton(was)) taken(`typeof Old.${name}`, `typeof New.${name}`);
  }
  if (was.flags & ts.SymbolFlags.Type) {
    const [old, now] = [was, is].map((symbol, index) => {
      const count = parametersOf(symbol);
      const some = count > 0 ? `<${Array(count).fill('any').join(', ')}>` : '';
      return `${index === 0 ? 'Old' : 'New'}.${name}${some}`;
    }) as [string, string];
    if (role !== 'given') taken(old, now);
    if (role !== 'taken') taken(now, old);
    if (differs) taken(`Named<${old}>`, `Named<${now}>`);
  }
  return probes.length > 0 ? [{ name, differs, code: probes.join(' ') }] : [];
}

function parametersOf(symbol: ts.Symbol): number {
  const declaration = symbol.declarations?.find(
    (each) => ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each) || ts.isClassDeclaration(each),
  );
  return (
    (declaration as ts.InterfaceDeclaration | undefined)?.typeParameters?.filter((each) => !each.default).length ?? 0
  );
}

/** Whether a function's first parameter is a client, of a gateway or of a project. */
function isBound(symbol: ts.Symbol): boolean {
  const [declaration] = symbol.declarations ?? [];
  return (
    !!declaration &&
    ts.isFunctionDeclaration(declaration) &&
    ['ApigClient', 'ProjectClient'].includes(declaration.parameters[0]?.type?.getText() ?? '')
  );
}

/** `createApigClient`: what it is given is compared by name, and what it returns is a skeleton. */
function returnsSkeleton(symbol: ts.Symbol): boolean {
  const [declaration] = symbol.declarations ?? [];
  return !!declaration && ts.isFunctionDeclaration(declaration) && skeletons.has(declaration.type?.getText() ?? '');
}

/** What the compiler says of a file, by line; on the first line something of our own is wrong. */
export function complaints(program: ts.Program, file: string): Map<number, string> {
  const said = new Map<number, string>();
  const source = program.getSourceFile(file);
  for (const { start, messageText } of source ? ts.getPreEmitDiagnostics(program, source) : []) {
    const line = source?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0;
    const text = ts.flattenDiagnosticMessageText(messageText, '\n');
    if (line === 0) throw new Error(`${file}: ${text}`);
    // The innermost reason says most.
    said.set(line, (text.trim().split('\n').at(-1) ?? '').trim());
  }
  return said;
}
