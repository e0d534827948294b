// What of a row the contract has instead, by the errata.
import type { JsonObject } from '@apig-spec/model/json';
import type { Stating } from '@apig-spec/model/records';
import { rowsOf } from '@apig-spec/model/records';
import type { Mistake, Mistakes } from '@apig-spec/repository/failure';
import type { WrittenErratum } from '@apig-spec/sources/evidence';
import { rowsByName } from '@apig-spec/sources/tables';

/** What of a row the contract has instead, by which erratum. */
export interface Depart {
  erratum: string;
  file: string;
  instead: JsonObject;
}

export function departsByRow(
  errata: readonly WrittenErratum[],
  sources: readonly Stating[],
  mistakes: Mistakes,
): Map<string, Depart> {
  const rows = rowsByName(sources);
  const departs = new Map<string, Depart>();
  for (const { id, file, departs: listed = [] } of errata) {
    for (const each of listed) {
      if ('response' in each) {
        checkResponse(each.response, { file, at: id }, sources, mistakes);
        continue;
      }
      for (const name of rowsOf(each)) {
        const wrong = (problem: string, fix: string) => mistakes.add({ file, at: id, problem, fix });
        if (!rows.has(name)) wrong(`There is no row ${name}.`, 'Correct the name: source, place and field.');
        const other = departs.get(name);
        const twice = Object.keys(each.instead).filter((fact) => fact in (other?.instead ?? {}));
        if (twice.length > 0)
          wrong(
            `${name} departs twice in ${twice.join(', ')}.`,
            `Decide it in one place: here, or in ${other?.erratum}.`,
          );
        departs.set(name, {
          erratum: other ? `${other.erratum}, ${id}` : id,
          file,
          instead: { ...other?.instead, ...each.instead },
        });
      }
    }
  }
  return departs;
}

/** A response whose status is corrected is one that its document has. Its rows then hold only under the other status. */
function checkResponse(
  response: string,
  place: Pick<Mistake, 'file' | 'at'>,
  sources: readonly Stating[],
  mistakes: Mistakes,
): void {
  const [document, operation] = response.split('/');
  const tables = sources.find((each) => each.document === document)?.tables ?? [];
  if (tables.some((table) => table.operation === operation)) return;
  const fix = 'Correct the name: source/operation/status.';
  mistakes.add({ ...place, problem: `Unknown response ${response}.`, fix });
}
