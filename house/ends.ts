/** The tests that cannot run like all others: they drive a browser from end to end, or need a worker of their own. */
import { existsSync, globSync } from 'node:fs'

/** Their files. */
export const ends = ['cli', 'desk', 'examples', 'kiosk', 'lib', 'verifier-web'].map(
  (room) => `${room}/**/*.e2e.test.ts`,
)

/** Those of them that hold something before a camera, or watch views that last a second or two, which must come at its rate; and as many more as make the two lanes alike long. */
export const cameras = [
  'examples/*.e2e.test.ts',
  'kiosk/walk/{board,browser-shell,desk,electron,kiosk,lane,lane-*,live}.e2e.test.ts',
  'verifier-web/{verifier-*,page-answers,page-inputs,backend/*,holder/*,offline/*,elements/greengate-scanner}.e2e.test.ts',
]

/** The program that they lack here. */
export const missingBrowser = (): string | undefined =>
  ['/usr/bin/chromium', '/usr/bin/chromedriver'].find((path) => !existsSync(path))

/** The files that cannot be run here, each to be named as skipped. */
export const filesWithoutBrowser = (): readonly string[] =>
  missingBrowser() === undefined
    ? []
    : globSync(ends, { exclude: ['**/node_modules/**'] }).toSorted()

/** The unit files that need a worker of their own. */
export const alone = [
  // They put other modules in place of some.
  'examples/electron/electron.test.ts',
  'kiosk/electron/{main,security}.test.ts',
  'lib/formats/without-certificates.test.ts',
  // What it opens lines with must not have been loaded before.
  'kiosk/station/devices/line/line.test.ts',
  // Its decoder is written for bundlers: Node by itself cannot load it.
  'verifier-web/edges/read-codes.test.ts',
]
