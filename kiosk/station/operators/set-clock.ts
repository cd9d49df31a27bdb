/** Sets the clock of the machine by the command that the operator of the station configured. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { InstantText } from 'greengate'
import { KioskRefusal } from '../../shared/kiosk-api.ts'
import { systemCode } from '../station-error.ts'

const run = promisify(execFile)
const mostMs = 10_000

/**
 * Runs the command with the instant as its last argument; no shell reads it.
 *
 * @throws KioskRefusal `failed` where the command says so.
 */
export async function setClock(
  [command, ...args]: readonly string[],
  at: InstantText,
  log: (line: string) => void,
): Promise<void> {
  if (command === undefined) throw new KioskRefusal('not-here')
  try {
    await run(command, [...args, at], { timeout: mostMs, windowsHide: true })
  } catch (error) {
    // A command that fails has an exit status for its code, one that cannot be started a name.
    if (!(error instanceof Error && 'code' in error)) throw error
    log(`the clock was not set (${systemCode(error) ?? 'the command failed'})`)
    throw new KioskRefusal('failed', { cause: error })
  }
}
