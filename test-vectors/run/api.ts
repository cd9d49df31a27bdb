/** What the vectors need of an implementation. Types only; written out here because vectors import nothing. */

/** A function that gives the bytes of a file of test-vectors/. */
export type Read = (path: string) => Promise<Uint8Array>

/** One case that came out otherwise than it should. */
export interface Failure {
  readonly id: string
  readonly expected: unknown
  readonly got: unknown
}

/** One thing to try: what should come out, and what does. */
export interface Trial {
  readonly id: string
  readonly expected: unknown
  readonly got: () => unknown
}

/** The part of a decision that the vectors look at. */
export interface DecisionLike {
  readonly outcome: string
  readonly reasons: readonly unknown[]
  readonly holdsUntil: string | null
  readonly colour: string | null
  readonly basis: { readonly context: { readonly card: unknown } }
}

/** The versions that a bundle has, and its time floor. */
export interface BundleLike {
  readonly root: { readonly version: number }
  readonly timestamp: { readonly version: number } | undefined
  readonly snapshot: { readonly version: number } | undefined
  /** Unix seconds: the present is not earlier. */
  readonly floor: number
}

/** A receipt segment as read. */
export interface ReadLike {
  readonly receipts: readonly unknown[]
  readonly records: readonly {
    readonly seq: number
    readonly kind: string
    readonly value: unknown
    readonly sealed: Uint8Array | null
  }[]
  readonly start: unknown
  readonly wholeBytes: number
}

interface Appended {
  readonly bytes: Uint8Array
  readonly state: unknown
}

/** What an issuer makes of a person. */
export interface Assessed {
  readonly outcome: string
  readonly rule?: number
  readonly fired: readonly number[]
  readonly missing: readonly string[]
  readonly holdsUntil: string
  readonly assessment?: unknown
  readonly commitment?: Uint8Array
  readonly opening?: {
    readonly facts: unknown
    readonly covers: unknown
    readonly salt: Uint8Array
  }
}

/** The verdict of a rule set on its own. */
export interface VerdictLike {
  readonly outcome: string
  readonly fired: readonly number[]
  readonly missing: readonly string[]
  readonly values: readonly (boolean | undefined)[]
}

/** The verdict of country rules on a DCC. */
export interface CountryVerdictLike {
  readonly outcome: string
  readonly gaps: readonly unknown[]
  readonly rules: readonly {
    readonly no: number
    readonly value: string
    readonly doubt?: string
    readonly missing?: readonly string[]
  }[]
  /** Unix seconds. */
  readonly next: number
}

/** Everyone that a population set was built over. */
export interface UniverseLike {
  readonly count: number
}

