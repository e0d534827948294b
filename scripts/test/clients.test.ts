// What the vendor's SDKs make of the mock: `npm run test:clients` tries them, and here is what it tells of them.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compared } from '../clients/lib/compare.ts';
import { readme, readResults, tablesOf, withTable } from '../clients/lib/results.ts';

test('the README of the mock says what was measured', () => {
  const results = readResults();
  expect(Object.keys(results).length).toBeGreaterThan(0);
  const text = readFileSync(readme, 'utf8');
  expect(withTable(text, tablesOf(results))).toBe(text);
});

test('what does not come through is found, what a client does not know is another matter', () => {
  const sent = { id: '1', port: 80, made: '2024-1-05 10:00:00', ended: '', ports: [{ port: 81 }], extra: 1 };
  const made = { id: '1', port: 80, made: '2024-01-05T10:00:00Z', ended: null, ports: [{ port: 81 }], more: null };
  expect(compared(sent, made)).toEqual({ lost: [], unknown: ['/extra'] });
  const wrong = { id: 1, port: null, made: '2024-01-05T11:00:00Z', ended: 0, ports: [{ port: '81' }] };
  expect(compared(sent, wrong)).toEqual({
    lost: [
      '/id: "1" became 1',
      '/port: 80 became null',
      '/made: "2024-1-05 10:00:00" became "2024-01-05T11:00:00Z"',
      '/ended: "" became 0',
      '/ports/0/port: 81 became "81"',
    ],
    unknown: ['/extra'],
  });
  expect(compared([{ id: 1 }], { body: [{ id: 2 }] }).lost).toEqual(['/0/id: 1 became 2']);
  expect(compared([1, 2], { body: [1] }).lost).toEqual([': [1,2] became [1]']);
});
