/** JSON for people: whatever fits in a line stands in one, the rest is indented by two spaces. */
import type { Json } from '../hand/jcs.ts'

const columns = 100

/** One line: `{ "a": [1, 2] }`. */
const flat = (value: Json): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((item: Json) => flat(item)).join(', ')}]`
  const members = present(value).map(([name, member]) => `${JSON.stringify(name)}: ${flat(member)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

/** The members that are there: one that is undefined is left out. */
const present = (value: Json): readonly (readonly [string, Json])[] =>
  Object.entries(value as object).filter(
    (pair: [string, unknown]): pair is [string, Json] => pair[1] !== undefined,
  )

const broken = (value: Json, indent: string, taken: number): string => {
  const line = flat(value)
  if (indent.length + taken + line.length <= columns) return line
  if (value === null || typeof value !== 'object') return line
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => `${inner}${broken(item, inner, 1)}`)
    return `[\n${items.join(',\n')}\n${indent}]`
  }
  const members = present(value).map(([name, member]) => {
    const label = `${JSON.stringify(name)}: `
    return `${inner}${label}${broken(member, inner, label.length + 1)}`
  })
  return `{\n${members.join(',\n')}\n${indent}}`
}

/** The text of a JSON file, with one line feed at its end. */
export const pretty = (value: Json): string => `${broken(value, '', 0)}\n`
