/** The line of a command beside `run`: options of its own, and those that say which station it is about. */
import { parseArgs } from 'node:util'
import { parseStationArguments, type StationArguments } from '../arguments.ts'

/** What stood on the line. */
export interface CommandLine {
  /** Flags of the command's own that were given. */
  readonly flags: ReadonlySet<string>
  /** Values of the command's own options. */
  readonly values: ReadonlyMap<string, string>
  readonly station: StationArguments | 'help'
}

type Token =
  | { readonly kind: 'positional'; readonly value: string }
  | { readonly kind: 'option-terminator' }
  | {
      readonly kind: 'option'
      readonly name: string
      readonly rawName: string
      readonly value?: string | undefined
    }

/**
 * Takes a command's own options from its line; all others are those of `run`.
 *
 * @throws StationError `ERR_STATION_USAGE`.
 */
export function parseCommandLine(
  argv: readonly string[],
  flags: readonly string[],
  values: readonly string[] = [],
): CommandLine {
  const own: readonly (readonly [string, { readonly type: 'boolean' | 'string' }])[] = [
    ...flags.map((name) => [name, { type: 'boolean' }] as const),
    ...values.map((name) => [name, { type: 'string' }] as const),
  ]
  const options = Object.fromEntries(own)
  // Typed by hand: the types of parseArgs lose their way where options are no literals.
  const tokens: readonly Token[] = parseArgs({
    ...{ args: [...argv], options, strict: false, tokens: true },
  }).tokens
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [token] : []))
  const rest = tokens.flatMap((token) => {
    if (token.kind === 'positional') return [token.value]
    if (token.kind === 'option-terminator' || token.name in options) return []
    return token.value === undefined ? [token.rawName] : [token.rawName, token.value]
  })
  return {
    flags: new Set(given.map(({ name }) => name).filter((name) => flags.includes(name))),
    values: new Map(
      given.flatMap(({ name, value }) =>
        values.includes(name) && value !== undefined ? [[name, value]] : [],
      ),
    ),
    station: parseStationArguments(rest),
  }
}
