/** Whose page asks: what other sites send is refused before anything of it is read. */
import { DeskProblem } from '../shared/problems.ts'
import type { Route } from '../shared/route.ts'

/**
 * Refuses what was meant for another name of this machine: that is how a foreign page gets past the rule of origins.
 *
 * @throws DeskProblem `misdirected`
 */
export function checkHost(request: Request, origin: string): void {
  if (new URL(request.url).host !== new URL(origin).host) throw new DeskProblem('misdirected')
}

/**
 * Refuses what another site's page sends. Browsers say where a request comes from in headers that no page can set: one
 * of them must say that it is ours wherever something is changed for whoever holds the cookie.
 *
 * @throws DeskProblem `foreign-origin`
 */
export function checkOrigin(request: Request, origin: string, route: Route): void {
  const site = request.headers.get('Sec-Fetch-Site')
  const from = request.headers.get('Origin')
  const isForeign =
    (site !== null && site !== 'same-origin' && site !== 'none') ||
    (from !== null && from !== origin)
  // A provider's page sends the browser back to us: what it brings is bound to this browser otherwise.
  const comesBack = route.media === undefined && route.status === 303
  if (isForeign && !comesBack) throw new DeskProblem('foreign-origin')
  if (request.method === 'GET' || route.fromPrograms === true || route.caller === 'source') return
  if (site !== 'same-origin' && from !== origin) throw new DeskProblem('foreign-origin')
}
