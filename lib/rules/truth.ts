/** Three-valued logic after Kleene: undefined is unknown, which is not false and is never guessed. */

export type Truth = boolean | undefined

export function not(value: Truth): Truth {
  return value === undefined ? undefined : !value
}

/** False if one is false; else unknown if one is unknown; else true. */
export function and(values: Iterable<Truth>): Truth {
  let result: Truth = true
  for (const value of values) {
    if (value === false) return false
    if (value === undefined) result = undefined
  }
  return result
}

/** True if one is true; else unknown if one is unknown; else false. */
export function or(values: Iterable<Truth>): Truth {
  let result: Truth = false
  for (const value of values) {
    if (value === true) return true
    if (value === undefined) result = undefined
  }
  return result
}
