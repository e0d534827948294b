import { otherCertificate, pem } from '../certificates.ts';
import type { Cases, ResourceCases } from './cases.ts';

const ofGroup = '/api-groups/1f4e2d3c5b6a49788796a5b4c3d2e1f0/domains';
const [first, second] = [`${ofGroup}/5d8c2f6b0a4e4913b7d1e9f3a5c7082d`, `${ofGroup}/4c7a1e9f3b5d4826a0c4e8f2b6d19357`];
const [shop, partners] = ['3c6e9b1f5a0d4827a4c8e2f6b0d39715', 'd2c95a0e7b3f4168a4f8e1c6b09d7f53'];
const settings = { min_ssl_version: 'TLSv1.2' };
const url_domain = 'orders.shop.example.com';

/** What is below a domain name, and what leads to a missing group or domain name. */
const below = (path: string) => ({
  'APIG.3001': { path: first.replace(/groups.\w+/, 'groups/nothing') + path },
  'APIG.3020': { path: `${ofGroup}/nothing${path}` },
});
/** A domain name that is there, in a group that it is not bound to. */
const elsewhere = { path: first.replace(/groups.\w+/, 'groups/c77f5e81d9cb4424bf704ef2b0ac7600') };

const certificate: Cases = {
  path: `${first}/certificate/${shop}`,
  codes: {
    ...below(`/certificate/${shop}`),
    'APIG.3021': { path: `${first}/certificate/nothing` },
    'APIG.3097': { path: `${first}/certificate/${partners}` },
  },
};
const ids = (id: string) => ({ certificate_ids: [id] });
const codesOfIds = {
  'APIG.2001': { body: {} },
  'APIG.2011': { body: { certificate_ids: [shop, partners] } },
  'APIG.3021': { body: ids('nothing') },
};
const sent = { name: 'cert_orders', ...pem() };

export const domains: ResourceCases = {
  // One more than the seed has in this group.
  limits: { domain: 3 },
  operations: {
    bindDomainToApiGroup: {
      path: ofGroup,
      body: { url_domain },
      codes: {
        'APIG.2001': { body: {} },
        'APIG.2011': { body: { url_domain: 'a domain' } },
        // One character too many.
        'APIG.2024': { body: { url_domain: `${`${'a'.repeat(62)}.`.repeat(4)}de` } },
        'APIG.3001': { path: '/api-groups/nothing/domains' },
        'APIG.3305': { body: { url_domain: 'shop.example.com' } },
      },
      then: { 'APIG.3108': { body: { url_domain: 'invoices.shop.example.com' } } },
    },
    updateDomain: {
      path: first,
      body: settings,
      codes: {
        ...{ ...below(''), 'APIG.3474': elsewhere },
        'APIG.2001': { body: {} },
        'APIG.2011': { body: { min_ssl_version: 'SSLv3' } },
      },
    },
    unbindDomainFromApiGroup: { path: first, codes: { ...below(''), 'APIG.3474': elsewhere } },
    createDomainCertificate: {
      path: `${first}/certificate`,
      body: sent,
      codes: {
        ...below('/certificate'),
        'APIG.2001': { body: { name: 'cert_orders' } },
        'APIG.2011': { body: { ...sent, name: '1' } },
        'APIG.2101': { body: { ...sent, private_key: pem({ key: 'another' }).private_key } },
        'APIG.2102': { body: { ...sent, ...pem({ until: '200101000000Z' }) } },
        'APIG.2103': { body: { ...sent, ...pem({ san: ['other.example.com'], subject: { CN: 'example.com' } }) } },
        'APIG.2104': { body: { ...sent, cert_content: pem().cert_content + otherCertificate } },
        'APIG.2105': { body: { ...sent, private_key: '-----BEGIN ENCRYPTED PRIVATE KEY-----' } },
        'APIG.2106': { body: { ...sent, cert_content: 'a certificate' } },
        'APIG.2109': { body: { ...sent, ...pem({ san: [] }) } },
        'APIG.3148': { body: { ...sent, ...pem({ until: '380119031408Z' }) } },
      },
    },
    showDomainCertificate: certificate,
    deleteDomainCertificate: certificate,
    bindCertificatesToDomain: {
      path: `${first}/certificates/attach`,
      body: ids(shop),
      codes: { ...below('/certificates/attach'), ...codesOfIds, 'APIG.2103': { body: ids(partners) } },
    },
    unbindCertificatesFromDomain: {
      path: `${second}/certificates/detach`,
      body: ids(shop),
      codes: { ...below('/certificates/detach'), ...codesOfIds, 'APIG.3097': { body: ids(partners) } },
    },
    updateDebuggingDomain: {
      path: '/api-groups/1f4e2d3c5b6a49788796a5b4c3d2e1f0/sl-domain-access-settings',
      body: { sl_domain_access_enabled: true },
      codes: {
        'APIG.2001': { body: {} },
        'APIG.2011': { body: { sl_domain_access_enabled: 'yes' } },
        'APIG.3001': { path: '/api-groups/nothing/sl-domain-access-settings' },
      },
      // Every group has its subdomain.
      never: ['APIG.3020'],
    },
  },
};
