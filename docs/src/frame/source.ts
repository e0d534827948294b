// Where a page is written: its file in the repository, for whoever wants to change it.
import { repository } from '../address.ts';
import { resourcesOf } from '../model/resources.ts';
import type { Site } from '../model/site.ts';

/** The file, or the folder, that a page is made from; none for a page that is made from many. @param path - of the page */
export function sourceOf(
  path: string,
  { editions, workflows }: Pick<Site, 'editions' | 'workflows'>,
): string | undefined {
  const [, locale = '', part = '', name = ''] = path.split('/');
  if (part === 'guides' && name) return `docs/src/content/docs/${locale}/guides/${name}.md`;
  if (part === 'tutorials' && workflows.some(({ id }) => id === name)) return `spec/workflows/${name}.arazzo.yaml`;
  if (part === 'errata') return 'spec/resources';
  const edition = editions.find((each) => each.locale === locale && each.revision === part);
  if (!edition) return undefined;
  if (name === 'errors') return 'spec/errors';
  const resources = resourcesOf(edition.document);
  const resource = resources.find(({ id, operations }) => id === name || operations.some((each) => each.id === name));
  if (!resource) return undefined;
  return `spec/resources/${resource.id}/${resource.id === name ? 'resource' : name}.yaml`;
}

/** The address of a file or a folder in the repository. @param file - from the repository's root */
export function addressOf(file: string): string {
  return `${repository}/${/\.\w+$/.test(file) ? 'blob' : 'tree'}/main/${file}`;
}

/** Where something wrong on a page is reported: a form with what the page knows of itself. @param path - of the page */
export function reportAddress(path: string): string {
  const [, locale = '', revision = '', name = ''] = path.split('/');
  const isOfEdition = /^\d{4}-\d{2}$/.test(revision);
  const fields = [
    'template=wrong-fact.yml',
    `title=${path}`,
    `page=${path}`,
    ...(isOfEdition ? [`edition=${revision}.${locale}`] : []),
    // Names of operations have capitals, those of resources have none.
    ...(isOfEdition && /^[a-z]+[A-Z]/.test(name) ? [`field=${name}`] : []),
  ];
  return `${repository}/issues/new?${encodeURI(fields.join('&'))}`;
}
