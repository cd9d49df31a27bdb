/** The lane over HTTP: what it looks like now for whoever asks, and acts from the demo's own page alone. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { end } from '../station/loopback.ts'
import type { DemoLane } from './demo-lane.ts'
import { parseLaneAct } from './lane-act.ts'

/** Where acts are posted to. */
export const actPath = '/lane'

const mostBytes = 1_024

/** Sends what something looks like now. */
export function sendPicture(response: ServerResponse, picture: object): void {
  response.setHeader('Content-Type', 'application/json').setHeader('Cache-Control', 'no-store')
  response.end(JSON.stringify(picture))
}

/** Does what was posted; the server has looked already where it came from. */
export async function takeAct(
  request: IncomingMessage,
  response: ServerResponse,
  lane: DemoLane,
): Promise<void> {
  const text = await readText(request)
  if (text === undefined) {
    end(response, 413)
    return
  }
  const act = parseLaneAct(text)
  end(response, act !== undefined && (await lane.act(act)) ? 204 : 400)
}

/** Undefined where it is too long, or breaks off. */
export function readText(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    let length = 0
    request.on('data', (part: Buffer) => {
      length += part.length
      if (length <= mostBytes) parts.push(part)
    })
    request.once('end', () => {
      resolve(length > mostBytes ? undefined : Buffer.concat(parts).toString())
    })
    request.once('close', () => {
      resolve(undefined)
    })
  })
}
