/** Sends the screen's page with what the station says now, so that it can be read before the line is up. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Connectable } from '../shared/connection.ts'
import type { KioskEvent } from '../shared/kiosk-api.ts'
import { pagePolicy } from './page-policy.ts'

/** Sends it. Only a station in service says so here: everything else is told over the line, where it can be taken back. */
export function sendPage(
  html: string,
  api: Connectable,
  { method }: IncomingMessage,
  response: ServerResponse,
): void {
  response.setHeader('Content-Security-Policy', pagePolicy(html))
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  // Nobody may find in a cache what the station said at another time.
  response.setHeader('Cache-Control', 'no-store')
  const said = method === 'HEAD' ? undefined : firstWord(api)
  const isOpen = said?.kind === 'status' && said.status.service === 'open'
  response.end(isOpen ? html.replace('<head>', () => `<head>${block({ event: said })}`) : html)
}

/** What whoever begins to listen is told at once. */
function firstWord(api: Connectable): KioskEvent | undefined {
  let first: KioskEvent | undefined
  api.listen((event) => {
    first ??= event
  })()
  return first
}

/** Data, which no policy has to allow; no text in it can end it. */
const block = (message: unknown): string => {
  const json = JSON.stringify(message).replaceAll('<', String.raw`\u003c`)
  return `<script type="application/json" id="said">${json}</script>`
}