/** `greengate`, `greengate/holder`, `greengate/issue`, `greengate/rules`, and three files of its encoding. */
export interface Api {
  readonly allFormats: readonly unknown[]
  readonly countryRules: unknown
  verify(
    texts: string | readonly string[],
    options: {
      readonly bundle: unknown
      readonly now: Date
      readonly context: unknown
      readonly formats?: readonly unknown[]
      readonly countryRules?: unknown
      readonly stationKeys?: unknown
    },
  ): Promise<DecisionLike>
  openStationKeys(bundle: unknown, groupKey: unknown): Promise<unknown>
  assess(
    facts: readonly unknown[],
    covers: readonly unknown[],
    options: {
      readonly ruleSet: unknown
      readonly now: Date
      readonly salt?: Uint8Array
      readonly permission?: unknown
    },
  ): Promise<Assessed>
  commit(committed: unknown): Promise<Uint8Array>
  openingMatches(text: string, opening: unknown): Promise<boolean>
  explain(
    texts: string | readonly string[],
    options: { readonly bundle: unknown; readonly now: Date; readonly context: unknown },
  ): Promise<{ readonly decision: DecisionLike }>
  decideCard(
    card: unknown,
    options: {
      readonly bundle: unknown
      readonly now: Date
      readonly context: unknown
      readonly stationKeys?: unknown
    },
  ): Promise<DecisionLike>
  inspect(
    texts: string | readonly string[],
    options: {
      readonly now: Date
      readonly bundle?: unknown
      readonly formats?: readonly unknown[]
    },
  ): Promise<{ readonly format: string | null; readonly payload: object | null }>
  pinRoot(
    bytes: Uint8Array,
    options: { readonly worlds: readonly string[]; readonly class?: string },
  ): Promise<BundleLike>
  acceptBundle(current: unknown, bytes: Uint8Array, now: Date): Promise<BundleLike>
  presentationId(
    text: string,
  ): Promise<{ readonly code: string; readonly step: number | null } | undefined>
  startSegment(id: string, options: object): Promise<Appended>
  appendReceipt(state: unknown, decision: unknown, details: unknown): Promise<Appended>
  appendEvent(state: unknown, event: unknown, where: object): Promise<Appended>
  appendCheckpoint(state: unknown, options: object): Promise<Appended>
  openSealer(recipient: unknown, secret: Uint8Array): Promise<object>
  openSealed(start: unknown, record: unknown, recipient: unknown): Promise<unknown>
  pruneSegment(
    bytes: Uint8Array,
    id: string,
    decide: (record: { readonly seq: number }) => string,
  ): Promise<{ readonly bytes: Uint8Array }>
  verifyJournal(
    segments: readonly { readonly id: string; readonly bytes: Uint8Array }[],
    options: object,
  ): Promise<{
    readonly faults: readonly unknown[]
    readonly signed: unknown
    readonly unsignedRecords: number
  }>
  readSegment(bytes: Uint8Array, id: string, options?: object): Promise<ReadLike>
  receiptSubject(dayKey: Uint8Array, presentationId: string): Promise<string>
  issue(
    claims: unknown,
    options: {
      readonly signer: unknown
      readonly cti: Uint8Array
      readonly commitment?: Uint8Array
    },
  ): Promise<string>
  jwkSigner(
    jwk: unknown,
  ): Promise<{ readonly kid: Uint8Array; sign(bytes: Uint8Array): Promise<Uint8Array> }>
  publicJwk(jwk: unknown): unknown
  livePresentation(text: string, key: unknown, now: Date): Promise<string>
  openRequest(text: string, challenge: Uint8Array): Promise<unknown>
  compileRuleSet(
    ruleSet: unknown,
    factTypes: unknown,
    bases: (
      id: string,
      version: number,
    ) => { readonly value: unknown; readonly sha256: string } | undefined,
  ): unknown
  parseFactTypes(value: unknown): unknown
  makeFactBase(statement: unknown, factTypes: unknown): unknown
  evaluate(compiled: unknown, facts: unknown, now: number, onSite: unknown): VerdictLike
  compileCountryRules(value: unknown): unknown
  judgeCountry(compiled: unknown, question: unknown): CountryVerdictLike
  encodeBase45(bytes: Uint8Array): string
  decodeBase45(text: string): Uint8Array
  encodeCbor(value: unknown): Uint8Array
  decodeCbor(
    bytes: Uint8Array,
    limits: { readonly maxBytes: number; readonly tags: readonly number[] },
  ): unknown
  hashNumber(key: Uint8Array, type: string, number: string): Uint32Array
  universeDigest(universe: UniverseLike): string
  openCovered(data: Uint8Array): {
    readonly universe: UniverseLike
    has(hash: Uint32Array): boolean
  }
  openNotGreen(data: Uint8Array): {
    readonly universe: UniverseLike
    lookUp(hash: Uint32Array): number | undefined
  }
  openPatch(data: Uint8Array): {
    readonly universe: UniverseLike
    lookUp(hash: Uint32Array): number | 'green' | undefined
  }
  canonicalJson(value: unknown): string
  parseCanonicalJson(bytes: Uint8Array): unknown
}
