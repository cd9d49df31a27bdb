/** What is wrong in a configuration: where, what, and what to write instead. */

/** The kinds of what can be wrong. */
export type FindingKind =
  /** The file is no YAML. */
  | 'syntax'
  | 'unknown-member'
  | 'missing-member'
  | 'wrong-type'
  /** The right type, and no value that may stand there. */
  | 'wrong-value'
  | 'out-of-range'
  /** Two things are called the same. */
  | 'duplicate-name'
  /** Each is right by itself, and both cannot be. */
  | 'conflict'
  /** A file that is named and cannot be read. */
  | 'no-file'
  /** A secret that others on this machine can read. */
  | 'exposed'

/** One of them. */
export interface Finding {
  readonly kind: FindingKind
  /** Such as `devices.scanners[0].baud`; empty for the whole file. */
  readonly path: string
  /** Both from 1. */
  readonly line: number
  readonly column: number
  /** What is wrong; never with a secret in it. */
  readonly what: string
  readonly write: string
}

/** One line for an operator, as editors and terminals jump to it. */
export const findingLine = (file: string, finding: Finding): string => {
  const { line, column, path, what, write } = finding
  return `${file}:${line}:${column}: ${path === '' ? '' : `${path}: `}${what}; ${write}`
}
