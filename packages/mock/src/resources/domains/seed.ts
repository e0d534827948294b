// Domain names of the seed's groups; one certificate is for them all.
import type { Domain } from '../documents.ts';

const [first, shop] = ['c77f5e81d9cb4424bf704ef2b0ac7600', '1f4e2d3c5b6a49788796a5b4c3d2e1f0'];

const usual: Omit<Domain, 'id' | 'group_id' | 'url_domain'> = {
  ...{ status: 3, min_ssl_version: 'TLSv1.2', is_http_redirect_to_https: false },
  ...{ verified_client_certificate_enabled: false, ssl_id: '3c6e9b1f5a0d4827a4c8e2f6b0d39715' },
};

export const domains: Domain[] = [
  { ...usual, id: '5d8c2f6b0a4e4913b7d1e9f3a5c7082d', group_id: shop, url_domain: 'api.shop.example.com' },
  { ...usual, id: '4c7a1e9f3b5d4826a0c4e8f2b6d19357', group_id: shop, url_domain: 'partners.shop.example.com' },
  {
    ...usual,
    ...{ id: '0a6d93e5c7f14b28b9e3d1f04c85a672', group_id: first, url_domain: 'shop.example.com' },
    is_http_redirect_to_https: true,
  },
];
