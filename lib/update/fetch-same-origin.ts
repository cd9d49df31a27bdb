/** A fetch that stays where it was sent: no other origin, no cookies, no cache but our own. */
import { GreengateError } from '../errors.ts'

const maxHops = 3

/**
 * Fetches, following redirects within the origin. A browser does not say where a redirect leads, so there each is refused.
 *
 * @throws GreengateError `ERR_SOURCE_REDIRECT`
 */
export async function fetchSameOrigin(
  fetchIt: typeof fetch,
  url: URL,
  init: RequestInit,
): Promise<Response> {
  let at = url
  for (let hops = 0; hops <= maxHops; hops++) {
    const response = await fetchIt(at, {
      ...init,
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    })
    const isRedirect = response.type === 'opaqueredirect' || isMoved(response.status)
    if (!isRedirect) return response
    await response.body?.cancel().catch(() => undefined)
    const location = response.headers.get('location')
    const next = location !== null && URL.canParse(location, at) ? new URL(location, at) : undefined
    if (next?.origin !== url.origin) throw redirected('to another origin')
    at = next
  }
  throw redirected('again and again')
}

function isMoved(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308
}

function redirected(where: string): GreengateError {
  return new GreengateError('ERR_SOURCE_REDIRECT', `source: sends on ${where}`)
}
