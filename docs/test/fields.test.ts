// What the pages tell without script, compared with the bundled editions.
import { locales } from '@apig-spec/model/editions';
import { errataByPlace } from '@apig-spec/model/errata';
import type { Field } from '@apig-spec/model/fields';
import { fieldsOf, placeOf } from '@apig-spec/model/fields';
import { isFile } from '@apig-spec/model/forms';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical, listOf, objectOf, resolve } from '@apig-spec/model/json';
import { limitsOf } from '@apig-spec/model/limits';
import type { Operation } from '@apig-spec/model/operations';
import { operationsOf } from '@apig-spec/model/operations';
import { partsOf } from '@apig-spec/model/schema';
import { distDir } from '@apig-spec/repository/paths';
import { describe, expect, test } from 'vitest';
import { wireOf } from '../src/model/history.ts';
import { nodesOf } from '../src/model/nodes.ts';
import { anchorOf } from '../src/model/places.ts';
import { detailsOf } from '../src/model/resources.ts';
import { curlOf, sampleOf, typescriptOf } from '../src/model/samples.ts';
import { readSite } from '../src/model/site.ts';
import { usesOf } from '../src/model/uses.ts';
import { folderOf } from '../src/render/context.ts';
import type { UiText } from '../src/words.ts';
import { words } from '../src/words.ts';
import { attributes, built, fieldPieces, fieldTexts, textOf } from './pages.ts';
import { newest } from './revisions.ts';
import { checkedOperations, few } from './sample.ts';

const site = readSite(distDir);

/** The fields of an edition by operation, and its nodes: each is made once for all tests. */
const fieldsByOperation = kept((document) => Map.groupBy(fieldsOf(document), ({ operation }) => operation));
const placesIn = kept((document) => new Set([...fieldsByOperation(document).values()].flat().map(placeOf)));
const nodesIn = kept(nodesOf);

function kept<Made>(make: (document: JsonObject) => Made): (document: JsonObject) => Made {
  const made = new Map<JsonObject, Made>();
  return (document) => {
    const known = made.get(document) ?? make(document);
    made.set(document, known);
    return known;
  };
}

