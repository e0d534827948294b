// Messages, word for word, in both languages.
import { describe, expect, test } from 'vitest';
import { editions, example } from './editions.ts';

const check = (change: object) => ({ vpc_health_config: change });

const cases: [string, object, string, string][] = [
  ['missing', { members: [{}] }, 'members[0].host is required', 'members[0].host 为必填项'],
  ['unknown', { foo: 1 }, 'foo is not known', 'foo 是未知字段'],
  ['type', { port: '80' }, 'port must be an integer', 'port 必须是整数'],
  ['list', { members: {} }, 'members must be a list', 'members 必须是列表'],
  [
    'enum',
    { member_type: 'vm' },
    'member_type must be one of "ip", "ecs"',
    'member_type 的取值必须是以下之一："ip"、"ecs"',
  ],
  ['minimum', { port: 0 }, 'port must be at least 1', 'port 不能小于 1'],
  ['minLength', { name: 'ab' }, 'name must have at least 3 characters', 'name 至少包含 3 个字符'],
  ['maxLength', { name: 'a'.repeat(65) }, 'name must have at most 64 characters', 'name 最多包含 64 个字符'],
  [
    'pattern',
    check({ http_code: 'x' }),
    'vpc_health_config.http_code must match ^',
    'vpc_health_config.http_code 必须匹配 ^',
  ],
  ['rule', check({ timeout: 20 }), 'time_interval must be greater than timeout', 'time_interval 必须大于 timeout'],
];

describe.each(editions)('$name', ({ validator, document, locale }) => {
  const channel = example(document, 'server-channel') as { vpc_health_config: object };
  const message = (body: unknown) => validator.validateRequest('createVpcChannel', { body })[0]?.message ?? '';
  const told = (english: string, chinese: string) => (locale === 'en' ? english : chinese);

  test.each(cases)('%s', (_says, change, english, chinese) => {
    const { vpc_health_config: of = {} } = change as { vpc_health_config?: object };
    const vpc_health_config = { ...channel.vpc_health_config, ...of };
    expect(message({ ...channel, ...change, vpc_health_config }).startsWith(told(english, chinese))).toBe(true);
  });

  test('a maximum', () => {
    const { maximum } = document.components.schemas['VpcChannelBase']?.properties['port'] ?? {};
    expect(message({ ...channel, port: 70_000 })).toBe(
      told(`port must be at most ${maximum}`, `port 不能大于 ${maximum}`),
    );
  });

  test('a field that must be unset here', () => {
    const member_groups = [{ member_group_name: 'default', microservice_port: 1 }];
    const field = 'member_groups[0].microservice_port';
    expect(message({ ...channel, member_groups })).toBe(told(`${field} must be 0 here`, `此处 ${field} 只能为 0`));
  });

  test('bodies and parameters', () => {
    expect(message(undefined)).toBe(told('The body must be a JSON object', '消息体必须是 JSON 对象'));
    const query = { throttle_id: 't', limit: 'ten' };
    expect(validator.validateRequest('listThrottleBoundApis', { query })[0]?.message).toBe(
      told('limit must be an integer', 'limit 必须是整数'),
    );
    const port = (member_port: string) => validator.validateRequest('listVpcChannels', { query: { member_port } });
    expect(port('65536').map(({ message }) => message)).toEqual([
      told('member_port must be at most 65535', 'member_port 不能大于 65535'),
    ]);
    expect(port('-1')[0]?.message).toBe(told('member_port must be at least 0', 'member_port 不能小于 0'));
    for (const wrong of ['http', '7e9', '', '1.5', ' 1'])
      expect(port(wrong).map(({ message }) => message)).toEqual([
        told('member_port must be an integer', 'member_port 必须是整数'),
      ]);
    for (const right of ['0', '65535', '0080']) expect(port(right)).toEqual([]);
    expect(validator.validateResponse('deleteThrottle', 204, {})[0]?.message).toBe(
      told('There must be no body', '不应包含消息体'),
    );
    expect(validator.validateResponse('deleteThrottle', 299, {})[0]?.message).toBe(
      told('Status 299 is not documented for this operation', '该接口的文档中没有状态码 299'),
    );
  });
});

test('a message shortens the name of an unknown field, the pointer and the parameter do not', () => {
  const name = `${'a'.repeat(199)}😀${'/~'.repeat(1000)}`;
  for (const { validator, locale } of editions) {
    const [problem] = validator.validateRequest('updateVpcChannel', {
      body: { name: 'VPC_demo', port: 80, balance_strategy: 1, member_type: 'ip', [name]: 0 },
    });
    const shown = `${'a'.repeat(199)}😀…`;
    expect(problem?.message).toBe(locale === 'en' ? `${shown} is not known` : `${shown} 是未知字段`);
    expect(problem?.parameter).toBe(name);
    expect(problem?.pointer).toBe(`/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }
});
