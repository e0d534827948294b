// Limits at their edges, where revisions or languages differ; and what both spellings of a protocol mean.
import { describe, expect, test } from 'vitest';
import { editions, example } from './editions.ts';

interface Channel {
  name: string;
  vpc_health_config: Record<string, number | string>;
}

describe.each(editions)('$name', ({ validator, document, revision, locale }) => {
  const oldest = revision === '2023-05';
  /** The pointers to blame in the valid server channel once it is changed. */
  const blamed = (change: (channel: Channel) => void) => {
    const channel = example(document, 'server-channel') as Channel;
    change(channel);
    return validator.validateRequest('createVpcChannel', { body: channel }).map(({ pointer }) => pointer);
  };
  const blamedCheck = (check: Record<string, number | string>) =>
    blamed(({ vpc_health_config }) => Object.assign(vpc_health_config, check));

  test.each([
    ['threshold_normal', oldest ? 2 : 1, 10],
    ['threshold_abnormal', oldest ? 2 : 1, 10],
    ['time_interval', oldest ? 5 : 1, 300],
    ['timeout', oldest ? 2 : 1, 30],
  ])('%s is from %i to %i', (field, minimum, maximum) => {
    // Neither edge of one may break the rule that holds both together.
    const other = { timeout: field === 'timeout' ? 0 : 1, time_interval: field === 'time_interval' ? 0 : 300 };
    const at = (value: number) =>
      blamedCheck({ ...other, [field]: value }).filter((pointer) => pointer === `/vpc_health_config/${field}`);
    expect(at(maximum)).toEqual([]);
    expect(at(maximum + 1)).toHaveLength(1);
    expect(at(minimum - 1)).toHaveLength(1);
    if (field !== 'time_interval') expect(at(minimum)).toEqual([]);
  });

  test('time_interval is longer than timeout, and its smallest value is one that a timeout fits below', () => {
    const [interval, timeout] = oldest ? [5, 4] : [2, 1];
    expect(blamedCheck({ time_interval: interval, timeout })).toEqual([]);
    expect(blamedCheck({ time_interval: interval, timeout: interval })).toEqual(['/vpc_health_config/time_interval']);
    // What is not a number is told as that, not as the rule.
    expect(blamedCheck({ time_interval: '5' })).toEqual(['/vpc_health_config/time_interval']);
    expect(blamedCheck({ timeout: '5' })).toEqual(['/vpc_health_config/timeout']);
  });

  test.each(['http', 'HTTP', 'https', 'HTTPS', 'TCP'])('protocol %s', (protocol) => {
    expect(blamedCheck({ protocol })).toEqual([]);
  });

  test('Chinese characters in names', () => {
    const rejected = locale === 'en' ? ['/name'] : [];
    expect(blamed((channel) => Object.assign(channel, { name: '负载通道_1' }))).toEqual(rejected);
    expect(blamed((channel) => Object.assign(channel, { name: '1_通道' }))).toEqual(['/name']);
    // No pattern names those beyond U+FFFF, which not every language reads alike.
    for (const rare of ['𠀀', '〇', '々']) {
      const name = `VPC_${rare}`;
      expect(
        blamed((channel) => Object.assign(channel, { name })),
        rare,
      ).toEqual(['/name']);
    }
  });

  test('periods in names', () => {
    expect(blamed((channel) => Object.assign(channel, { name: 'vpc.demo' }))).toEqual(oldest ? ['/name'] : []);
  });

  test('the length of a host', () => {
    const longest = revision >= '2024-11' ? 255 : 64;
    const host = (length: number) =>
      // A character beyond U+FFFF counts as one.
      blamed((channel) => Object.assign(channel, { members: [{ host: '𠀀'.repeat(length) }] }));
    expect(host(longest)).toEqual([]);
    expect(host(longest + 1)).toEqual(['/members/0/host']);
  });
});