describe.each(site.editions)('$name', (edition) => {
  const folder = folderOf(edition);
  const operations = operationsIn(edition.document);
  const pages = new Map(operations.map(({ id }) => [id, built.get(`${folder}${id}/`) ?? '']));
  const pieces = new Map([...pages].map(([id, page]) => [id, fieldPieces(page)]));
  const texts = new Map([...pages].map(([id, page]) => [id, fieldTexts(page)]));
  const textAt = (place: string): string | undefined => texts.get(anchorOf(place).operation)?.get(anchorOf(place).id);
  const textOfField = (field: Field): string | undefined => textAt(placeOf(field));
  const pieceOf = (place: string): string => pieces.get(anchorOf(place).operation)?.get(anchorOf(place).id) ?? '';
  const fields = [...pages.keys()].flatMap((id) => fieldsByOperation(edition.document).get(id) ?? []);
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

  test('every field tells when it came and changed', () => {
    const until = site.editions
      .filter(({ locale, revision }) => locale === edition.locale && revision <= edition.revision)
      .sort((a, b) => (a.revision < b.revision ? -1 : 1));
    const known = until.map(({ document }) => placesIn(document));
    const changed = until.slice(1).map((later, index) => {
      const before = nodesIn((until[index] ?? later).document);
      const after = [...nodesIn(later.document)].filter(([place]) => pages.has(place.split('/')[0] ?? ''));
      return new Set(
        after.flatMap(([place, node]) => {
          const was = before.get(place);
          return was && wireOf(was) !== wireOf(node) ? [place] : [];
        }),
      );
    });
    const wrong = fields.map(placeOf).flatMap((place) => {
      const missing = known.findLastIndex((places) => !places.has(place));
      const expected = [
        ...(missing < 0 ? [] : [told.since(until[missing + 1]?.revision ?? '')]),
        ...until
          .slice(missing + 2)
          .flatMap(({ revision }, index) =>
            changed[missing + 1 + index]?.has(place) ? [told.changedIn(revision)] : [],
          ),
      ];
      const said = historyIn(pieceOf(place));
      return said.join() === expected.join() ? [] : [`${place}: ${said}, not ${expected}`];
    });
    expect(wrong).toEqual([]);
  });

  test('every field tells its errata, and no others', () => {
    const placedErrata = errataByPlace(site.errata, edition.provenance).fields;
    const wrong = fields.map(placeOf).flatMap((place) => {
      const said = [...pieceOf(place).matchAll(/\/errata\/#([^"]*)"/g)].map(([, id = '']) => id);
      const expected = (placedErrata.get(place) ?? []).map(({ id }) => id);
      const rows = edition.provenance[place]?.sources ?? [];
      const stated = site.errata.filter(({ facts = [] }) => facts.some((fact) => rows.includes(String(fact['row']))));
      return said.join() === expected.join() && stated.every(({ id }) => said.includes(id)) ? [] : [place];
    });
    expect(wrong).toEqual([]);
  });
});

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

  test.each(locales)('every field stands beside those of the other editions, compared in %s', (locale) => {
    const untold = operationsIn(edition.document).flatMap(({ id: operation }) => {
      const [differing = '', alike = ''] = (built.get(`/${locale}/compare/${operation}/`) ?? '').split(
        '<ul class="alike">',
      );
      const sections = differing.split('<section class="compared">');
      const byId = new Map(sections.map((section) => [attributes(section, 'id')[0] ?? '', section]));
      const newestPage = `/${locale}/${newest}/${operation}/`;
      const onNewest = fieldTexts(built.get(newestPage) ?? '');
      const linked = new Set(attributes(alike, 'href'));
      return (fieldsByOperation(edition.document).get(operation) ?? []).flatMap((field) => {
        const { id } = anchorOf(placeOf(field));
        const rows = byId.get(id)?.split('<tr>') ?? [];
        const row = textOf(rows.find((each) => each.includes(`<code>${edition.name}</code>`)) ?? '');
        // What all editions say stands on the newest one's page.
        const text = linked.has(`${newestPage}#${id}`) ? (onNewest.get(id) ?? '') : row;
        const { always, required } = words[locale];
        const presence = field.requiredBy.length > 0 ? [field.in === 'response' ? always : required] : [];
        return [...statedBy(words[locale], field), ...presence]
          .filter((stated) => !text.includes(stated))
          .map((stated) => `${placeOf(field)}: ${stated}`);
      });
    });
    expect(untold).toEqual([]);
  });

  test('the overview leads to every operation, and tells how to reach and sign in to it', () => {
    const page = built.get(folder) ?? '';
    const content = page.slice(page.indexOf('<div class="contract'), page.indexOf('<footer'));
    const links = attributes(content, 'href');
    expect(operationsOf(edition.document).filter(({ id }) => !links.includes(`${folder}${id}/`))).toEqual([]);
    const text = textOf(content);
    const { securitySchemes } = objectOf(edition.document['components']);
    const told = [
      ...listOf(edition.document['servers']).map((server) => String(objectOf(server)['url'])),
      ...Object.values(objectOf(securitySchemes)).map((scheme) => String(objectOf(scheme)['name'])),
    ];
    expect(told.filter((each) => !text.includes(each))).toEqual([]);
    expect(told.length).toBeGreaterThan(2);
  });

  test('every error code is explained, and every limit is there', () => {
    const entries = new Map(
      (built.get(`${folder}errors/`) ?? '')
        .split('<section class="error')
        .map((entry) => [/ id="([^"]*)"/.exec(entry)?.[1], entry]),
    );
    const codes = operationsOf(edition.document).flatMap(({ id, responses }) =>
      responses.flatMap(({ response }) =>
        listOf(response['x-error-codes']).map((code) => ({ code: String(code), id })),
      ),
    );
    const unexplained = [...Map.groupBy(codes, ({ code }) => code)].flatMap(([code, uses]) => {
      const entry = entries.get(code) ?? '';
      const { means, causes = [], cure, status, retry } = site.errors[code] ?? { means: { en: '', 'zh-CN': 'none' } };
      const [label = 'none'] = retry ? words[edition.locale].errorsPage.retry[retry] : [];
      const texts = [means, ...causes, ...(cure ? [cure] : [])].flatMap((each) => piecesOf(each[edition.locale]));
      const text = textOf(entry);
      const links = new Set(attributes(entry, 'href'));
      return [
        ...[...texts, String(status), label, `"${code}"`].filter((each) => !text.includes(each)),
        ...uses.map(({ id }) => `${folder}${id}/`).filter((href) => !links.has(href)),
      ].map((each) => `${code}: ${each}`);
    });
    expect(unexplained).toEqual([]);
    expect(codes.length).toBeGreaterThan(0);
    const page = built.get(`${folder}limits/`) ?? '';
    const rows = new Map(
      [...page.matchAll(/<tr id="([^"]*)">(.*?)<\/tr>/g)].map(([, id = '', row = '']) => [id, textOf(row)]),
    );
    const untold = Object.entries(limitsOf(edition.document)).flatMap(([schema, fields]) =>
      Object.entries(fields).flatMap(([field, limit]) =>
        Object.values(limit)
          .flat()
          .filter((value) => !rows.get(`${schema}.${field}`)?.includes(shown(value)))
          .map((value) => `${schema}.${field}: ${shown(value)}`),
      ),
    );
    expect(untold).toEqual([]);
  });
});

test('fields tell when they came and changed', () => {
  const english = fieldTexts(built.get('/en/2024-11/createVpcChannel/') ?? '');
  expect(english.get('body.vpc_channel_type')).toContain('since 2024-11');
  expect(english.get('body.type')).toContain('changed in 2024-11');
  expect(english.get('body.port')).not.toMatch(/since|changed in/);
  const chinese = fieldTexts(built.get('/zh-CN/2024-11/createVpcChannel/') ?? '');
  expect(chinese.get('body.vpc_channel_type')).toContain('2024-11 新增');
});

