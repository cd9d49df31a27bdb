/** The cookies of the desk: one that carries a session's token, one that binds a sign-in elsewhere to this browser. */

/** A cookie of the desk. */
export interface DeskCookie {
  /** Of a request. */
  read(request: Request): string | undefined
  /** The header that sets it. */
  set(value: string, seconds: number): string
  /** The header that takes it away. */
  clear(): string
}

/** Over https a cookie of this name can come from this very host alone: browsers see to it. */
const hostPrefix = '__Host-'

/** The token of a session. Sent with nothing that another site begins. */
export const sessionCookie = (origin: string): DeskCookie =>
  cookie('greengate-desk', origin, 'Strict')

/** The ticket of a sign-in: a provider's page sends the browser back, and `Strict` would keep it from us then. */
export const ticketCookie = (origin: string): DeskCookie =>
  cookie('greengate-sign-in', origin, 'Lax')

function cookie(base: string, origin: string, sameSite: 'Strict' | 'Lax'): DeskCookie {
  const isSecure = new URL(origin).protocol === 'https:'
  const name = isSecure ? hostPrefix + base : base
  const kept = `Path=/; HttpOnly; SameSite=${sameSite}${isSecure ? '; Secure' : ''}`
  return {
    read: (request) => {
      const pairs = (request.headers.get('Cookie') ?? '').split(';').map((pair) => pair.trim())
      // Two of one name: somebody else set one of them, and who knows which.
      const found = pairs.filter((pair) => pair.startsWith(`${name}=`))
      const value = found.length === 1 ? found[0]?.slice(name.length + 1) : undefined
      return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined
    },
    set: (value, seconds) => `${name}=${value}; Max-Age=${seconds}; ${kept}`,
    clear: () => `${name}=; Max-Age=0; ${kept}`,
  }
}
