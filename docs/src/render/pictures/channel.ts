// The life of a VPC channel: what creates, changes and deletes it, and what keeps it from being deleted.
import type { Locale } from '@apig-spec/model/editions';
import type { Html } from '../../html.ts';
import { html } from '../../html.ts';
import { pictureWords } from '../../words/pictures.ts';
import { arrow, box, label, picture } from './drawing.ts';

export function channelPicture(locale: Locale): Html {
  const { title, description, kind, created, channel, holds, acts, inUse, gone } = pictureWords[locale].channel;
  const [first, height, step] = [206, 50, 64];
  const last = first + acts.length * step;
  return picture(
    { id: 'channel', title, description },
    [360, last + 130],
    html`${box({
      x: 10,
      y: 8,
      width: 340,
      height,
      kind: 'main',
      lines: [
        ['createVpcChannel', 'code'],
        [kind, 'soft'],
      ],
    })}
${arrow([180, 58], [180, 97])}${label(190, 82, created)}
${box({ x: 10, y: 98, width: 340, height: 88, lines: [[channel, 'strong'], ...holds.map((text) => [text, 'soft'] as const)] })}
<path class="line" d="M34 186V${last + height / 2}"/>
${acts.map(([operation, effect], index) => {
  const y = first + index * step;
  return html`${arrow([34, y + height / 2], [63, y + height / 2])}${box({
    x: 64,
    y,
    width: 286,
    height,
    kind: 'main',
    lines: [
      [operation, 'code'],
      [effect, 'soft'],
    ],
  })}`;
})}
${arrow([34, last + height / 2], [63, last + height / 2])}${box({ x: 64, y: last, width: 286, height, kind: 'main', lines: [['deleteVpcChannel', 'code']] })}
${arrow([132, last + height], [132, last + 71])}${arrow([282, last + height], [282, last + 71])}
${box({
  x: 64,
  y: last + 72,
  width: 136,
  height,
  kind: 'bad',
  lines: [
    ['403 APIG.3414', 'code'],
    [inUse, 'soft'],
  ],
})}
${box({
  x: 214,
  y: last + 72,
  width: 136,
  height,
  kind: 'good',
  lines: [
    ['204', 'code'],
    [gone, 'soft'],
  ],
})}`,
  );
}
