// How an API, its group, environments, apps, quotas and throttling policies hang together.
import type { Locale } from '@apig-spec/model/editions';
import type { Html } from '../../html.ts';
import { html } from '../../html.ts';
import { pictureWords } from '../../words/pictures.ts';
import { arrow, box, label, picture } from './drawing.ts';

/** By resource, which of the boxes is its own. */
export const boxOfResource: Readonly<Record<string, string>> = {
  'app-quotas': 'quota',
  throttles: 'throttle',
  'throttle-bindings': 'throttle',
  apps: 'app',
  'app-auths': 'app',
  envs: 'environment',
  apis: 'api',
  'api-groups': 'group',
  'vpc-channels': 'channel',
};

const [left, right, width, height] = [8, 208, 144, 54];
const [middleLeft, middleRight] = [left + width / 2, right + width / 2];
const rows = [8, 118, 228, 338] as const;

/** @param resource - whose page it stands on: its box is marked */
export function relationsPicture(locale: Locale, resource?: string): Html {
  const { title, description, names, ties } = pictureWords[locale].relations;
  const own = boxOfResource[resource ?? ''];
  const at = (name: keyof typeof names, x: number, row: 0 | 1 | 2 | 3) => {
    const [heading, note] = names[name];
    const kind = name === own ? 'main' : 'box';
    return box({
      x,
      y: rows[row],
      width,
      height,
      kind,
      lines: [
        [heading, 'strong'],
        [note, 'soft'],
      ],
    });
  };
  const below = (row: 0 | 1 | 2 | 3) => rows[row] + height;
  const between = (row: 0 | 1 | 2) => (below(row) + rows[(row + 1) as 1 | 2 | 3]) / 2;
  return picture(
    { id: 'relations', title, description },
    [360, below(3) + 8],
    html`${at('quota', left, 0)}${at('throttle', right, 0)}
${arrow([middleLeft, rows[1]], [middleLeft, below(0) + 1])}${label(middleLeft + 8, between(0) + 4, ties.quota)}
${arrow([middleRight, below(0)], [middleRight, rows[1] - 1])}${label(middleRight + 8, between(0) + 4, ties.limits)}
${at('app', left, 1)}${at('publication', right, 1)}
${arrow([left + width, rows[1] + height / 2], [right - 1, rows[1] + height / 2])}${label((left + width + right) / 2, rows[1] + height / 2 - 8, ties.calls, 'middle')}
${arrow([right + 20, below(1)], [right + 20, between(1)], [middleLeft, between(1)], [middleLeft, rows[2] - 1])}${label(middleLeft + 8, between(1) - 6, ties.environment)}
${arrow([middleRight, rows[2]], [middleRight, below(1) + 1])}${label(middleRight + 8, between(1) + 4, ties.published)}
${at('environment', left, 2)}${at('api', right, 2)}
${arrow([right + 20, below(2)], [right + 20, between(2)], [middleLeft, between(2)], [middleLeft, rows[3] - 1])}${label(middleLeft + 8, between(2) - 6, ties.backend)}
${arrow([middleRight, below(2)], [middleRight, rows[3] - 1])}${label(middleRight + 8, between(2) + 4, ties.group)}
${at('channel', left, 3)}${at('group', right, 3)}`,
  );
}
