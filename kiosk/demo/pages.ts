/** The two sites of the demo beside the kiosk: the web verifier with the demo's bundle, and the page of codes. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Demo } from 'greengate-cli/demo'
import sirv from 'sirv'
import { end, listenOnLoopback, type Handler, type Loopback } from '../station/loopback.ts'
import { StationError } from '../station/station-error.ts'
import { codesPage } from './codes-page.ts'
import { codesStyles } from './codes-styles.ts'
import type { DemoLane } from './demo-lane.ts'
import { departmentsScript } from './departments-page.ts'
import type { Departments } from './departments.ts'
import { laneScript } from './lane-script.ts'
import { livePicture, liveScript } from './live-code.ts'
import { departmentsPath, takeDepartmentAct } from './serve-departments.ts'
import { actPath, sendPicture, takeAct } from './serve-lane.ts'

/**
 * Serves the built web verifier; the bundle beside it is read anew each time, so that a later one is taken up.
 *
 * @throws StationError `ERR_STATION_NOT_BUILT`, `ERR_STATION_PORT_BUSY`.
 */
export async function serveVerifier(pages: string, demo: Demo, port: number): Promise<Loopback> {
  if (!existsSync(join(pages, 'index.html')))
    throw new StationError('ERR_STATION_NOT_BUILT', `no web verifier in ${pages}; npm run build`)
  const files = sirv(pages, { dev: true })
  const names = ['root.ggb', 'bundle.ggb']
  return listenOnLoopback(port, (request, response) => {
    const name = names.find((one) => request.url === `/bundle/${one}`)
    if (name !== undefined) void sendFile(response, join(demo.folder, name))
    else
      files(request, response, () => {
        end(response, 404)
      })
  })
}

/** What the page of codes is of. */
export interface CodesSite {
  readonly demo: Demo
  readonly lane: DemoLane
  /** Without a desk there are none. */
  readonly departments?: Departments
}

/**
 * Serves the page of codes with the pictures, the lane and the departments on it.
 *
 * @throws StationError `ERR_STATION_PORT_BUSY`.
 */
export async function serveCodes(
  { demo, lane, departments }: CodesSite,
  port: number,
): Promise<Loopback> {
  const own: Readonly<Record<string, readonly [string, string]>> = {
    '/': ['text/html; charset=utf-8', codesPage(demo, departments !== undefined)],
    '/codes.css': ['text/css; charset=utf-8', codesStyles],
    '/lane.js': ['text/javascript; charset=utf-8', laneScript],
    '/departments.js': ['text/javascript; charset=utf-8', departmentsScript],
    '/live.js': ['text/javascript; charset=utf-8', liveScript],
  }
  // Nothing else of the demo's folder: its private keys lie there too.
  const pictures = sirv(join(demo.folder, 'people'), { dev: true })
  const answer: Handler = (request, response) => {
    const { url = '/' } = request
    const page = Object.hasOwn(own, url) ? own[url] : undefined
    if (request.method === 'POST') {
      if (url === actPath) void takeAct(request, response, lane)
      else void takeDepartmentAct(request, response, departments)
    } else if (url.split('?', 1)[0] === '/live.svg') void sendLive(response, demo)
    else if (url === '/lane.json') sendPicture(response, lane.picture())
    else if (url === '/departments.json' && departments !== undefined)
      sendPicture(response, departments.picture())
    else if (page !== undefined) response.setHeader('Content-Type', page[0]).end(page[1])
    else if (url.startsWith('/people/')) {
      request.url = url.slice('/people'.length)
      pictures(request, response, () => {
        end(response, 404)
      })
    } else end(response, 404)
  }
  return listenOnLoopback(port, answer, [actPath, departmentsPath])
}

async function sendLive(response: ServerResponse, demo: Demo): Promise<void> {
  const picture = await livePicture(demo, new Date())
  response.setHeader('Content-Type', 'image/svg+xml').setHeader('Cache-Control', 'no-store')
  response.end(picture)
}

async function sendFile(response: ServerResponse, path: string): Promise<void> {
  try {
    const bytes = await readFile(path)
    response.setHeader('Content-Type', 'application/octet-stream').end(bytes)
  } catch {
    end(response, 404)
  }
}
