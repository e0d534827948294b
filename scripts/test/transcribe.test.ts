// The transcription of the sibling reference: on a reference of two made-up pages, and on the whole one where it is at hand.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readText } from '@apig-spec/repository/files';
import { readResources } from '@apig-spec/repository/parts';
import { root } from '@apig-spec/repository/paths';
import { checkShape } from '@apig-spec/repository/shapes';
import { siblingSource } from '@apig-spec/sources/sibling';
import { recurringAt, sourcesDir, type WrittenTable } from '@apig-spec/sources/tables';
import { countsOf, readTranscription, type Transcription, transcribe } from '@apig-spec/sources/transcribe';
import { expect, type TestContext, test } from 'vitest';
import YAML from 'yaml';

const line = (value: object) => `${JSON.stringify(value)}\n`;
const row = (section: string, field: string, type: string, more: object = {}) => {
  return line({
    section,
    field,
    ...(section !== 'response' && { mandatory: true }),
    type,
    ...more,
    text: `Of ${field}.`,
  });
};
const example = (status: number, json: object) => line({ kind: 'response', status, title: 'T', json });

const plant = {
  head: '# PUT /v2/{project_id}/plants/{plant_id}\n\npage: PlantV2 · Planting\nfunction: It plants.\n\n## rows\n',
  rows: [
    row('path', 'project_id', 'String'),
    row('path', 'plant_id', 'String'),
    row('header', 'X-Auth-Token', 'String'),
    row('request', 'name', 'String', { min: 3, max: 64, default: 'yes' }),
    row('request', 'depth', 'Integer', { mandatory: false, min: 0, max: 9, enum: [1, 2], deprecated: true }),
    row('request', 'pots', 'Array of Pot objects', { items_min: 1, items_max: 5 }),
    row('request', 'best', 'Pot object'),
    row('request', 'labels', 'Map<String,Array<String>>'),
    row('request', 'size', 'Float', { schema: 'Pot' }),
    row('request', 'inner', 'Pot object', { schema: 'Pot' }),
    row('request', 'tags', 'Array of strings', { schema: 'Pot', min: 1, items_max: 2 }),
    row('response-header', 'x-request-id', 'String', { status: 200, mandatory: undefined }),
    row('response', '{User defined key}', 'Map<String,Bed>', { status: 200 }),
    row('response', 'id', 'String', { status: 200, schema: 'Bed' }),
    row('response', 'note', 'String', { status: 200, schema: 'Bed' }),
  ].join(''),
  statuses: '\n## statuses\n200 OK\n404 Not Found\n\n',
  examples: `## examples\n${line({ kind: 'request', json: {} })}${example(200, { a: { id: '1', note: '' }, b: { id: '2' } })}${line({ kind: 'response', status: 200, raw: '{' })}`,
  errors: `\n## error examples\n${example(404, { error_code: 'APIG.3002' })}${example(404, { error_code: 'APIG.3002' })}`,
  sdk: '\n## sdk: plant\n{"not": "read"\n',
};
const upload = `# POST /v2/{project_id}/seeds

page: UploadSeeds · Uploading Seeds

## rows
${row('path', 'project_id', 'String')}${row('form', 'file', 'File')}${row('response', '-', 'File', { status: 201 })}
## statuses
201 Created

## examples

## error examples
`;
const table = (...lines: string[][]) => lines.map((cells) => `${cells.join('\t')}\n`).join('');
const reference = {
  'plants/plant.txt': Object.values(plant).join(''),
  'seeds/uploadSeeds.txt': upload,
  'operations.tsv': table(
    ['family', 'name', 'method', 'path', 'page', 'success', 'rows', 'codes in examples'],
    ['plants', 'plant', 'PUT', '/v2/{project_id}/plants/{plant_id}', 'yes', '200', '17', '404 APIG.3002'],
    ['plants', 'water', 'PUT', '/v2/{project_id}/water', 'sdk only', '', '0', ''],
    ['seeds', 'uploadSeeds', 'POST', '/v2/{project_id}/seeds', 'yes', '201', '3', ''],
  ),
  'errors.tsv': table(
    ['http status', 'code', 'message'],
    ['400', 'APIG.2001', 'A sentence.'],
    ['404', 'APIG.3002', 'Another.'],
    ['400', 'APIG.2011', 'A third.'],
  ),
};
const operationIds = { plants: { plant: 'updatePlant', water: 'water' }, seeds: { uploadSeeds: 'importSeeds' } };
const transcription: Transcription = {
  recurring: [
    { at: ['*/path'], except: ['importSeeds/*'], rows: [{ field: 'project_id', required: true, type: 'String' }] },
    { at: ['*/header'], rows: [{ field: 'X-Auth-Token', required: true, type: 'String' }] },
    { at: ['*/4*'], rows: [{ field: 'error_code', type: 'String' }] },
  ],
  operations: operationIds,
  isDue: () => true,
};

