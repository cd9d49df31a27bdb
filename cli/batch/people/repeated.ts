/** Finds a name that is in a list twice. */

/** From here on a set costs less than holding each against each. */
const few = 24

/** Whether two items have the same name. */
export function isRepeated<T>(items: readonly T[], nameOf: (item: T) => string): boolean {
  const { length } = items
  if (length > few) return new Set(items.map(nameOf)).size < length
  for (let i = 1; i < length; i++) {
    const name = nameOf(items[i] as T)
    for (let k = 0; k < i; k++) if (nameOf(items[k] as T) === name) return true
  }
  return false
}
