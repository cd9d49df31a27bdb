/** Who a code says its holder is: kept apart from the facts, for the identity check alone. Types only. */

/** A name and a birth date as a code states them. */
export interface StatedPerson {
  /** Family name, or the whole name where the format does not part them; null: not stated. */
  readonly surname: string | null
  readonly given: string | null
  /** `1964-08-12`, or as much of it as is stated: `1964-08`, `1964`; null: not stated. */
  readonly birthDate: string | null
}
