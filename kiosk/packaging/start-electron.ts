/** Starts the kiosk in Electron: `npm run kiosk:electron -- --config station.yaml`; fetches the binary where it can. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { findElectron } from '../demo/find-electron.ts'

/** What it is started from, and how processes are. */
export interface ElectronStart {
  /** The top of the repository. */
  readonly root: string
  /** What the station is given. */
  readonly args: readonly string[]
  /** Runs a program to its end, and gives the code it ended with. */
  readonly run: (program: string, args: readonly string[]) => Promise<number>
  /** One line for the operator. */
  readonly say: (line: string) => void
  readonly asRoot: boolean
}

/** Starts it; 2 where there is no binary and none could be fetched. */
export async function startElectron(start: ElectronStart): Promise<number> {
  const { root, args, run, say, asRoot } = start
  if (findElectron(root) === undefined) {
    say('fetching the binary of Electron')
    await run(process.execPath, [join(root, 'node_modules/electron/install.js')])
  }
  const binary = findElectron(root)
  if (binary === undefined) {
    say(
      'the binary of Electron is missing and could not be fetched: no network to where it is kept',
    )
    return 2
  }
  return run(binary, [
    ...(asRoot ? ['--no-sandbox'] : []),
    join(root, 'kiosk/electron/dist/main.js'),
    '--',
    ...args,
  ])
}

/** Runs a program with the terminal of this one; what the fetcher says of its failure is said in one line instead. */
export const runHere = (program: string, args: readonly string[]): Promise<number> =>
  new Promise((resolve) => {
    const isFetch = args.at(-1)?.endsWith('install.js') === true
    const child = spawn(program, [...args], { stdio: isFetch ? 'ignore' : 'inherit' })
    child.once('error', () => {
      resolve(2)
    })
    child.once('exit', (code) => {
      resolve(code ?? 1)
    })
  })

if (import.meta.main) {
  process.exitCode = await startElectron({
    root: join(import.meta.dirname, '../..'),
    args: process.argv.slice(2),
    run: runHere,
    say: (line) => process.stderr.write(`${line}\n`),
    asRoot: process.getuid?.() === 0,
  })
}
