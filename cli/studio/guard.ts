/** Who may speak to the studio: its own page on this machine, with the token; and what that page may do. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Refused } from './refused.ts'

/** What the page may load and do: nothing that it does not need. Its styles are constructed, none is inline. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** What every answer is sent with. */
export const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy,
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
}

/**
 * Refuses what does not come from the page itself.
 *
 * @throws {@link Refused}
 */
export function checkOrigin({ headers: sent }: IncomingMessage, origin: string): void {
  // Another name for 127.0.0.1 is a rebinding attack.
  if (`http://${sent.host ?? ''}` !== origin) {
    throw new Refused(421, '地址不对', 'that is not the address of this studio')
  }
  const site = sent['sec-fetch-site']
  const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none'
  if (isForeign || (sent.origin !== undefined && sent.origin !== origin)) {
    throw new Refused(403, '来自其他网页的请求', 'that comes from a page of somebody else')
  }
}

/** @throws {@link Refused} */
export function checkToken(shown: string | undefined, token: string): void {
  if (shown !== undefined && same(shown, token)) return
  throw new Refused(
    401,
    '缺少令牌；请打开命令所显示的地址',
    'the token is missing; open the address that the command shows',
  )
}

/** `Authorization: Bearer TOKEN`. */
export function bearer({ headers: { authorization = '' } }: IncomingMessage): string | undefined {
  return /^Bearer ([\w-]+)$/.exec(authorization)?.[1]
}

/** Compares in a time that tells nothing of where two texts differ. */
function same(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
