// Each cell of a table in a guide or in the reference says of which column it is: on a phone a row is a block, and the
// table's head is not shown.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesBelow } from '@apig-spec/scripts/lib/files';
import type { AstroIntegration } from 'astro';

/** A page with the name of its column in each cell but a row's first, as `data-label`. */
export function labelled(page: string): string {
  return page.replaceAll(/<table>.*?<\/table>/gs, (table) => {
    const names = [...table.matchAll(/<th\b[^>]*>(.*?)<\/th>/gs)].map(([, name = '']) =>
      name.replaceAll(/<[^>]*>/g, ''),
    );
    return table.replaceAll(/<tr>.*?<\/tr>/gs, (row) => {
      let column = 0;
      return row.replaceAll('<td', (cell) => {
        const name = column > 0 ? names[column] : '';
        column += 1;
        return name ? `${cell} data-label="${name.replaceAll('"', '&quot;')}"` : cell;
      });
    });
  });
}

/** Labels the cells of every page that was written in Markdown. */
export function labels(): AstroIntegration {
  return {
    name: 'labels',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const folder = fileURLToPath(dir);
        for (const name of filesBelow(folder, '.html')) {
          if (!/[\\/](guides|reference|news)[\\/]/.test(name)) continue;
          const file = join(folder, name);
          writeFileSync(file, labelled(readFileSync(file, 'utf8')));
        }
      },
    },
  };
}
