/** Gives the numbered members of a format the names that its specification has for them. */

/** The members of an object under their names; those without one keep their numbers. */
export function renamed(
  value: unknown,
  names: Readonly<Record<string, string>>,
): Record<string, unknown> {
  // Made of entries, so that a member named __proto__ is one like any other.
  return Object.fromEntries(
    Object.entries(value as object).map(([name, item]: [string, unknown]) => [
      Object.hasOwn(names, name) ? names[name] : name,
      item,
    ]),
  ) as Record<string, unknown>
}
