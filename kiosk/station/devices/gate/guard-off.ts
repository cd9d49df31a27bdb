/** A guard beside the process: when the process dies, whatever kills it, the relay is switched off all the same. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

/** What switches a relay off, and where it is sent. */
export interface LastWords {
  readonly path: string
  readonly baud: number
  readonly bytes: Uint8Array
}

const shell = '/bin/sh'

/**
 * Waits for a line, which means that all is well; the end of its input means that nobody is left to send one. It hears
 * no signal that is meant for the station, and does not outlive the bytes that it sends.
 */
const script = `trap '' TERM INT HUP
if read -r word; then exit 0; fi
stty -F "$1" "$2" raw -echo clocal 2>/dev/null
printf "$3" >"$1"`

/**
 * Starts the guard.
 *
 * @returns What ends it without a word. Where there is no shell there is no guard, and the next start switches off.
 */
export function guardOff({ path, baud, bytes }: LastWords): () => void {
  if (!path.startsWith('/') || !existsSync(shell)) return () => undefined
  const octal = [...bytes].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
  const guard = spawn(shell, ['-c', script, 'greengate-guard', path, String(baud), octal], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // A group of its own: what ends the station's does not end it.
    detached: true,
  })
  guard.on('error', () => undefined)
  guard.stdin.on('error', () => undefined)
  guard.unref()
  return () => {
    guard.stdin.end('\n')
  }
}
