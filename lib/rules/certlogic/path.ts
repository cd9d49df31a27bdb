/** CertLogic's data access: what lies at a path such as `payload.v.0.dn`. */

/** One step of a path. */
export interface Fragment {
  readonly name: string
  /** The place in an array; -1 where the fragment is no integer, and no array has anything there. */
  readonly index: number
  /** Whether every object has such a member, be it its own or not. */
  readonly isInherited: boolean
}

/** The steps of a path; none for the empty path, which is the data itself. */
export function fragmentsOf(path: string): readonly Fragment[] {
  if (path === '') return []
  return path.split('.').map((text) => {
    const index = /^\d+$/.test(text) ? Number(text) : -1
    // As the key of an object a text is kept once by the machine, and is then found by its address.
    const name = Object.keys({ [text]: index })[0] ?? text
    return { name, index, isInherited: name in Object.prototype }
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
  return value === undefined ? null : value
}
