/** A pair of pseudo-terminals for tests: what is written at one end comes out of the other, as on a cable. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A cable. */
export interface Cable {
  /** The end that a station opens. */
  readonly station: string
  /** The end that a simulated device opens. */
  readonly device: string
  /** Pulls the cable out: both ends are gone. */
  unplug(): Promise<void>
  /**
   * Puts it back under the same names. The station's end is there once `first` has come about: what it sends to a
   * device's end that nobody has opened yet is thrown away when somebody does.
   */
  plug(first?: () => Promise<unknown>): Promise<void>
  close(): Promise<void>
}

const socat = '/usr/bin/socat'

/** Why there can be no cable here; undefined: there can. */
export const noCable: string | undefined = existsSync(socat) ? undefined : `there is no ${socat}`

/** Lays a cable. */
export async function layCable(): Promise<Cable> {
  const folder = await mkdtemp(join(tmpdir(), 'greengate-pty-'))
  const station = join(folder, 'station')
  const device = join(folder, 'device')
  /** What the station's end leads to. */
  const behind = join(folder, 'station-behind')
  let running: ChildProcess | undefined
  const plug = async (first: () => Promise<unknown> = () => Promise.resolve()) => {
    const end = (link: string) => `pty,raw,echo=0,link=${link}`
    running = spawn(socat, [end(behind), end(device)], { stdio: 'ignore' })
    for (let tries = 0; !existsSync(behind) || !existsSync(device); tries++) {
      if (tries > 3_000) throw new Error('socat made no pseudo-terminals')
      await wait(10)
    }
    await first()
    await symlink(behind, station)
  }
  const unplug = async () => {
    const ending = running
    running = undefined
    if (ending === undefined) return
    await rm(station, { force: true })
    if (ending.exitCode !== null) return
    const ended = new Promise((resolve) => ending.once('exit', resolve))
    ending.kill('SIGTERM')
    await ended
  }
  await plug()
  return {
    station,
    device,
    plug,
    unplug,
    async close() {
      await unplug()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
