import { otherCertificate, pem } from '../certificates.ts';
import { instance } from '../support.ts';
import type { ResourceCases } from './cases.ts';

const [shop, partners] = ['3c6e9b1f5a0d4827a4c8e2f6b0d39715', 'd2c95a0e7b3f4168a4f8e1c6b09d7f53'].map(
  (id) => `/certificates/${id}`,
) as [string, string];
const sent = { name: 'cert_orders', ...pem() };
const codes400 = {
  'APIG.2001': { body: { name: 'cert_orders' } },
  'APIG.2011': { body: { ...sent, name: '1' } },
  'APIG.2101': { body: { ...sent, private_key: pem({ key: 'another' }).private_key } },
  'APIG.2102': { body: { ...sent, ...pem({ until: '200101000000Z' }) } },
  'APIG.2104': { body: { ...sent, cert_content: pem().cert_content + otherCertificate } },
  'APIG.2105': { body: { ...sent, private_key: '-----BEGIN ENCRYPTED PRIVATE KEY-----' } },
  'APIG.2106': { body: { ...sent, cert_content: 'a certificate' } },
  'APIG.2109': { body: { ...sent, ...pem({ san: [] }) } },
  'APIG.3148': { body: { ...sent, ...pem({ until: '380119031408Z' }) } },
};
const codes404 = { 'APIG.3021': { path: '/certificates/nothing' } };
/** Pages took these over from others: the mock has the code for a certificate. */
const ofOthers = ['APIG.3020', 'APIG.3093'];

const domains = (domain: string) => ({ domains: [{ domain }] });
const ofDomains = (path: string) => ({
  'APIG.2001': { body: {} },
  'APIG.2011': { body: { domains: [{ domain: 'shop.example.com', nonsense: 1 }] } },
  'APIG.2012': { path: `/certificates/a.b/domains/${path}` },
  'APIG.3020': { body: domains('nowhere.example.com') },
  'APIG.3021': { path: `/certificates/nothing/domains/${path}` },
});

export const certificates: ResourceCases = {
  operations: {
    listCertificates: {
      path: `/certificates?instance_id=${instance}`,
      codes: { 'APIG.2001': { path: '/certificates' }, 'APIG.2012': { path: '/certificates?instance_id=a.b' } },
    },
    createCertificate: {
      path: '/certificates',
      body: sent,
      codes: {
        ...{ ...codes400, 'APIG.2012': undefined },
        'APIG.3030': { body: { ...sent, type: 'instance', instance_id: 'nothing' } },
        'APIG.3325': { body: { ...sent, name: 'cert_shop' } },
      },
      // Its path has no parameter but the project.
      never: ['APIG.2012'],
    },
    showCertificate: {
      path: shop,
      codes: { ...codes404, 'APIG.2012': { path: '/certificates/a.b' } },
      never: ofOthers,
    },
    updateCertificate: {
      path: shop,
      body: sent,
      codes: {
        ...{ ...codes400, ...codes404 },
        'APIG.2012': { path: '/certificates/a.b' },
        'APIG.3325': { body: { ...sent, name: 'cert_partners' } },
      },
      never: ofOthers,
    },
    // One that is in use is another invalid parameter.
    deleteCertificate: { path: partners, codes: { ...codes404, 'APIG.2012': { path: shop } }, never: ofOthers },
    listCertificateBoundDomains: {
      path: `${shop}/attached-domains`,
      codes: { 'APIG.2012': { path: '/certificates/a.b/attached-domains' } },
    },
    bindCertificateToDomains: {
      path: `${shop}/domains/attach`,
      body: domains('api.shop.example.com'),
      codes: {
        ...ofDomains('attach'),
        'APIG.2103': { path: `${partners}/domains/attach` },
      },
    },
    unbindCertificateFromDomains: {
      path: `${shop}/domains/detach`,
      body: domains('api.shop.example.com'),
      codes: { ...ofDomains('detach'), 'APIG.3097': { path: `${partners}/domains/detach` } },
    },
  },
};
