/** The one error class of the library, for the operator's mistakes; a holder's mistake is a Decision. */

/** Every stable error code. Codes are public API; messages are not. */
export type ErrorCode =
  | 'ERR_BASE45_MALFORMED'
  | 'ERR_BASE64URL_MALFORMED'
  | 'ERR_CBOR_MALFORMED'
  | 'ERR_CBOR_TOO_LARGE'
  | 'ERR_INFLATE_MALFORMED'
  | 'ERR_INFLATE_TOO_LARGE'
  | 'ERR_JSON_MALFORMED'
  | 'ERR_NUMERIC_MALFORMED'
  | 'ERR_KEY_MALFORMED'
  | 'ERR_KEY_UNSUPPORTED'
  | 'ERR_CRYPTO_MISSING'
  | 'ERR_CODE_MALFORMED'
  | 'ERR_LIVE_KEY'
  | 'ERR_REQUEST_MALFORMED'
  | 'ERR_REQUEST_CHALLENGE'
  | 'ERR_REQUEST_PROOF'
  | 'ERR_CLAIMS_MALFORMED'
  | 'ERR_CLAIMS_REFUSED'
  | 'ERR_FACT_TYPES_MALFORMED'
  | 'ERR_TRUST_LIST_MALFORMED'
  | 'ERR_RULE_SET_MALFORMED'
  | 'ERR_RULE_SET_ENGINE'
  | 'ERR_RULE_SET_FACT_TYPE'
  | 'ERR_RULE_SET_BASE'
  | 'ERR_RULE_SET_COST'
  | 'ERR_CERTLOGIC_MALFORMED'
  | 'ERR_BUNDLE_MALFORMED'
  | 'ERR_BUNDLE_TOO_LARGE'
  | 'ERR_BUNDLE_SIGNATURE'
  | 'ERR_BUNDLE_DIGEST'
  | 'ERR_BUNDLE_MEMBER_MISSING'
  | 'ERR_BUNDLE_ROLLBACK'
  | 'ERR_BUNDLE_EQUIVOCATION'
  | 'ERR_BUNDLE_EXPIRED'
  | 'ERR_BUNDLE_CLOCK'
  | 'ERR_BUNDLE_WORLD'
  | 'ERR_BUNDLE_DELEGATION'
  | 'ERR_BUNDLE_CHAIN'
  | 'ERR_BUNDLE_RAILS'
  | 'ERR_BUNDLE_EMERGENCY'
  | 'ERR_DELTA_MALFORMED'
  | 'ERR_FRAMES_TOO_LARGE'
  | 'ERR_SOURCE_UNREACHABLE'
  | 'ERR_SOURCE_MISSING'
  | 'ERR_SOURCE_TOO_LARGE'
  | 'ERR_SOURCE_REDIRECT'
  | 'ERR_STORE_DAMAGED'
  | 'ERR_STORE_FAILED'
  | 'ERR_STORE_ROOT'
  | 'ERR_STATION_KEYS_GROUP'
  | 'ERR_STATION_KEYS_MISSING'
  | 'ERR_STATION_KEYS_SEAL'
  | 'ERR_STATION_KEYS_MALFORMED'
  | 'ERR_POPULATION_MALFORMED'
  | 'ERR_RECEIPT_MALFORMED'
  | 'ERR_RECEIPT_CHAIN'
  | 'ERR_RECEIPT_SIGNATURE'
  | 'ERR_RECEIPT_SEAL'

/**
 * The one error class of this library; branch on `code`, never on `message`.
 *
 * A message names the field and what was expected of it. It never carries a claim, a code or a key.
 *
 * @example
 * ```ts
 * import { GreengateError } from 'greengate'
 *
 * const explain = (error: unknown): string =>
 *   error instanceof GreengateError ? error.code : 'not ours'
 * ```
 */
export class GreengateError extends Error {
  override name = 'GreengateError'
  readonly code: ErrorCode
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
