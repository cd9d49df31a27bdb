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

/** Finds the token, in the address first; empty when the screen was opened without one. */
export function findToken({ location, sessionStorage }: Place): string {
  return given(location) ?? sessionStorage.getItem(key) ?? ''
}

/**
 * Takes the token out of the address, and keeps it.
 *
 * Not done where it is found: a browser fetches what it keeps first, and the line to the station need not wait for that.
 */
export function keepToken({ location, history, sessionStorage }: Place): void {
  const token = given(location)
  if (token === undefined) return
  // Per tab and per origin, port included: a cookie would go to every port of this machine.
  sessionStorage.setItem(key, token)
  history.replaceState(null, '', location.pathname)
}

/** Anything else in the fragment is no token, and would not be allowed in a subprotocol. */
function given({ hash }: Place['location']): string | undefined {
  const token = hash.slice(1)
  return /^[\w-]+$/.test(token) ? token : undefined
}
