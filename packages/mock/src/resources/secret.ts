// How a response shows a secret.
import type { RulesName } from '../contract/editions.ts';

/** As the documents' examples do: three characters at each end, and always twelve asterisks. Live clients read clear text. */
export function shownSecret(secret: string, rules: RulesName): string {
  if (rules === 'observed') return secret;
  const asterisks = '*'.repeat(12);
  // The ends of a short secret would give it away.
  return secret.length < 8 ? asterisks : secret.slice(0, 3) + asterisks + secret.slice(-3);
}
