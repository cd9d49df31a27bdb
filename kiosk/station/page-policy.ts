/** What a page of ours may do, by its headers: nothing that it does not need; its own inline script and style are named by their hashes. */
import { createHash } from 'node:crypto'

type Inline = 'script' | 'style'

/** Where a page may load from, and what a page on loopback may do. */
const policyOf = (hashes: Readonly<Record<Inline, readonly string[]>>): string =>
  [
    "default-src 'none'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...hashes.script].join(' '),
    "worker-src 'self'",
    "connect-src 'self'",
    ["style-src 'self'", ...hashes.style].join(' '),
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** What every page of ours is sent with. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policyOf({ script: [], style: [] }),
  'Permissions-Policy': 'camera=(self), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
}

/** The policy of one page of our own build: what stands in it may run, and nothing that comes to stand in it later. */
export function pagePolicy(html: string): string {
  return policyOf({ script: hashesIn(html, 'script'), style: hashesIn(html, 'style') })
}

const hashesIn = (html: string, kind: Inline): readonly string[] =>
  [...html.matchAll(new RegExp(`<${kind}>(.*?)</${kind}>`, 'gs'))].map(([, text = '']) => {
    const digest = createHash('sha256').update(text).digest('base64')
    return `'sha256-${digest}'`
  })
