/** How a vector file is written: cases sorted by id, two spaces, one line feed at the end. */

/** A case: an id that nobody else has, and whatever its schema asks for. */
export type Case = { readonly id: string } & Readonly<Record<string, unknown>>

/** A file of vectors before it is text. */
export interface VectorFile {
  /** From test-vectors/, `verify/rules.json`. */
  readonly path: string
  /** File of schema/, without `.schema.json`. */
  readonly schema: string
  readonly about: string
  /** Stands before every id, so that no two files have one in common. */
  readonly prefix?: string
  readonly shared?: Readonly<Record<string, unknown>>
  readonly cases?: readonly Case[]
  readonly groups?: readonly {
    readonly given: unknown
    readonly cases: readonly Case[]
  }[]
}

const sorted = (cases: readonly Case[], prefix?: string): readonly Case[] =>
  cases
    .map((one) => ({ ...one, id: prefix === undefined ? one.id : `${prefix}-${one.id}` }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))

/** The text of a file. */
export const fileText = ({ schema, about, prefix, shared, cases, groups }: VectorFile): string => {
  const file = {
    $schema: `../schema/${schema}.schema.json`,
    about,
    ...shared,
    ...(cases && { cases: sorted(cases, prefix) }),
    ...(groups && {
      groups: groups.map(({ given, cases: own }) => ({ given, cases: sorted(own, prefix) })),
    }),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}
