// What the pages of schemas tell, in each revision.
import type { JsonObject } from '@apig-spec/model/json';
import { objectOf, resolve } from '@apig-spec/model/json';
import { partsOf } from '@apig-spec/model/schema';
import { distDir } from '@apig-spec/repository/paths';
import { describe, expect, test } from 'vitest';
import { anchorOf } from '../src/model/places.ts';
import { readSite } from '../src/model/site.ts';
import { usesOf } from '../src/model/uses.ts';
import { folderOf } from '../src/render/context.ts';
import { words } from '../src/words.ts';
import { attributes, built, fieldPieces, fieldTexts, textOf } from './pages.ts';
import { newest } from './revisions.ts';
import { few } from './sample.ts';
import { historyIn } from './stated.ts';

const site = readSite(distDir);

describe.each(site.editions)('$name', (edition) => {
  const folder = folderOf(edition);
  const schemas = few(Object.entries(objectOf(objectOf(edition.document['components'])['schemas'])), 100);
  const { notInRevision, sameAs, differToo } = words[edition.locale];

  test.runIf(edition.revision === newest)(
    'a schema tells when its fields came and changed, as the operation does',
    () => {
      const operation = fieldPieces(built.get(`${folder}createVpcChannel/`) ?? '');
      const schema = fieldPieces(built.get(`${folder}schemas/VpcChannelCreate/`) ?? '');
      const told = [...schema].map(([id, piece]) => [id, ...historyIn(piece)]);
      expect(told).toEqual([...schema.keys()].map((id) => [id, ...historyIn(operation.get(`body.${id}`))]));
      expect(told.flatMap(([, ...history]) => history).length > 0).toBe(edition.revision !== site.revisions.at(-1));
    },
  );

  test.runIf(edition.revision !== newest)('every schema tells on its page what it was in this revision', () => {
    const newestDocument = site.editions.find(({ name }) => name === `${newest}.${edition.locale}`)?.document ?? {};
    const [before, now] = [edition.document, newestDocument].map((document) => boundsIn(document));
    let differing = 0;
    for (const [name, bounds = new Map()] of few([...(now ?? [])], 100)) {
      const page = built.get(`/${edition.locale}/${newest}/schemas/${name}/`) ?? '';
      const [, part = ''] = new RegExp(`<h3 id="${edition.revision}">(.*?)(?=<h3|<footer)`, 's').exec(page) ?? [];
      const older = before?.get(name);
      expect(part.includes(notInRevision), name).toBe(!older);
      if (!older) continue;
      const rows = [...part.matchAll(/<th scope="row"><code>(.*?)<\/code>/g)].map(([, row = '']) => textOf(row));
      const changed = [...new Set([...bounds.keys(), ...older.keys()])].filter(
        (field) => bounds.get(field) !== older.get(field),
      );
      differing += changed.length;
      expect(rows, name).toEqual(expect.arrayContaining(changed));
      expect(part.includes(sameAs(newest)), name).toBe(!part.includes('<table') && !part.includes(differToo));
    }
    expect(differing).toBeGreaterThan(0);
  });

  test.runIf(edition.revision === newest)(
    'every schema has its page with its fields, and leads to where it is used',
    () => {
      const uses = usesOf(edition.document);
      const missing = schemas.flatMap(([name, value]) => {
        const page = built.get(`${folder}schemas/${name}/`);
        const texts = fieldTexts(page ?? '');
        const fields = partsOf(edition.document, objectOf(value)).flatMap((part) =>
          Object.entries(objectOf(part['properties'])),
        );
        const untold = fields.filter(
          ([field, schema]) => schema !== false && !texts.get(field)?.startsWith(` ${field} `),
        );
        const links = attributes(page ?? '', 'href');
        const unlinked = (uses.get(name) ?? []).filter((place) => {
          const { operation, id } = anchorOf(place);
          return !links.includes(`${folder}${operation}/#${/^\d+$/.test(id) ? `response-${id}` : id}`);
        });
        return page ? [...untold.map(([field]) => `${name}.${field}`), ...unlinked] : [name];
      });
      expect(missing).toEqual([]);
      expect(schemas.length).toBeGreaterThan(70);
    },
  );
});

/** The fields that each schema of an edition names itself, each with its bounds as one line. */
function boundsIn(document: JsonObject): Map<string, Map<string, string>> {
  const keys = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'];
  const schemas = Object.entries(objectOf(objectOf(document['components'])['schemas']));
  return new Map(
    schemas.map(([name, schema]) => {
      const fields = Object.entries(objectOf(objectOf(schema)['properties'])).map(([field, value]) => {
        const resolved = objectOf(resolve(document, value));
        return [field, keys.map((key) => resolved[key] ?? '').join()] as const;
      });
      return [name, new Map(fields)];
    }),
  );
}
