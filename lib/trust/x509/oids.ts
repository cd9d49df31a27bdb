/** The object identifiers that a certificate is read by. */

/** Attributes of a name. */
export const nameOids = { country: '2.5.4.6', locality: '2.5.4.7' } as const

/** Extensions. */
export const extensionOids = {
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  /** Which documents a signer of ICAO's signs (Doc 9303-12). */
  documentTypes: '2.23.136.1.1.6.2',
} as const

/**
 * Extensions that may be marked critical: read above, or without weight for what is asked here: names, identifiers of
 * keys, policies, places of revocation lists.
 */
export const knownExtensions: ReadonlySet<string> = new Set([
  ...Object.values(extensionOids),
  ...['2.5.29.14', '2.5.29.16', '2.5.29.18', '2.5.29.31', '2.5.29.32', '2.5.29.35'],
])

export const keyOids = {
  ec: '1.2.840.10045.2.1',
  rsa: '1.2.840.113549.1.1.1',
  rsaPss: '1.2.840.113549.1.1.10',
  ed25519: '1.3.101.112',
} as const

/** Named curves. */
export const curveOids: Readonly<Record<string, 'P-256' | 'P-384' | 'P-521'>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
}

/** Hashes, as the parameters of RSA-PSS name them. */
export const hashOids = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
} as const

/** Extended key usage: which kind of fact a signer of DCCs may state, in both spellings in use; and ICAO's signers. */
export const usageOids: Readonly<Record<string, 'test' | 'vaccination' | 'recovery' | 'vds-nc'>> = {
  '1.3.6.1.4.1.1847.2021.1.1': 'test',
  '1.3.6.1.4.1.1847.2021.1.2': 'vaccination',
  '1.3.6.1.4.1.1847.2021.1.3': 'recovery',
  '1.3.6.1.4.1.0.1847.2021.1.1': 'test',
  '1.3.6.1.4.1.0.1847.2021.1.2': 'vaccination',
  '1.3.6.1.4.1.0.1847.2021.1.3': 'recovery',
  '2.23.136.1.1.14.2': 'vds-nc',
}
