// What the pages tell of each operation and its responses without script, compared with the bundled editions.
import type { Json, JsonObject } from '@apig-spec/model/json';
import { listOf, objectOf, resolve } from '@apig-spec/model/json';
import { distDir } from '@apig-spec/repository/paths';
import { describe, expect, test } from 'vitest';
import { anchorOf } from '../src/model/places.ts';
import { detailsOf } from '../src/model/resources.ts';
import { curlOf, sampleOf, typescriptOf } from '../src/model/samples.ts';
import { readSite } from '../src/model/site.ts';
import { folderOf } from '../src/render/context.ts';
import { words } from '../src/words.ts';
import { built, textOf } from './pages.ts';
import { newest } from './revisions.ts';
import { operationsIn, piecesOf, squeezed } from './stated.ts';

const site = readSite(distDir);

describe.each(site.editions)('$name', (edition) => {
  const folder = folderOf(edition);
  const operations = operationsIn(edition.document);
  const pages = new Map(operations.map(({ id }) => [id, built.get(`${folder}${id}/`) ?? '']));
  const told = words[edition.locale];

  test('a response that no document shows has the erratum that decides it', () => {
    const observed = Object.entries(edition.provenance).filter(
      ([place, { mark }]) => /^\w+\/\d+$/.test(place) && mark === 'observed' && pages.has(anchorOf(place).operation),
    );
    const untold = observed.filter(([place]) => {
      const { operation, id } = anchorOf(place);
      const [, section = ''] = (pages.get(operation) ?? '').split(`id="response-${id}"`);
      return !section.split('</section>')[0]?.includes(`<a href="/${edition.locale}/errata/#`);
    });
    expect(untold).toEqual([]);
  });

  test('every operation tells its words, its mark and its responses, with their codes and examples', () => {
    const untold = operations.flatMap((operation) => {
      const page = pages.get(operation.id) ?? '';
      const details = detailsOf(edition.document, operation);
      const sample = sampleOf(edition.document, operation);
      const { mark = '' } = edition.provenance[operation.id] ?? {};
      const { 'x-idempotent': idempotent } = details;
      const [identity = ''] = /<p class="identity">.*?<\/p>/s.exec(page) ?? [];
      const parts: [string, string[]][] = [
        [identity, [operation.id, told.marks[mark] ?? 'a mark']],
        [identity, idempotent === undefined ? [] : [told.errorsPage[idempotent ? 'safe' : 'unsafe']]],
        [page, [String(details['summary']), ...piecesOf(String(details['description'] ?? ''))]],
        [page, [curlOf(sample), typescriptOf(edition, newest, operation.id, sample)].map(squeezed)],
        [page, closed(edition.document, operation.request ?? operation.form) ? [told.closed] : []],
        [page, Object.values(operation.requestExamples).map((example) => compact(edition.document, example))],
        [page, Object.values(operation.formExamples).flatMap((example) => partsIn(edition.document, example))],
        [page, operation.form === undefined ? [] : piecesOf(told.form)],
        ...operation.responses.flatMap(({ status, response, examples }): [string, string[]][] => {
          const start = page.lastIndexOf('<section', page.indexOf(`id="response-${status}"`));
          const section = page.slice(start, page.indexOf('</section>', start));
          const [list = ''] = /<ul class="codes".*?<\/ul>/s.exec(section) ?? [];
          const codes = listOf(response['x-error-codes']).map(String);
          const meanings = codes.map((code) => site.errors[code]?.means[edition.locale] ?? `no ${code}`);
          const [first = ''] = String(response['description'] ?? '').split(/`API[CG]\.\d{4}`[:：]/);
          return [
            // What codes mean stands with the codes.
            [section, first === meanings[0] ? [] : piecesOf(first)],
            [section, Object.values(examples).map((example) => compact(edition.document, example))],
            [list, [...codes, ...meanings.flatMap((each) => piecesOf(each.split(/\.(?: |$)|。/)[0] ?? ''))]],
          ];
        }),
      ];
      return parts.flatMap(([html, wanted]) => {
        const text = textOf(html);
        const packed = squeezed(text);
        return wanted
          .filter((each) => !text.includes(each) && !packed.includes(each))
          .map((each) => `${operation.id}: ${each}`);
      });
    });
    expect(untold).toEqual([]);
  });
});

/** Whether a body rejects what it does not know. */
function closed(document: JsonObject, body: Json | undefined): boolean {
  return objectOf(resolve(document, body))['unevaluatedProperties'] === false;
}

/** The value of an example without spaces, however it is set. */
function compact(document: JsonObject, example: Json): string {
  const { value = null } = objectOf(resolve(document, example));
  // A file is shown as it is.
  return squeezed(typeof value === 'string' ? value : JSON.stringify(value));
}

/** The parts of a form, as it is on the wire. */
function partsIn(document: JsonObject, example: Json): string[] {
  return Object.entries(objectOf(objectOf(resolve(document, example))['value'])).flatMap(([name, value]) => [
    `name="${name}"`,
    squeezed(String(value)),
  ]);
}
