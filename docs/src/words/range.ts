// Bounds, in the words of either language.

/** Two bounds, or one; `label` goes before two and before an exact one. */
export function range(
  least: number | undefined,
  most: number | undefined,
  unit: string,
  atLeast: string,
  atMost: string,
  label?: string,
): string {
  const space = label === undefined ? ' ' : '';
  if (least !== undefined && least === most) return `${label ?? ''}${least}${unit}`;
  if (least === undefined) return `${atMost}${space}${most}${unit}`;
  if (most === undefined) return `${atLeast}${space}${least}${unit}`;
  return `${label ?? ''}${least}${label === undefined ? ' to ' : '～'}${most}${unit}`;
}
