/** The parts of the page, as they stand in its address: nothing else ever does. */

/** Their names. */
export const parts = ['code', 'add', 'ahead', 'people', 'device'] as const
/** One of them. */
export type Part = (typeof parts)[number]

/** Which part an address names. */
export function partOf(hash: string): Part {
  return parts.find((part) => `#${part}` === hash) ?? 'code'
}
