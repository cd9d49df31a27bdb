/** The labels and positions of format version 1 (docs/format.md 1 to 4), in one place for both directions. */

export const prefix = 'GG1:'
/** Longest COSE_Sign1. */
export const maxBytes = 1024
/** Longest live envelope; also the longest thing that base45 is decoded of. */
export const maxLiveBytes = 1120
/** Characters of the longest text. */
export const maxTextLength = prefix.length + (maxLiveBytes / 2) * 3

export const header = { alg: 1, kid: 4 } as const
export const algorithms = { Ed25519: -19, ESP256: -9 } as const
export const claim = { iss: 1, exp: 4, nbf: 5, iat: 6, cti: 7, cnf: 8, greengate: -65_537 } as const
export const outcomes = ['pass', 'check', 'stop'] as const
export const classes = ['app', 'paper'] as const

/** Tags that a fact's value may carry. */
export const valueTag = { instant: 1, decimal: 4, date: 100 } as const

/** Seconds of a step of live codes, and for how long before and after it begins a proof is taken. */
export const stepSeconds = 30
export const liveSeconds = 60

export const sizes = {
  kid: 8,
  cti: 8,
  tag: 16,
  salt: 16,
  commitment: 24,
  signature: 64,
  name: 64,
} as const
