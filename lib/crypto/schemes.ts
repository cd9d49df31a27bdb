/** How signatures are made, and the two ways of the Greengate code. */

export type Hash = 'SHA-256' | 'SHA-384' | 'SHA-512'

/** How a signature is made, in the words of the Web's cryptography. */
export type Scheme =
  | { readonly name: 'Ed25519' }
  | { readonly name: 'ECDSA'; readonly hash: Hash }
  | { readonly name: 'RSA-PSS'; readonly hash: Hash; readonly saltLength: number }
  | { readonly name: 'RSASSA-PKCS1-v1_5'; readonly hash: Hash }

/** The schemes of the Greengate code. */
export const schemes = {
  Ed25519: { name: 'Ed25519' },
  ESP256: { name: 'ECDSA', hash: 'SHA-256' },
} as const satisfies Record<string, Scheme>
