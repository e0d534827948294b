// When fields came and changed, the errata about them, and how they differ between editions.
import { locales } from '@apig-spec/model/editions';
import { errataByPlace } from '@apig-spec/model/errata';
import { placeOf } from '@apig-spec/model/fields';
import { distDir } from '@apig-spec/repository/paths';
import { describe, expect, test } from 'vitest';
import { wireOf } from '../src/model/history.ts';
import { anchorOf } from '../src/model/places.ts';
import { readSite } from '../src/model/site.ts';
import { words } from '../src/words.ts';
import { fieldPagesOf } from './field-pages.ts';
import { attributes, built, fieldTexts, textOf } from './pages.ts';
import { newest } from './revisions.ts';
import { fieldsByOperation, historyIn, nodesIn, operationsIn, placesIn, statedBy } from './stated.ts';

const site = readSite(distDir);

describe.each(site.editions)('$name', (edition) => {
  const { pages, pieceOf, fields } = fieldPagesOf(edition);
  const told = words[edition.locale];

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
});

test('fields tell when they came and changed', () => {
  const english = fieldTexts(built.get('/en/2024-11/createVpcChannel/') ?? '');
  expect(english.get('body.vpc_channel_type')).toContain('since 2024-11');
  expect(english.get('body.type')).toContain('changed in 2024-11');
  expect(english.get('body.port')).not.toMatch(/since|changed in/);
  const chinese = fieldTexts(built.get('/zh-CN/2024-11/createVpcChannel/') ?? '');
  expect(chinese.get('body.vpc_channel_type')).toContain('2024-11 新增');
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
