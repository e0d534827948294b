// Which name was meant by one that there is not.

/** The longest name that is compared: it is not the contract that decides how long a request's is. In characters. */
export const longestName = 64;

/**
 * The field whose name has most words in common with a name, each but for one mistake: `member_group_name` for `group_name`,
 * `dict_code` for `dict_coed`; undefined where none comes near.
 */
export function nearestField(name: string, fields: readonly string[]): string | undefined {
  if (name.length > longestName) return undefined;
  const wanted = wordsOf(name);
  const ranked = fields
    .map((field) => {
      const words = wordsOf(field);
      const common = wanted.filter((word) => words.some((other) => isAlike(word, other))).length;
      return { field, score: (2 * common) / (wanted.length + words.length) };
    })
    .sort((one, other) => other.score - one.score);
  const [best] = ranked;
  return best && best.score >= 0.6 ? best.field : undefined;
}

/** `memberGroupName` and `member_group_name` are of the same words. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_-]+/)
    .filter(Boolean);
}

function isAlike(one: string, other: string): boolean {
  return one === other || (Math.min(one.length, other.length) >= 3 && distance(one, other) <= 1);
}

/** How many characters are to be added, removed, replaced or exchanged with the next one. */
export function distance(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + Number(one[i - 1] !== other[j - 1]);
      const isExchanged = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const exchanged = isExchanged ? (before[j - 2] ?? 0) + 1 : replaced;
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced, exchanged);
    }
    before = row;
    row = next;
  }
  return row[other.length] ?? 0;
}
