/** The arguments of `npm start`. */
import { parseArgs } from 'node:util'
import { parsePort } from '../station/arguments.ts'
import { demoOperator } from './lane-page.ts'
import { StationError } from '../station/station-error.ts'

/** What `npm start -- --help` says. */
export const startHelp = `Starts the whole of Greengate on this machine, with an authority, rules and people that are made up.

  npm start                 builds, starts everything, and opens the kiosk in a window if it can
  npm start -- --no-window  opens no window, only prints the addresses
  npm start -- --port 8080  kiosk on 8080, web verifier on 8081, codes on 8082, desk on 8083; an error if one is
                            busy (without --port: 4710 to 4713, or free ones in their place)

What starts, on 127.0.0.1 only:
  kiosk screen   what stands at a gate: shows who may pass, by a simulated lane and the camera of this machine
  web verifier   the same decisions in any browser: camera, picture, paste
  cards, codes   the lane without any hardware: cards to place on the reader, codes to scan, the gate to walk
                 through, the slip that was printed; what must come of each stands beside it; and departments that
                 push a test, a contact or a release about whoever applied
  desk           where anybody applies for a code, declares and checks in; and where two officers correct records

The lane's reader, scanner, gate, light and printer are simulated byte by byte; the drivers are the real ones.
Staff: press F2 on the kiosk screen and sign in as ${demoOperator.id} with PIN ${demoOperator.pin}.
A code can also be held up to the camera, from a phone or on paper, or opened in the web verifier.
Everything is written to one folder among the temporary files. Ctrl-C stops everything and deletes it.
`

/** What was asked for. */
export interface StartOptions {
  readonly help: boolean
  readonly window: boolean
  /** The first of four ports; undefined lets the demo take others when they are busy. */
  readonly port: number | undefined
}

const options = {
  port: { type: 'string' },
  'no-window': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/**
 * Reads the arguments.
 *
 * @throws StationError `ERR_STATION_USAGE`.
 */
export function parseStartOptions(argv: readonly string[]): StartOptions {
  const { port, help, 'no-window': noWindow } = read(argv)
  return { help, window: !noWindow, port: port === undefined ? undefined : parsePort(port) }
}

function read(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options }).values
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const what = error.message.split('. ', 1)[0] ?? 'wrong argument'
    throw new StationError('ERR_STATION_USAGE', `${what}; see npm start -- --help`)
  }
}
