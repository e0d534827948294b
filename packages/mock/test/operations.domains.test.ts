// Domain names of groups, and the certificates of the project that they have.
import { beforeEach, describe, expect, it } from 'vitest';
import { type Caller, calling, lives } from './calling.ts';
import { pem } from './certificates.ts';
import { type Body, instance, project } from './support.ts';

const group = '/api-groups/1f4e2d3c5b6a49788796a5b4c3d2e1f0';
const first = `${group}/domains/5d8c2f6b0a4e4913b7d1e9f3a5c7082d`;
const [shop, partners] = ['3c6e9b1f5a0d4827a4c8e2f6b0d39715', 'd2c95a0e7b3f4168a4f8e1c6b09d7f53'];
const other = '6a29d4e9-69a0-412a-aabe-9898ec0903b0';
const seconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

describe.each(lives)('$edition, $rules, $room', (variant) => {
  let call: Caller;
  beforeEach(async () => {
    call = await calling(variant);
  });

  /** The domain names that the group shows. */
  const shown = async (path = group): Promise<Body[]> => (await call('GET', path)).body.url_domains ?? [];
  const named = async (name: string) => (await shown()).find(({ domain }) => domain === name);
  const ofProject: Caller = (method, path, body) => call(method, path, body, { instance: '' });
  const bound = async (id = shop, query = '') =>
    ((await ofProject('GET', `/certificates/${id}/attached-domains?${query}`)).body.bound_domains as Body[]).map(
      ({ url_domain, instance_id }) => `${url_domain} ${instance_id === instance ? 'full' : 'basic'}`,
    );
  const certificate = async (id: string) => (await ofProject('GET', `/certificates/${id}`)).status;

  it('a domain name is bound, changed, sent back and unbound', async () => {
    const { status, body: created } = await call('POST', `${group}/domains`, { url_domain: '*.partners.example.com' });
    const settings = { min_ssl_version: 'TLSv1.1', is_http_redirect_to_https: false };
    expect([status, created]).toEqual([
      201,
      {
        ...{ url_domain: '*.partners.example.com', id: created.id, status: 1, ...settings },
        verified_client_certificate_enabled: false,
      },
    ]);
    const at = `${group}/domains/${created.id}`;
    const updated = await call('PUT', at, { ...created, min_ssl_version: 'TLSv1.2', is_http_redirect_to_https: true });
    expect(updated.body).toEqual({ ...created, min_ssl_version: 'TLSv1.2', is_http_redirect_to_https: true });
    if (variant.rules === 'observed') {
      // An empty one is not set.
      expect((await call('PUT', at, { min_ssl_version: '' })).body).toEqual(created);
    }
    // Callers cannot have to present certificates where there is none of the name's own.
    const verified = { min_ssl_version: 'TLSv1.2', verified_client_certificate_enabled: true };
    expect((await call('PUT', at, verified)).body).toEqual({ ...created, min_ssl_version: 'TLSv1.2' });
    expect((await call('PUT', first, verified)).body).toMatchObject({ verified_client_certificate_enabled: true });

    expect(await named('*.partners.example.com')).toEqual({
      ...{ id: created.id, domain: '*.partners.example.com', cname_status: 1, min_ssl_version: 'TLSv1.2' },
      ...{ verified_client_certificate_enabled: false, is_has_trusted_root_ca: false },
      ...(variant.rules === 'observed' && { is_http_redirect_to_https: false }),
    });
    const { body } = await call('GET', group);
    expect((await call('PUT', group, { ...body, remark: 'sent back' })).body.url_domains).toEqual(body.url_domains);
    expect((await call('DELETE', at)).status).toBe(204);
    expect(await named('*.partners.example.com')).toBeUndefined();
    expect((await call('DELETE', at)).body.error_code).toBe('APIG.3020');
  });

  it('a group has five domain names, and opens its subdomain', async () => {
    for (const name of ['a', 'b', 'c'])
      expect((await call('POST', `${group}/domains`, { url_domain: `${name}.example.com` })).status).toBe(201);
    expect((await call('POST', `${group}/domains`, { url_domain: 'd.example.com' })).body.error_code).toBe('APIG.3108');
    const open = await call('PUT', `${group}/sl-domain-access-settings`, { sl_domain_access_enabled: true });
    expect(open).toEqual({ status: 204, body: undefined });
    expect((await call('GET', group)).body.sl_domain_access_enabled).toBe(true);
  });

  it('a certificate is read, made for a domain name, and goes with it', async () => {
    const { body: created } = await call('POST', `${first}/certificate`, { name: 'cert_first', ...pem() });
    expect(created).toMatchObject({ url_domain: 'api.shop.example.com', ssl_name: 'cert_first', status: 3 });
    const at = `${first}/certificate/${created.ssl_id}`;
    const { body: details } = await call('GET', at);
    expect(details).toEqual({
      ...{ id: created.ssl_id, name: 'cert_first', type: 'instance', instance_id: instance, project_id: project },
      ...{ common_name: 'api.shop.example.com', san: ['*.shop.example.com'], version: 3, serial_number: '258' },
      ...{ organization: ['Shop'], organizational_unit: ['Web'], locality: ['Delft'], state: ['Zuid-Holland'] },
      ...{ country: ['NL'], issuer: ['Test Trust'], signature_algorithm: 'SHA256-RSA' },
      ...{ not_before: '2024-01-01T00:00:00Z', not_after: '2037-01-01T00:00:00Z' },
      ...{ create_time: expect.stringMatching(seconds), update_time: expect.stringMatching(seconds) },
    });
    const ssl = { ssl_id: created.ssl_id, ssl_name: 'cert_first' };
    expect(await named('api.shop.example.com')).toMatchObject({
      ...ssl,
      // Where SDKs look for it.
      ...(variant.rules === 'observed' && {
        ssl_infos: [{ ...ssl, algorithm_type: 'RSA', type: 1, is_has_trusted_root_ca: false }],
      }),
    });
    expect(await bound()).not.toContain('api.shop.example.com full');

    // Another takes its place; the first was for nothing else.
    const next = (await call('POST', `${first}/certificate`, { name: 'cert_next', ...pem() })).body.ssl_id;
    expect([await certificate(created.ssl_id), await certificate(next)]).toEqual([404, 200]);
    // Its name may be that of the one whose place it takes, but of no other.
    const made = (name: string) => call('POST', `${first}/certificate`, { name, ...pem() });
    expect((await made('cert_shop')).body.error_code).toBe('APIG.2011');
    expect(await certificate(next)).toBe(200);
    const again = (await made('cert_next')).body.ssl_id;
    expect([await certificate(next), await certificate(again)]).toEqual([404, 200]);
    expect((await call('DELETE', `${first}/certificate/${again}`)).status).toBe(204);
    expect(await certificate(again)).toBe(404);
    expect(await named('api.shop.example.com')).not.toHaveProperty('ssl_id');

    const last = (await call('POST', `${first}/certificate`, { name: 'cert_last', ...pem() })).body.ssl_id;
    await call('DELETE', first);
    expect(await certificate(last)).toBe(404);
    // What domain names have in common stays.
    const { body: more } = await call('POST', '/api-groups', { name: 'another' });
    const { body: name } = await call('POST', `/api-groups/${more.id}/domains`, { url_domain: 'new.shop.example.com' });
    const ofGroup = `/api-groups/${more.id}/domains/${name.id}`;
    const own = (await call('POST', `${ofGroup}/certificate`, { name: 'cert_group', ...pem() })).body.ssl_id;
    expect((await call('DELETE', `/api-groups/${more.id}`)).status).toBe(204);
    expect([await certificate(own), await certificate(shop)]).toEqual([404, 200]);
  });

  it('certificates are created, found, renewed and deleted', async () => {
    const sent = { name: 'cert_orders', ...pem() };
    const { status, body: created } = await ofProject('POST', '/certificates', sent);
    expect(status).toBe(200);
    expect(created).toMatchObject({ type: 'global', instance_id: 'common', is_has_trusted_root_ca: false });
    const at = `/certificates/${created.id}`;
    expect((await ofProject('GET', at)).body).toEqual(created);
    const found = async (query: string, of = instance) =>
      ((await ofProject('GET', `/certificates?instance_id=${of}&${query}`)).body.certs as Body[]).map(
        ({ name }) => name,
      );
    expect(await found('')).toEqual(['cert_shop', 'cert_partners', 'cert_orders']);
    expect(await found('', other)).toEqual(['cert_shop', 'cert_orders']);
    expect(await found('type=instance')).toEqual(['cert_partners']);
    expect(await found('name=cert_orders')).toEqual(['cert_orders']);
    expect(await found('name=orders')).toEqual([]);
    expect(await found('common_name=partners.example.com')).toEqual(['cert_partners']);
    expect(await found('signature_algorithm=SHA1-RSA')).toEqual([]);
    const [listed] = (await ofProject('GET', `/certificates?instance_id=${instance}&name=cert_orders`)).body.certs;
    expect(listed.create_time).toMatch(/\.\d{6}Z$/);

    const renewed = { ...sent, ...pem({ until: '380101000000Z' }), trusted_root_ca: 'any' };
    const update = await ofProject('PUT', at, { ...renewed, type: 'instance', instance_id: other });
    expect(update.body).toMatchObject({ id: created.id, create_time: created.create_time });
    expect(update.body).toMatchObject({ type: 'instance', instance_id: other, not_after: '2038-01-01T00:00:00Z' });
    expect(update.body.is_has_trusted_root_ca).toBe(true);
    expect(await found('name=cert_orders')).toEqual([]);
    expect((await ofProject('DELETE', at)).status).toBe(204);
    expect((await ofProject('DELETE', at)).body.error_code).toBe('APIG.3021');
  });

  it('a certificate stays in the reach of the gateways that use it', async () => {
    const sent = { name: 'cert_orders', ...pem() };
    const { id } = (await ofProject('POST', '/certificates', sent)).body;
    const domains = [{ domain: 'api.shop.example.com', instance_ids: [instance] }];
    await ofProject('POST', `/certificates/${id}/domains/attach`, { domains });
    const reach = (instance_id: string) =>
      ofProject('PUT', `/certificates/${id}`, { ...sent, type: 'instance', instance_id });
    expect((await reach(other)).body.error_code).toBe('APIG.2011');
    expect((await ofProject('GET', `/certificates/${id}`)).body.instance_id).toBe('common');
    expect((await reach(instance)).status).toBe(200);
    await ofProject('POST', `/certificates/${id}/domains/detach`, { domains });
    expect((await reach(other)).status).toBe(200);
  });

  it('what cannot be read counts as the certificate of the examples', async () => {
    const cert_content = '-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIE…\n-----END CERTIFICATE-----\n';
    const sent = { name: 'cert_stores', cert_content, private_key: 'the private key in PEM form' };
    expect((await ofProject('POST', '/certificates', sent)).body.san).toEqual([
      'shop.example.com',
      '*.shop.example.com',
    ]);
  });

  it('certificates are bound to domain names from both sides, on all gateways or some', async () => {
    const names = ['api', 'partners'].map((name) => `${name}.shop.example.com`);
    const all = ['full', 'basic'].flatMap((of) => [...names, 'shop.example.com'].map((name) => `${name} ${of}`));
    expect(await bound()).toEqual(all);
    expect(await bound(shop, 'url_domain=shop.example.com')).toEqual([
      'shop.example.com full',
      'shop.example.com basic',
    ]);
    // It is in use.
    expect((await ofProject('DELETE', `/certificates/${shop}`)).status).toBe(400);

    const trusted = { ...{ name: 'cert_trusted', ...pem() }, trusted_root_ca: 'any' };
    const { id } = (await ofProject('POST', '/certificates', trusted)).body;
    const attach = (domains: object[], of = id) => ofProject('POST', `/certificates/${of}/domains/attach`, { domains });
    expect((await attach([{ domain: 'api.shop.example.com', instance_ids: [other] }])).status).toBe(204);
    expect(await bound(id)).toEqual(['api.shop.example.com basic']);
    expect((await attach([{ domain: 'api.shop.example.com' }])).status).toBe(204);
    expect(await bound(id)).toEqual(['api.shop.example.com full', 'api.shop.example.com basic']);
    // A trusted root CA asks for the certificates of callers, unless the request says otherwise.
    const verified = async () => (await named('api.shop.example.com'))?.verified_client_certificate_enabled;
    expect(await verified()).toBe(true);
    await attach([{ domain: 'api.shop.example.com', verified_client_certificate_enabled: false }]);
    expect(await verified()).toBe(false);
    // All or nothing.
    expect((await attach([{ domain: 'partners.shop.example.com' }, { domain: 'no.example.com' }])).status).toBe(404);
    expect(await bound(id)).toHaveLength(2);
    expect((await attach([{ domain: 'shop.example.com' }])).body.error_code).toBe('APIG.2103');

    const detach = { domains: [{ domain: 'api.shop.example.com', instance_ids: [instance] }] };
    expect((await ofProject('POST', `/certificates/${id}/domains/detach`, detach)).status).toBe(204);
    expect(await bound(id)).toEqual(['api.shop.example.com basic']);
    expect((await ofProject('POST', `/certificates/${id}/domains/detach`, detach)).body.error_code).toBe('APIG.3097');

    const ids = { certificate_ids: [id] };
    expect((await call('POST', `${first}/certificates/attach`, ids)).status).toBe(204);
    expect(await bound(id)).toEqual(['api.shop.example.com full', 'api.shop.example.com basic']);
    expect(await verified()).toBe(true);
    expect((await call('POST', `${first}/certificates/detach`, ids)).status).toBe(204);
    expect((await call('POST', `${first}/certificates/detach`, ids)).body.error_code).toBe('APIG.3097');
    expect(await verified()).toBe(false);
    // That of another gateway cannot be used.
    const elsewhere = await call(
      'POST',
      `${first}/certificates/attach`,
      { certificate_ids: [partners] },
      { instance: other },
    );
    expect(elsewhere.body.error_code).toBe('APIG.3021');
  });
});
