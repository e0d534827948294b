// What the types of a JSON file say of its keys: which are fields, and which are data.
import { existsSync } from 'node:fs';
import ts from 'typescript';
import { programOf } from './program.ts';

/** Places in the file; `*` stands for any element or key. */
export interface Declared {
  /** Objects whose keys are data. */
  maps: ReadonlySet<string>;
  /** What may be anything. */
  free: ReadonlySet<string>;
  /** Fields that may be left out. */
  optional: ReadonlySet<string>;
}

/** @param file - declarations with `export =`; where there are none, nothing is declared */
export function declaredIn(file: string | undefined): Declared {
  const maps = new Set<string>();
  const free = new Set<string>();
  const optional = new Set<string>();
  if (file === undefined || !existsSync(file)) return { maps, free, optional };
  const program = programOf([file], ['lib.es2023.d.ts']);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const symbol = source && checker.getSymbolAtLocation(source);
  const value = symbol?.exports?.get(ts.InternalSymbolName.ExportEquals);

  const visit = (type: ts.Type, place: string): void => {
    if (place.split('/').length > 12) return;
    if (type.isUnionOrIntersection()) {
      for (const each of type.types) visit(each, place);
    } else if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive)) free.add(place);
    else if (checker.isArrayType(type) || checker.isTupleType(type)) {
      for (const each of checker.getTypeArguments(type as ts.TypeReference)) visit(each, `${place}/*`);
    } else if (type.flags & ts.TypeFlags.Object) {
      const keys = type.getStringIndexType();
      if (keys && type.getProperties().length === 0) {
        maps.add(place);
        visit(keys, `${place}/*`);
      }
      for (const property of type.getProperties()) {
        if (property.flags & ts.SymbolFlags.Optional) optional.add(`${place}/${property.name}`);
        visit(checker.getTypeOfSymbol(property), `${place}/${property.name}`);
      }
    }
  };
  if (value)
    visit(checker.getTypeOfSymbol(value.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(value) : value), '');
  return { maps, free, optional };
}
