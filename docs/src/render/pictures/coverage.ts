// The map of the API: resources by operations, coloured by what confirms how the mock responds.
import type { Locale } from '@apig-spec/model/editions';
import type { Html } from '../../html.ts';
import { html } from '../../html.ts';
import type { Resource } from '../../model/resources.ts';
import type { OperationEvidence, Site } from '../../model/site.ts';
import type { Evidence } from '../../words/pictures.ts';
import { pictureWords } from '../../words/pictures.ts';
import { picture } from './drawing.ts';

const [names, cell, gap, row] = [148, 10, 2, 18];
/** The SDKs that are tried. */
export const allClients = ['Python', 'Go', 'Java'];

/** What confirms most of how the mock responds to an operation. */
function evidenceOf({ workflows, clients }: OperationEvidence): Exclude<Evidence, 'document'> {
  if (workflows.length > 0) return 'workflow';
  const { length } = clients.documented;
  if (length === allClients.length) return 'clients';
  return length > 0 ? 'some' : 'none';
}

/** Whether a document of the vendor's states something of it, not the sibling reference alone. */
const isDocumented = ({ sources }: OperationEvidence) => sources.some((source) => source !== 'sibling');

export function coveragePicture(locale: Locale, resources: readonly Resource[], evidence: Site['evidence']): Html {
  const { title, description, legend } = pictureWords[locale].coverage;
  const kinds = (['workflow', 'clients', 'some', 'none'] as const).filter((kind) =>
    Object.values(evidence).some((each) => evidenceOf(each) === kind),
  );
  const bottom = resources.length * row + 14;
  const square = (x: number, y: number, kind: string) =>
    html`<rect class="${kind}" x="${x}" y="${y}" width="${cell}" height="${cell}" rx="2"/>`;
  const dot = (x: number, y: number) => html`<circle cx="${x + cell / 2}" cy="${y + cell / 2}" r="1.8"/>`;
  const figure = picture(
    { id: 'coverage', title, description },
    [360, bottom + (kinds.length + 1) * row],
    html`${resources.map(({ title: name, operations }, line) => {
      const y = 4 + line * row;
      return html`<text class="end" x="${names - 8}" y="${y + 9}">${name}</text>${operations.map(({ id }, column) => {
        const own = evidence[id];
        const x = names + column * (cell + gap);
        return own && html`${square(x, y, evidenceOf(own))}${isDocumented(own) && dot(x, y)}`;
      })}`;
    })}
${[...kinds, 'document' as const].map((kind, line) => {
  const y = bottom + line * row;
  const mark = kind === 'document' ? html`${square(8, y, 'some')}${dot(8, y)}` : square(8, y, kind);
  return html`${mark}<text class="start soft" x="26" y="${y + 9}">${legend[kind]}</text>`;
})}`,
  );
  return html`<div class="coverage-map">${figure}</div>`;
}
