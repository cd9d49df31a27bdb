/** The token of the command's address: taken from behind its `#` once, kept for reloads of this tab, and shown nowhere. */

const key = 'greengate-studio-token'

/** What of the browser is needed for it. */
export interface TokenPlace {
  readonly location: { readonly hash: string; readonly pathname: string }
  readonly history: { replaceState(data: null, unused: '', url: string): void }
  readonly sessionStorage: {
    getItem(key: string): string | null
    setItem(key: string, value: string): void
  }
}

/** Takes the token out of the address; empty when the page was opened without one. */
export function takeToken({ location, history, sessionStorage }: TokenPlace): string {
  const [, given] = /^#token=([\w-]+)$/.exec(location.hash) ?? []
  if (given === undefined) return sessionStorage.getItem(key) ?? ''
  // Per tab and per origin, port included: without it a reload would leave a page that may ask nothing.
  sessionStorage.setItem(key, given)
  history.replaceState(null, '', location.pathname)
  return given
}
