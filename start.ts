/** `npm start`: the whole of Greengate on this machine, with a made-up authority, until Ctrl-C. */
import { join } from 'node:path'
import { demoOfficers } from './desk/main.ts'
import { demoOperator } from './kiosk/demo/lane-page.ts'
import { startDemo, type RunningDemo } from './kiosk/demo/start-demo.ts'
import { parseStartOptions, startHelp } from './kiosk/demo/start-options.ts'
import { startLog } from './kiosk/station/log.ts'
import { StationError } from './kiosk/station/station-error.ts'

function describe({ demo, opened, ...running }: RunningDemo): string {
  const where =
    'why' in opened
      ? `No window was opened (${opened.why}): open the kiosk screen in a browser on this machine.`
      : opened.shell === 'Chromium'
        ? 'The kiosk is open in a window of its own; closing it stops nothing else.'
        : 'The kiosk is open in Electron with a camera alone: for the simulated lane open the kiosk screen in a browser.'
  return `
Greengate runs on this machine until Ctrl-C. All people are made up.

  kiosk screen   ${running.screenUrl}
  web verifier   ${running.verifierUrl}
  cards, codes   ${running.codesUrl}   a simulated lane, ${demo.people.length} people, and what must come of each
  apply          ${running.deskUrl}   for a code of your own: sign in with any address, its code is printed here and on the page of codes

  codes as files ${join(demo.folder, 'people')}   .png .svg .txt
  bundle         ${join(demo.folder, 'bundle.ggb')}   published by the desk at every change, and every hour
  root to trust  ${join(demo.folder, 'root.ggb')}
  receipts       ${running.journalFolder}
  staff          ${demoOperator.id}, PIN ${demoOperator.pin}   F2 on the kiosk screen
  officers       ${demoOfficers.map(({ subject }) => subject).join(', ')}   at ${running.deskUrl}office/

${where}
Open the cards and codes beside the kiosk screen: place a card, scan a code, walk through the gate.
Or hold a code up to the camera, from a phone or on paper. Everybody passes once in ten minutes.
The codes were made now and live for hours; start anew tomorrow. Ctrl-C stops everything and deletes the files.
`
}

/** Stops at the first signal, even while it is still starting; a second signal does not wait. */
function stopOnSignal(running: Promise<RunningDemo>): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      void running.then(({ stop }) => stop()).finally(() => process.exit())
    })
}

try {
  const options = parseStartOptions(process.argv.slice(2))
  if (options.help) process.stdout.write(startHelp)
  else {
    const running = startDemo(import.meta.dirname, options, startLog('demo'))
    stopOnSignal(running)
    process.stdout.write(describe(await running))
  }
} catch (error) {
  if (!(error instanceof StationError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
