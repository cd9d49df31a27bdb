/** The desk of the demo: on the demo's port, with its pages, its departments at work, and the codes of its sign-ins at hand. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Demo } from 'greengate-cli/demo'
import { pushCoverage, settingsOfDemo, startDesk } from '../../desk/main.ts'
import { listenError } from '../station/loopback.ts'
import { StationError } from '../station/station-error.ts'
import { keepCodes, openDepartments, type Departments } from './departments.ts'
import { onPort } from './ports.ts'

/** It runs until it is closed. */
export interface DemoDesk {
  readonly url: string
  readonly departments: Departments
  close(): Promise<void>
}

/** What it is started with. */
export interface DemoDeskParts {
  readonly demo: Demo
  /** The built pages. */
  readonly pages: string
  /** The first port of the demo that was asked for. */
  readonly port: number | undefined
  readonly log: (line: string) => void
}

/**
 * Starts it. From here on it publishes the demo's bundle: after every change, and every hour.
 *
 * @throws StationError `ERR_STATION_NOT_BUILT`, `ERR_STATION_PORT_BUSY`.
 */
export async function startDeskOfDemo({
  demo,
  pages,
  port,
  log,
}: DemoDeskParts): Promise<DemoDesk> {
  if (!existsSync(join(pages, 'index.html')))
    throw new StationError(
      'ERR_STATION_NOT_BUILT',
      `no pages of the desk in ${pages}; npm run build`,
    )
  const now = (): Date => new Date()
  const codes = keepCodes(now)
  const running = await onPort(port, 3, async (at) => {
    const settings = await settingsOfDemo(demo, {
      ...{ folder: join(demo.folder, 'desk'), port: at, pages },
      // Requests are nobody's affair here; what went wrong is.
      log: (line) => {
        if (!/^(?:GET|HEAD|POST) /.test(line)) log(line)
      },
      showCode: (contact, code) => {
        codes.show(contact, code)
        log(`sign-in code of ${contact}: ${code}`)
      },
    })
    try {
      return await startDesk(settings)
    } catch (error) {
      throw error instanceof Error ? listenError(error, at) : error
    }
  })
  const stopPushing = await pushCoverage(running, now, log)
  return {
    url: running.url,
    departments: openDepartments(running, { now, codes }),
    async close() {
      await stopPushing()
      await running.close()
    },
  }
}
