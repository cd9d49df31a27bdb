/** What a line knows of the library below it: how it is loaded and shut, and what its errors mean. */
import { stat } from 'node:fs/promises'
import type { SerialPort } from 'serialport'
import { systemCode } from '../../station-error.ts'
import type { LineState } from './line.ts'

/** undefined: its native half is not made for this machine; everything that needs no serial line goes on. */
export const loadSerialPort = () =>
  import('serialport').then(
    ({ SerialPort }) => SerialPort,
    () => undefined,
  )

/** What a name stands for now, as something to compare; null: for nothing. */
export async function identityOf(path: string): Promise<string | null> {
  // Only where devices are files can be seen without opening what a name stands for.
  if (!path.startsWith('/')) return path
  try {
    const { dev, ino, rdev } = await stat(path)
    return `${dev}:${ino}:${rdev}`
  } catch (error) {
    const code = systemCode(error) ?? ''
    // What may not even be looked at is opened all the same: the system then says what is wrong.
    return ['ENOENT', 'ENOTDIR'].includes(code) ? null : path
  }
}

/** Lets go of a port, however it is. */
export const shut = (port: SerialPort): Promise<void> =>
  new Promise((resolve) => {
    if (!port.isOpen) resolve()
    else if (port.closing) port.once('close', resolve)
    else
      port.close(() => {
        resolve()
      })
  })

/** The binding says by words of the system what is wrong; only those that staff can act on are told apart. */
export function stateOf(error: Error): LineState {
  const said = systemCode(error) ?? error.message
  if (/ENOENT|ENXIO|ENODEV|No such/i.test(said)) return 'missing'
  if (/EBUSY|lock|temporarily|resource busy/i.test(said)) return 'busy'
  return /EACCES|EPERM|denied/i.test(said) ? 'denied' : 'failing'
}
