// What becomes deprecated in the contract is so in the client's types, in the edition's language.
import { join } from 'node:path';
import { clientModule } from '@apig-spec/emit/client-module';
import { editionsOf } from '@apig-spec/model/editions';
import type { JsonObject } from '@apig-spec/model/json';
import { at, objectOf } from '@apig-spec/model/json';
import { readRevisions } from '@apig-spec/repository/editions';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';

const throttle = '/paths/~1v2~1{project_id}~1apigw~1instances~1{instance_id}~1throttles~1{throttle_id}/delete';

test.for(editionsOf(readRevisions()).slice(0, 2))('$name', { timeout: 60_000 }, (edition) => {
  const read = () => readBuilt(join(distDir, `${edition.name}.json`));
  const moduleOf = (document: JsonObject) => clientModule({ ...edition, document });
  const deprecated = /@deprecated[^*]*\*\/\nexport function (\w+)/g;
  expect(moduleOf(read()).match(deprecated)).toBeNull();

  const document = read();
  const node = (pointer: string) => objectOf(at(document, pointer));
  node(throttle)['deprecated'] = true;
  node('/info')['x-retires'] = '2027-06';
  node('/components/schemas/AppBase/properties/name')['deprecated'] = true;
  const text = moduleOf(document);
  expect([...text.matchAll(deprecated)].map(([, name]) => name)).toEqual(['deleteThrottle', 'createApigClient']);
  expect(text).toMatch(
    edition.locale === 'en'
      ? /@deprecated The revision may go from 2027-06 on\./
      : /@deprecated 该修订版自 2027-06 起可能移除。/,
  );
  expect(text).toMatch(/AppUpdate = [\s\S]{0,2000}?@deprecated[^{}:]*\*\/\n\s+name/);
});
