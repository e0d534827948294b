// How a request is checked, in the order in which it is: what is wrong first is what the response tells.
import type { Locale } from '@apig-spec/model/editions';
import type { Html } from '../../html.ts';
import { html } from '../../html.ts';
import type { Site } from '../../model/site.ts';
import { pictureWords } from '../../words/pictures.ts';
import { arrow, box, picture } from './drawing.ts';

/** Each check, with the code of the error that most often ends it. */
export const checks = [
  ['path', 'APIG.0101'],
  ['credentials', 'APIG.1002'],
  ['parameters', 'APIG.2012'],
  ['gateway', 'APIG.3030'],
  ['body', 'APIG.2011'],
  ['state', 'APIG.3023'],
] as const;

const height = 52;
const step = 74;

/** @param errors - whose statuses stand beside the codes */
export function checksPicture(locale: Locale, errors: Site['errors']): Html {
  const { title, description, names, notes, done } = pictureWords[locale].checks;
  const last = 8 + checks.length * step;
  return picture(
    { id: 'order', title, description },
    [360, last + height + 8],
    html`${checks.map(([check, code], index) => {
      const y = 8 + index * step;
      return html`${box({
        x: 10,
        y,
        width: 186,
        height,
        lines: [
          [names[check], 'strong'],
          [notes[check], 'soft'],
        ],
      })}
${arrow([196, y + height / 2], [230, y + height / 2])}
${box({
  x: 232,
  y,
  width: 118,
  height,
  kind: 'bad',
  lines: [
    [`${errors[code]?.status}`, 'strong'],
    [code, 'code'],
  ],
})}
${arrow([103, y + height], [103, y + step - 1])}`;
    })}
${box({
  x: 10,
  y: last,
  width: 186,
  height,
  kind: 'good',
  lines: [
    [done, 'strong'],
    ['200, 201, 202, 204', 'soft'],
  ],
})}`,
  );
}
