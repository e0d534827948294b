// Each cell of a table in a guide or in the reference says of which column it is: on a phone a row is a block, and the
// table's head is not shown.
import { rewriting } from './rewriting.ts';

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
export const labels = () => rewriting('labels', labelled, /\/(guides|reference|news)\//);