function written(onTestFinished: TestContext['onTestFinished'], files: Record<string, string> = reference): string {
  const folder = mkdtempSync(join(tmpdir(), 'apig-reference-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

test('rows become ledgers, a row on a line, without the rows that recur and without texts', ({ onTestFinished }) => {
  const { files } = transcribe(written(onTestFinished), [], transcription);
  expect([...files.keys()]).toEqual([
    'plants.yaml',
    'pages/plants.yaml',
    'seeds.yaml',
    'pages/seeds.yaml',
    'errors.yaml',
  ]);
  expect(files.get('plants.yaml')?.split('\n\n').slice(1).join('\n\n')).toBe(`- at: updatePlant/path
  table: 1
  rows:
    - { field: plant_id, required: true, type: String }

- { at: updatePlant/header, table: 2 }

- at: updatePlant/request
  table: 3
  rows:
    - { field: name, required: true, type: String, minLength: 3, maxLength: 64, default: 'yes' }
    - { field: depth, required: false, type: Integer, minimum: 0, maximum: 9, enum: [1, 2], deprecated: true }
    - { field: pots, required: true, type: Array of Pot objects, minItems: 1, maxItems: 5 }
    - { field: best, required: true, type: Pot object }
    - { field: labels, required: true, type: 'Map<String,Array<String>>' }

- at: updatePlant/request/pots/0
  table: 4
  object: Pot
  also: ['/best']
  rows:
    - { field: size, required: true, type: Float }
    - { field: inner, required: true, type: Pot object }
    - { field: tags, required: true, type: Array of strings, minLength: 1, maxItems: 2 }

- at: updatePlant/headers/200
  table: 5
  rows:
    - { field: x-request-id, type: String }

- at: updatePlant/200
  table: 6
  rows:
    - { field: '-', type: 'Map<String,Bed>' }

- at: 'updatePlant/200/{key}'
  table: 7
  object: Bed
  rows:
    - { field: id, type: String, shown: true }
    - { field: note, type: String }

- at: updatePlant/404
  table: 8
  rows:
    - { field: error_msg, type: String }
`);
  expect(files.get('seeds.yaml')).toContain(`- at: importSeeds/path
  table: 1
  rows:
    - { field: project_id, required: true, type: String }

- at: importSeeds/form
  table: 2
  rows:
    - { field: file, required: true, type: File }

- at: importSeeds/201
  table: 3
  rows:
    - { field: '-', type: File }
`);
  for (const name of ['plants.yaml', 'seeds.yaml'])
    expect(() => checkShape(name, YAML.parse(files.get(name) ?? ''), 'ledger')).not.toThrow();
});

test('statuses and codes are transcribed', ({ onTestFinished }) => {
  const { files } = transcribe(written(onTestFinished), [], transcription);
  expect(YAML.parse(files.get('pages/plants.yaml') ?? '')).toEqual({
    updatePlant: { page: 'PlantV2', rows: 17, responses: { 200: [], 404: ['APIG.3002'] } },
  });
  for (const name of ['pages/plants.yaml', 'pages/seeds.yaml'])
    expect(() => checkShape(name, YAML.parse(files.get(name) ?? ''), 'pages')).not.toThrow();
  expect(YAML.parse(files.get('errors.yaml') ?? '')).toEqual({ 400: ['APIG.2001', 'APIG.2011'], 404: ['APIG.3002'] });
});

test('a resource can be transcribed alone', ({ onTestFinished }) => {
  const transcribed = transcribe(written(onTestFinished), ['seeds'], transcription);
  expect([...transcribed.files.keys()]).toEqual(['seeds.yaml', 'pages/seeds.yaml', 'errors.yaml']);
  expect(countsOf(transcribed)).toBe('1 operations in 1 resources, 3 rows; 3 codes');
});

test('operations wait until the contract has them', ({ onTestFinished }) => {
  const isDue = (operation: string) => operation === 'importSeeds';
  const transcribed = transcribe(written(onTestFinished), [], { ...transcription, isDue });
  expect([...transcribed.files.keys()]).toEqual(['seeds.yaml', 'pages/seeds.yaml', 'errors.yaml']);
});

const page = 'plants/plant.txt';
test.for<[string, keyof typeof reference, string, string, RegExp]>([
  ['a head', page, '# PUT /v2', '# Put v2', /plant\.txt: line 1\n.*A method and a path were expected/],
  ['a section', page, '## statuses', '## results', /line \d+\n.*Unknown section results/],
  ['no JSON', page, '{"section":"header"', '"section":"header"', /line 9\n.*A JSON object was expected/],
  ['a key', page, '"min":3', '"least":3', /line 10\n.*Unknown least: 3/],
  ['a value', page, '"mandatory":false', '"mandatory":"No"', /line 11\n.*Unknown value of mandatory: "No"/],
  ['a row without type', page, '"type":"Float",', '', /line 15\n.*The row has no type/],
  ['a response without status', page, '"status":200,"schema"', '"schema"', /line 20\n.*has a status, and no other/],
  ['a status line', page, '404 Not Found', 'Not Found', /line 25\n.*A status and its name were expected/],
  ['a status twice', page, '404 Not Found', '404 Not Found\n404 Not Found', /line 26\n.*404 occurs twice/],
  [
    'an example of another status',
    page,
    'response","status":404',
    'response","status":409',
    /example of 409, which is not/,
  ],
  ['an error without code', page, '"error_code"', '"code"', /line \d+\n.*without error_code/],
  ['a row twice', page, '"field":"depth"', '"field":"name"', /line 11\n.*The row name occurs twice/],
  ['a table that is missing', page, '"Pot object"', '"Pan object"', /line 13\n.*There is no table Pan/],
  ['a table that is left over', page, '"Map<String,Bed>"', '"String"', /line 20\n.*No row leads to the table Bed/],
  ['a type', page, '"Float"', '"Double"', /line 15\n.*Unknown type Double/],
  ['a field', page, '"field":"size"', '"field":"the size"', /line 15\n.*Unknown field the size/],
  ['bounds', page, '"type":"Integer"', '"type":"Boolean"', /line 11\n.*A Boolean has no minimum and no maximum/],
  ['items', page, '"type":"Float"', '"type":"Float","items_min":1', /line 15\n.*A Float has no number of items/],
  [
    'a recurring row',
    page,
    '"field":"project_id"',
    '"field":"project"',
    /updatePlant\/path\n.*does not have the row .*project_id/,
  ],
  ['columns', 'operations.tsv', '\tsdk only', '', /operations\.tsv: line 3\n.*8 columns were expected, and 7 are here/],
  [
    'a page that is neither there nor not',
    'operations.tsv',
    '\tyes\t',
    '\tyess\t',
    /line 2\n.*Unknown value of page: yess/,
  ],
  ['an unnamed operation', 'operations.tsv', '\twater\t', '\trinse\t', /line 3\n.*plants\/rinse has no operationId/],
  [
    'a name left over',
    'operations.tsv',
    '\twater\t',
    '\trinse\t',
    /plants\/water\n.*The reference has no such operation/,
  ],
  [
    'another method',
    'operations.tsv',
    'POST',
    'PUT',
    /method and path\n.*has POST .*, and line 4 of operations.tsv PUT/,
  ],
  ['another success', 'operations.tsv', '\t201\t', '\t204\t', /success\n.*has 201, and line 4 of operations.tsv 204/],
  ['fewer rows', 'operations.tsv', '\t17\t', '\t18\t', /rows\n.*has 17, and line 2 of operations.tsv 18/],
  [
    'other codes',
    'operations.tsv',
    '404 APIG.3002',
    '404 APIG.3003',
    /has 404 APIG.3002, and line 2 of operations.tsv/,
  ],
  ['a code', 'errors.tsv', 'APIG.3002', '3002', /errors\.tsv: line 3\n.*A status and a code were expected/],
  ['a code twice', 'errors.tsv', 'APIG.2011', 'APIG.2001', /errors\.tsv: line 4\n.*APIG\.2001 occurs twice/],
])('%s that is not understood is named by file and line', ([, file, from, to, message], { onTestFinished }) => {
  expect(reference[file]).toContain(from);
  const folder = written(onTestFinished, { ...reference, [file]: reference[file].replace(from, to) });
  expect(() => transcribe(folder, [], transcription)).toThrow(message);
});

test('an operationId that is given twice, and an unknown resource, are rejected', ({ onTestFinished }) => {
  const folder = written(onTestFinished);
  const twice = { ...transcription, operations: { ...transcription.operations, seeds: { uploadSeeds: 'water' } } };
  expect(() => transcribe(folder, [], twice)).toThrow(/seeds\/uploadSeeds\n.*water occurs twice/);
  expect(() => transcribe(folder, ['trees'], transcription)).toThrow(
    /Unknown resource 'trees'.\n.*Known: plants, seeds/,
  );
});

test('the command writes nothing where the reference is not understood', ({ onTestFinished }) => {
  const folder = written(onTestFinished);
  const spec = mkdtempSync(join(tmpdir(), 'apig-spec-'));
  onTestFinished(() => rmSync(spec, { recursive: true, force: true }));
  cpSync(join(root, 'spec'), spec, { recursive: true });
  const sibling = join(spec, 'sources', 'sibling');
  const before = readText(join(sibling, 'errors.yaml'));
  // Operations that the contract has, in the place of those that are made up.
  const ids = { plants: { plant: 'updateApp', water: 'water' }, seeds: { uploadSeeds: 'createSignatureKey' } };
  writeFileSync(join(sibling, 'transcription.yaml'), YAML.stringify(ids));
  const head = YAML.parse(readText(join(sibling, 'source.yaml')));
  writeFileSync(join(sibling, 'source.yaml'), YAML.stringify({ ...head, recurring: [] }));
  const run = () => {
    const command = [join(root, 'scripts', 'sources', 'transcribe.ts'), folder];
    return spawnSync(process.execPath, command, { encoding: 'utf8', env: { ...process.env, APIG_SPEC_DIR: spec } });
  };
  writeFileSync(join(folder, page), reference[page].replace('"Float"', '"Double"'));
  const failed = run();
  expect([failed.status, failed.stderr]).toEqual([1, expect.stringContaining('plants/plant.txt: line 15')]);
  expect(readText(join(sibling, 'errors.yaml'))).toBe(before);
  writeFileSync(join(folder, page), reference[page]);
  expect(run().status).toBe(0);
  expect(YAML.parse(readText(join(sibling, 'errors.yaml')))).toEqual({
    400: ['APIG.2001', 'APIG.2011'],
    404: ['APIG.3002'],
  });
});

test('operations of the contract have the operationIds that the transcription gives them', () => {
  const given = readTranscription().operations;
  const ids = Object.entries(given).map(([resource, names]) => [resource, new Set(Object.values(names))] as const);
  const ours = readResources().map(
    ({ name, paths }) => [name, Object.values(paths).flatMap((each) => Object.values(each))] as const,
  );
  for (const [resource, operations] of ours)
    expect([...(new Map(ids).get(resource) ?? [])], resource).toEqual(expect.arrayContaining([...operations]));
});

test('the whole reference is transcribed, every row of it', ({ skip }) => {
  const folder = process.env['APIG_REFERENCE'];
  if (!folder) return skip('Set APIG_REFERENCE to the folder of the sibling reference to run it.');
  const transcription = { ...readTranscription(), isDue: () => true };
  const { operations, errors, files } = transcribe(folder, [], transcription);
  const lines = readFileSync(join(folder, 'operations.tsv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((each) => each.split('\t'));
  const pages = lines.filter(([, , , , has]) => has === 'yes');
  expect(
    operations.map(({ page: { method, path }, tables }) => [
      method,
      path,
      String(tables.flatMap(({ rows }) => rows).length),
    ]),
  ).toEqual(pages.map(([, , method, path, , , rows]) => [method, path, rows]));
  expect([operations.length, pages.reduce((sum, [, , , , , , rows]) => sum + Number(rows), 0)]).toEqual([198, 6244]);
  expect([...errors.values()].flat().length).toBe(293);
  // What was written reads as what was transcribed, and a ledger's shape.
  for (const [resource, own] of Map.groupBy(operations, (each) => each.resource)) {
    const ledger = YAML.parse(files.get(`${resource}.yaml`) ?? '');
    checkShape(`${resource}.yaml`, ledger, 'ledger');
    const read = (ledger as WrittenTable[]).map((table) => ({
      ...table,
      rows: [...recurringAt(table.at, transcription.recurring), ...(table.rows ?? [])],
    }));
    expect(read).toEqual(own.flatMap(({ tables }) => tables));
  }
  const methods = new Map(operations.map(({ operation, page: { method, path } }) => [operation, `${method} ${path}`]));
  for (const { paths } of readResources())
    for (const [path, each] of Object.entries(paths))
      for (const [method, id] of Object.entries(each)) expect(methods.get(id)).toBe(`${method.toUpperCase()} ${path}`);
});

test('what is committed is what the reference states', ({ skip }) => {
  const folder = process.env['APIG_REFERENCE'];
  if (!folder) return skip('Set APIG_REFERENCE to the folder of the sibling reference to run it.');
  const { files } = transcribe(folder, [], readTranscription());
  for (const [name, text] of files) expect(readText(join(sourcesDir, siblingSource, name)), name).toBe(text);
});
