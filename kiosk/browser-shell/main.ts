/** Shows the screen of a running station in Chromium, as a service does: `node kiosk/browser-shell/main.ts --help`. */
import { readFile } from 'node:fs/promises'
import { setTimeout as after } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { findChromium, findProgram } from './find-chromium.ts'
import { keepOpen } from './keep-open.ts'
import { openKiosk } from './open-kiosk.ts'

const help = `Shows the screen of a running station in Chromium, and opens it again whenever it ends.

  node --conditions=source kiosk/browser-shell/main.ts --address-file FILE [--under cage]

  --address-file FILE  where "station run --address-file FILE" writes the address of its screen
  --under cage         in cage, on a terminal without a desktop; otherwise on the desktop there is
`

const sleep = (ms: number, signal: AbortSignal) =>
  after(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })

/** The file is written by another service: it is there as soon as that one serves. */
async function addressIn(file: string, signal: AbortSignal): Promise<string> {
  while (!signal.aborted) {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]+\n$/.test(text)) return text.trim()
    await sleep(500, signal)
  }
  return ''
}

function fail(line: string): void {
  process.stderr.write(`${line}; see --help\n`)
  process.exitCode = 2
}

const { values } = parseArgs({
  options: {
    'address-file': { type: 'string' },
    under: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
const chromium = findChromium()
const cage = values.under === 'cage' ? findProgram(['cage']) : undefined
const file = values['address-file']
if (values.help) process.stdout.write(help)
else if (file === undefined) fail('--address-file is missing')
else if (values.under !== undefined && values.under !== 'cage') fail('--under must be cage')
else if (chromium === undefined) fail('there is no Chromium; apt install chromium')
else if (values.under === 'cage' && cage === undefined) fail('there is no cage; apt install cage')
else {
  const controller = new AbortController()
  const { signal } = controller
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => {
      controller.abort()
    })
  await keepOpen(
    {
      address: (until) => addressIn(file, until),
      open: (url) => openKiosk({ chromium, url, cage }),
      log: (line) => process.stderr.write(`${line}\n`),
      monotonicMs: () => performance.now(),
      sleep,
    },
    signal,
  )
}
