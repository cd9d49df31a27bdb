/** Who imports whom: reads the imports of every source file and names each that its room may not have. */
import { posix } from 'node:path'
import ts from 'typescript'

/** What each room may import: rooms, single files of lib/, packages, `node` for Node's own modules. */
export type Arrows = Readonly<Record<string, readonly string[]>>

/** A source file: its path from the top of the repository, and its text. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** The room of a path: the longest name of the table that holds it. `x/*` holds the files of x, but none of its folders. */
const roomOf = (path: string, arrows: Arrows): string | undefined =>
  Object.keys(arrows)
    .filter((room) =>
      room.endsWith('/*')
        ? posix.dirname(path) === room.slice(0, -2)
        : path === room || path.startsWith(`${room}/`),
    )
    .sort((a, b) => b.length - a.length)[0]

/** What an import aims at, in the words of the table: a path of ours, `node`, or the entry of a package. */
const targetOf = (from: string, specifier: string): string => {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier)
  return specifier.startsWith('node:') ? 'node' : specifier
}

/**
 * Names every import that the table does not allow.
 *
 * An allow-list, so that a new room or package is refused until somebody writes down what it is for.
 *
 * @param files - Every source file, tests too.
 * @param arrows - What each room may import. `test` is what every test may import on top of its room.
 */
export const violations = (
  files: readonly SourceFile[],
  arrows: Arrows,
  test: readonly string[],
): readonly string[] =>
  files.flatMap(({ path, text }) => {
    const room = roomOf(path, arrows)
    if (room === undefined) return [`${path}: is in no room of the table`]
    const allowed = [
      ...(arrows[room] ?? []),
      ...(path.endsWith('.test.ts') ? [...test, room.split('/')[0] ?? room] : []),
    ]
    const mayHave = (specifier: string): boolean => {
      const target = targetOf(path, specifier)
      if (roomOf(target, arrows) === room) return true
      // A room opens all its files; a package opens the one entry that is named.
      return allowed.some(
        (name) => target === name || (specifier.startsWith('.') && target.startsWith(`${name}/`)),
      )
    }
    return ts
      .preProcessFile(text, true, true)
      .importedFiles.map(({ fileName }) => fileName)
      .filter((specifier) => !mayHave(specifier))
      .map((specifier) => `${path} imports ${specifier}`)
  })