/** The operations whose pages are compared with the edition. */
function operationsIn(document: JsonObject): Operation[] {
  const checked = checkedOperations(document);
  return operationsOf(document).filter(({ id }) => checked.has(id));
}

/** When a field came and changed, as a page tells it. */
function historyIn(piece = ''): string[] {
  return [...piece.matchAll(/<a class="badge history"[^>]*>([^<]*)/g)].map(([, text = '']) => text);
}

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

/** What has words on a field: of a parameter, first the parameter itself. */
function speaking({ in: part, owners, schemas }: Field): JsonObject[] {
  return part === 'request' || part === 'response' ? schemas : [...owners.slice(0, 1), ...schemas];
}

/** What the text of a field must hold. */
function statedBy(told: UiText, { schemas }: Field): string[] {
  // Bounds that another schema of the field narrows further go without saying.
  const narrowest = (key: string): number | undefined => {
    const all = schemas.flatMap((schema) => (typeof schema[key] === 'number' ? [schema[key]] : []));
    if (all.length === 0) return undefined;
    return key.startsWith('min') ? Math.max(...all) : Math.min(...all);
  };
  const bounds = (['value', 'length', 'items'] as const).flatMap((kind, index) => {
    const keys = ['min', 'max'].map((end) => `${end}${['imum', 'Length', 'Items'][index]}`);
    const [least, most] = keys.map(narrowest);
    const range = ([from, to]: (number | undefined)[]) =>
      from === undefined && to === undefined ? [] : [told[kind](from, to)];
    if (least === undefined || most === undefined || least <= most) return range([least, most]);
    // Alternatives that have nothing in common each tell their own.
    return schemas.flatMap((schema) => range(keys.map((key) => schema[key] as number | undefined)));
  });
  const lists = schemas.flatMap((schema) => ('enum' in schema ? [listOf(schema['enum'])] : []));
  const values = lists
    .flat()
    .filter((value) => lists.every((list) => list.some((each) => canonical(each) === canonical(value))));
  const facts = schemas.flatMap((schema) => [
    ...(typeof schema['pattern'] === 'string' ? [`${told.pattern} ${schema['pattern']}`] : []),
    ...(schema['default'] === undefined ? [] : [`${told.default} ${shown(schema['default'])}`]),
    ...('const' in schema ? [shown(schema['const'] ?? null)] : []),
  ]);
  return [...bounds, ...values.map(shown), ...facts];
}

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

function squeezed(text: string): string {
  return text.replaceAll(/\s/g, '');
}

/** Prose as the page must hold it: what stands between its marks. */
function piecesOf(prose: string): string[] {
  return prose.split(/`|\n+(?:[-*] )?/).map((piece) => piece.trim().replaceAll(/\s+/g, ' '));
}

function shown(value: Json): string {
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
}

test('alternatives tell what they ask of a field', () => {
  const texts = fieldTexts(built.get(`/en/${newest}/createVpcChannel/`) ?? '');
  const told = (id: string) => texts.get(id)?.replaceAll(/ ([,:;])/g, '$1');
  expect(told('body.type')).toContain('MicroserviceChannelByType: required; only 3');
  expect(told('body.vpc_health_config.path')).toContain('HttpCheck, HttpsCheck: required');
  expect(told('body.member_groups.microservice_version')).toContain('ServerMemberGroup, ReferenceMemberGroup: only ""');
  // Which alternatives there are stands with the object, after its own text.
  expect(told('body.vpc_health_config')).toContain('Use one of these variants');
  expect(told('body.vpc_health_config')).toContain('Chosen by: protocol is HTTP or http Requires: path');
});

test('errata stand with the fields and operations that they are about', () => {
  const page = built.get(`/en/${newest}/createVpcChannel/`) ?? '';
  expect(fieldTexts(page).get('body.vpc_health_config.protocol')).toContain('Health check protocols: http in examples');
  expect(fieldTexts(page).get('body.vpc_health_config.http_code')).toContain('A single status code matches none');
  expect(fieldTexts(page).get('body.member_groups.member_group_remark')).not.toContain('Errat');
  // By an example that holds it, and by a section that names its operation.
  expect(fieldTexts(page).get('201.create_time')).toContain('Times in four formats');
  const app = built.get('/en/2023-11/updateApp/') ?? '';
  expect(textOf(app.slice(app.indexOf('<h2 id="errata"')))).toContain('Updating an app returns 201');
  // By what the erratum says that it touches.
  expect(fieldTexts(page).get('body.vpc_health_config.path')).toContain('of a TCP check');
  // By a section of a document that describes this operation alone.
  const update = built.get(`/zh-CN/${newest}/updateVpcChannel/`) ?? '';
  expect(attributes(update, 'href')).toContain('/zh-CN/errata/#update-and-absent-lists');
});
