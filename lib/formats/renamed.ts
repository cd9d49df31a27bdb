/** Gives the numbered members of a format the names that its specification has for them. */
import { setMember } from '../encoding/cbor-json.ts'

/** The members of an object under their names; those without one keep their numbers. */
export function renamed(
  value: unknown,
  names: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const object: Record<string, unknown> = {}
  for (const [name, item] of Object.entries(value as object)) {
    setMember(object, (Object.hasOwn(names, name) ? names[name] : undefined) ?? name, item)
  }
  return object
}
