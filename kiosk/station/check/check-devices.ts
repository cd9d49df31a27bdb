/** Asks each device of a station how it is; no gate is opened for it. */
import { setTimeout as wait } from 'node:timers/promises'
import type { DeviceHealth } from '../../shared/device-health.ts'
import { linesOf, type CheckLine } from './check-line.ts'

/** What is asked of a device: `test` tries it without opening anything. */
export interface AskedDevice {
  readonly name: string
  readonly kind: DeviceHealth['kind']
  test(): Promise<DeviceHealth>
  stop(): Promise<void>
}

/** How long a device may take to say how it is. */
const answerMs = 5_000
const againMs = 100

/** What to do about each state. */
const advice: Readonly<Record<DeviceHealth['state'], string>> = {
  starting: 'does not answer yet',
  ready: 'answers',
  missing: 'is not plugged in, or its path is another',
  busy: 'is used by another program: by the station, if it is running',
  denied: 'may not be used by this user; add it to the groups dialout and plugdev',
  silent: 'is plugged in and does not answer; look at baud and driver',
  failing: 'answers that it is broken, or nonsense',
}

/** Asks them all at once, and lets go of them. */
export async function checkDevices(
  devices: readonly AskedDevice[],
  mostMs: number = answerMs,
): Promise<readonly CheckLine[]> {
  try {
    return await Promise.all(devices.map((device) => checkDevice(device, mostMs)))
  } finally {
    await Promise.all(devices.map((device) => device.stop()))
  }
}

async function checkDevice(device: AskedDevice, mostMs: number): Promise<CheckLine> {
  const is = linesOf(device.name)
  const health = await answerOf(device, mostMs)
  const { state, detail } = health ?? { state: 'silent' as const, detail: undefined }
  const said = `${device.kind}: ${advice[state]}${detail === undefined ? '' : ` (${detail})`}`
  if (state === 'ready') return is.ok(said)
  return state === 'busy' ? is.warning(said) : is.failed(said)
}

async function answerOf(device: AskedDevice, mostMs: number): Promise<DeviceHealth | undefined> {
  const over = new AbortController()
  const { signal } = over
  const late = wait(mostMs, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
  /** A line that was opened just now is asked again once it knows what is at its other end. */
  const settled = async (): Promise<DeviceHealth> => {
    const health = await device.test()
    if (health.state !== 'starting' || signal.aborted) return health
    await wait(againMs)
    return settled()
  }
  try {
    return await Promise.race([settled(), late.then(() => undefined)])
  } finally {
    over.abort()
  }
}
