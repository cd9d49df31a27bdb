/** The token: taken from the address's fragment once, kept for reloads of this tab, and shown nowhere. */

const key = 'greengate-kiosk-token'

/** What of the browser is needed for it. */
export interface Place {
  readonly location: { readonly hash: string; readonly pathname: string }
  readonly history: { replaceState(data: null, unused: '', url: string): void }
  readonly sessionStorage: {
    getItem(key: string): string | null
    setItem(key: string, value: string): void
  }
}

/** Takes the token out of the address; empty when the screen was opened without one. */
export function takeToken({ location, history, sessionStorage }: Place): string {
  const given = location.hash.slice(1)
  // Anything else in the fragment is no token, and would not be allowed in a subprotocol.
  if (!/^[\w-]+$/.test(given)) return sessionStorage.getItem(key) ?? ''
  // Per tab and per origin, port included: a cookie would go to every port of this machine.
  sessionStorage.setItem(key, given)
  history.replaceState(null, '', location.pathname)
  return given
}
