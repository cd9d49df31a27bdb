/** CertLogic's data access: what lies at a path such as `payload.v.0.dn`. */

/** One step of a path. */
export interface Fragment {
  readonly name: string
  /** The place in an array; -1 where the fragment is no integer, and no array has anything there. */
  readonly index: number
}

/** The steps of a path; none for the empty path, which is the data itself. */
export function fragmentsOf(path: string): readonly Fragment[] {
  if (path === '') return []
  return path.split('.').map((name) => ({ name, index: /^\d+$/.test(name) ? Number(name) : -1 }))
}

/** Whether a path is as the specification has it: fragments between periods, none of them empty. */
export function isPath(path: string): boolean {
  return path === '' || !path.split('.').includes('')
}

/** What lies at a path; null where nothing does. Only what the data itself holds is found, nothing that it inherits. */
export function valueAt(data: unknown, fragments: readonly Fragment[]): unknown {
  let value = data
  for (const { name, index } of fragments) {
    if (typeof value !== 'object' || value === null) return null
    if (Array.isArray(value)) value = value[index] as unknown
    else if (Object.hasOwn(value, name)) value = (value as Readonly<Record<string, unknown>>)[name]
    else return null
  }
  return value === undefined ? null : value
}
