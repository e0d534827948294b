// What the pages tell of each field without script, compared with the bundled editions.
import type { Field } from '@apig-spec/model/fields';
import { placeOf } from '@apig-spec/model/fields';
import { isFile } from '@apig-spec/model/forms';
import type { JsonObject } from '@apig-spec/model/json';
import { listOf, objectOf, resolve } from '@apig-spec/model/json';
import { partsOf } from '@apig-spec/model/schema';
import { distDir } from '@apig-spec/repository/paths';
import { describe, expect, test } from 'vitest';
import { anchorOf } from '../src/model/places.ts';
import { readSite } from '../src/model/site.ts';
import { words } from '../src/words.ts';
import { fieldPagesOf } from './field-pages.ts';
import { built, fieldTexts } from './pages.ts';
import { newest } from './revisions.ts';
import { piecesOf, shown, speaking, statedBy } from './stated.ts';

const site = readSite(distDir);

describe.each(site.editions)('$name', (edition) => {
  const { operations, pages, pieceOf, fields } = fieldPagesOf(edition);
  const texts = new Map([...pages].map(([id, page]) => [id, fieldTexts(page)]));
  const textAt = (place: string): string | undefined => texts.get(anchorOf(place).operation)?.get(anchorOf(place).id);
  const textOfField = (field: Field): string | undefined => textAt(placeOf(field));
  const told = words[edition.locale];

  test('every field has its anchor and its name', () => {
    const missing = fields.filter((field) => !textOfField(field)?.startsWith(` ${field.name} `));
    expect(missing.map(placeOf)).toEqual([]);
    expect(fields.length).toBeGreaterThan(100);
  });

  test('every field tells its bounds, patterns, defaults and closed lists', () => {
    const untold = fields.flatMap((field) => {
      const text = textOfField(field) ?? '';
      return statedBy(told, field)
        .filter((stated) => !text.includes(stated))
        .map((stated) => `${placeOf(field)}: ${stated}`);
    });
    expect(untold).toEqual([]);
  });

  test('every field tells its type, its example, its mark, its sources and whether it is deprecated', () => {
    const untold = fields.flatMap((field) => {
      const text = textOfField(field) ?? '';
      const { mark = '', sources = [] } = edition.provenance[placeOf(field)] ?? {};
      const type = field.schemas.some(isFile) ? 'file' : field.schemas[0]?.['type'];
      // The format of one alternative is not the field's.
      const formats = new Set(field.schemas.map((schema) => schema['format']));
      const [format] = formats.size === 1 ? formats : [];
      const examples = speaking(field).flatMap((each) => [each['example'] ?? [], ...listOf(each['examples'])].flat());
      const example = examples.find((each) => each !== '') ?? examples[0];
      const wanted = [
        ...(typeof type === 'string' && type !== 'array' ? [type] : []),
        ...(typeof format === 'string' ? [told.aside(format)] : []),
        ...(example === undefined ? [] : [`${told.example} ${shown(example)}`]),
        told.marks[mark] ?? 'a mark',
        ...sources,
      ];
      // Lines of an example may end otherwise on a page.
      const plain = (each: string) => each.replaceAll(/\s+/g, ' ').trim();
      return wanted.filter((each) => !plain(text).includes(plain(each))).map((each) => `${placeOf(field)}: ${each}`);
    });
    expect(untold).toEqual([]);
  });

  test('every field leads to itself, and says whether it is required or deprecated', () => {
    const wrong = fields.flatMap((field) => {
      const piece = pieceOf(placeOf(field));
      const text = textOfField(field) ?? '';
      const badges = [...piece.matchAll(/<span class="badge \w+">([^<(（]*)/g)].map(([, label = '']) => label.trim());
      const isRequired = badges.includes(field.in === 'response' ? told.always : told.required);
      const asked = field.requiredBy.length > 0;
      const { required: source, ...others } = edition.provenance[placeOf(field)]?.facts ?? {};
      return [
        !piece.includes(`<a class="name" href="#${anchorOf(placeOf(field)).id}">`) && 'no link',
        // What alternatives alone require is told with them.
        asked && !isRequired && !text.includes(`${told.colon}${told.requiredHere}`) && 'not called required',
        !asked && isRequired && 'called required',
        isRequired && source && !text.includes(told.aside(told.marks[source] ?? source)) && 'who requires it?',
        Object.values(others).some((mark) => mark !== 'sibling') !== text.includes(told.observedFacts) &&
          'what was observed?',
        Object.values(others).includes('sibling') !== text.includes(told.siblingFacts) && 'what is the sibling’s?',
        badges.includes(told.deprecated) !== field.schemas.some((schema) => schema['deprecated']) && 'deprecated?',
      ].flatMap((each) => (each ? [`${placeOf(field)}: ${each}`] : []));
    });
    expect(wrong).toEqual([]);
  });

  test('every field is in the words of the edition, every rule stands with the field that it blames', () => {
    const bodies = operations.flatMap(({ id, request }) =>
      partsOf(edition.document, objectOf(resolve(edition.document, request))).map((schema) => [
        `${id}/request`,
        schema,
      ]),
    );
    const owners = fields.flatMap((field) => field.schemas.map((schema) => [placeOf(field), schema]));
    const rules = ([...bodies, ...owners] as [string, JsonObject][]).flatMap(([place, schema]) =>
      listOf(schema['x-validations']).map((rule) => {
        const { message, fieldPath } = rule as { message: string; fieldPath: string };
        return { place: `${place}${fieldPath.replaceAll('.', '/')}`, message };
      }),
    );
    const untold = rules.filter(({ place, message }) => {
      return !textAt(place)?.includes(`${told.rule} ${told.colon}${message}`);
    });
    expect(untold).toEqual([]);
    expect(rules.length).toBeGreaterThan(0);
    const wordless = fields.filter((field) => {
      const descriptions = speaking(field).flatMap(({ description }) => (description ? [String(description)] : []));
      const text = textOfField(field) ?? '';
      return (
        descriptions.length > 0 && !descriptions.some((each) => piecesOf(each).every((piece) => text.includes(piece)))
      );
    });
    expect(wordless.map(placeOf)).toEqual([]);
  });
});

test('alternatives tell what they ask of a field', () => {
  const texts = fieldTexts(built.get(`/en/${newest}/createVpcChannel/`) ?? '');
  const told = (id: string) => texts.get(id)?.replaceAll(/ ([,:;])/g, '$1');
  expect(told('body.type')).toContain('Microservice channel by type: required; only 3');
  expect(told('body.vpc_health_config.path')).toContain('HTTP, HTTPS: required');
  expect(told('body.member_groups.microservice_version')).toContain(
    'Group of a server channel, Group of a reference channel: only ""',
  );
  // Which alternatives there are stands with the object, after its own text.
  expect(told('body.vpc_health_config')).toContain('Use one of these variants');
  expect(told('body.vpc_health_config')).toContain('Chosen by: protocol is HTTP or http Requires: path');
});
