/** Three-valued logic after Kleene: undefined is unknown, which is not false and is never guessed. */

export type Truth = boolean | undefined

export function not(value: Truth): Truth {
  return value === undefined ? undefined : !value
}

/** A condition of one or two arguments. */
type Condition<A, B> = (a: A, b: B) => Truth

/** False where one is false; else unknown where one is unknown; else true. */
export function allOf<A, B>(conditions: readonly Condition<A, B>[]): Condition<A, B> {
  const [only] = conditions
  if (only !== undefined && conditions.length === 1) return only
  return (a, b) => {
    let result: Truth = true
    for (const condition of conditions) {
      const value = condition(a, b)
      if (value === false) return false
      if (value === undefined) result = undefined
    }
    return result
  }
}

/** True where one is true; else unknown where one is unknown; else false. */
export function anyOf<A, B>(conditions: readonly Condition<A, B>[]): Condition<A, B> {
  return (a, b) => {
    let result: Truth = false
    for (const condition of conditions) {
      const value = condition(a, b)
      if (value === true) return true
      if (value === undefined) result = undefined
    }
    return result
  }
}
