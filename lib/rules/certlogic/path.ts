/** CertLogic's data access: what lies at a path such as `payload.v.0.dn`. */
import type { Compiled, Run } from './compiled.ts'

/** One step of a path. */
export interface Fragment {
  readonly name: string
  /** The place in an array; -1 where the fragment is no integer, and no array has anything there. */
  readonly index: number
  /** Whether every object or array has such a member, be it its own or not. */
  readonly isInherited: boolean
}

/** The steps of a path; none for the empty path, which is the data itself. */
export function fragmentsOf(path: string): readonly Fragment[] {
  if (path === '') return []
  return path.split('.').map((text) => {
    const index = /^\d+$/.test(text) ? Number(text) : -1
    // As the key of an object a text is kept once by the machine, and is then found by its address.
    const name = Object.keys({ [text]: index })[0] ?? text
    return { name, index, isInherited: name in Array.prototype }
  })
}

/** Whether a path is as the specification has it: fragments between periods, none of them empty. */
export function isPath(path: string): boolean {
  return path === '' || !path.split('.').includes('')
}

/** What lies at a path; null where nothing does. Only what the data itself holds is found, nothing that it inherits. */
export function valueAt(data: unknown, fragments: readonly Fragment[]): unknown {
  let value = data
  // Written for speed: this is what most of an evaluation does.
  for (let i = 0; i < fragments.length; i += 1) {
    const { name, index, isInherited } = fragments[i] as Fragment
    if (typeof value !== 'object' || value === null) return null
    if (Array.isArray(value)) value = value[index] as unknown
    else if (isInherited && !Object.hasOwn(value, name)) return null
    else value = (value as Readonly<Record<string, unknown>>)[name]
  }
  return value ?? null
}

/** Reads a path of the data; the usual forms without a loop. */
export function readData(fragments: readonly Fragment[]): Run {
  const [first, second, third, fourth] = fragments
  if (first === undefined) return (data) => data ?? null
  const { name } = first
  if (second === undefined && isPlain(first)) return (data) => member(data, name) ?? null
  if (second === undefined || fourth !== undefined || !isPlain(first) || !isPlain(second)) {
    return (data) => valueAt(data, fragments)
  }
  const inner = second.name
  if (third === undefined) return (data) => member(member(data, name), inner) ?? null
  const last = [third]
  if (!isPlain(third)) return (data) => valueAt(member(member(data, name), inner), last)
  const innermost = third.name
  return (data) => member(member(member(data, name), inner), innermost) ?? null
}

/** Reads what is left of a path from the base that it begins with. */
export function readBase(fragments: readonly Fragment[]): Compiled {
  const [first, second] = fragments
  if (first === undefined) return { run: (_, base) => base, isBase: true }
  if (second !== undefined || !isPlain(first)) return { run: (_, base) => valueAt(base, fragments) }
  const { name } = first
  return { run: (_, base) => member(base, name) ?? null, member: name }
}

/** A name that no array has: it can be asked for without a look at what is asked. */
function isPlain({ index, isInherited }: Fragment): boolean {
  return index === -1 && !isInherited
}

/** A member of a value; null or undefined where there is none. For names that no array and no object inherits. */
export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : null
}

/** How many fragments of a path are looked for in others. */
const longestBase = 4

/** The beginning that is read only once if it is read beforehand, and saves most steps; empty where none is shared. */
export function sharedBase(paths: readonly string[]): string {
  if (paths.length < 2) return ''
  const counts = new Map<string, number>()
  let [base, most] = ['', 0]
  for (const path of paths) {
    for (let length = 1, end = -1; length <= longestBase && end < path.length; length += 1) {
      const period = path.indexOf('.', end + 1)
      end = period === -1 ? path.length : period
      const beginning = path.slice(0, end)
      const before = counts.get(beginning) ?? 0
      counts.set(beginning, before + 1)
      const saved = length * before
      if (saved > most) [base, most] = [beginning, saved]
    }
  }
  return base
}
