/** Canonical JSON after RFC 8785: members by UTF-16 code units, numbers and text as ECMAScript writes them. */

/** Anything JSON can say. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined }

/** Writes canonical JSON. A member that is undefined is left out. */
export const jcs = (value: Json): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((item: Json) => jcs(item)).join(',')}]`
  const members = Object.entries(value)
    .filter((pair): pair is [string, Json] => pair[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${jcs(member)}`)
  return `{${members.join(',')}}`
}
