/** The reader of certificates, loaded when there is one to read: most codes need none, and it is the largest part of all. */
import type * as x509 from './x509/x509.ts'

/** What reads and checks certificates. */
export type X509 = typeof x509

/** Loads it; from the second time on it is there. */
export function loadX509(): Promise<X509> {
  return import('./x509/x509.ts')
}

/** Loads it where it can be had: a page without a network may not have fetched it, and then cannot judge a certificate. */
export function x509IfHere(): Promise<X509 | undefined> {
  return loadX509().catch(() => undefined)
}
