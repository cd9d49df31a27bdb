/**
 * The public entry `greengate/holder`: the key of a holder, requests for codes, live codes.
 *
 * @module greengate/holder
 */
export { createHolderKey, holderKeyOf } from './holder/holder-key.ts'
export { requestText } from './holder/request-text.ts'
export { livePresentation } from './holder/live-presentation.ts'
export { presentations } from './holder/presentations.ts'
export { GreengateError } from './errors.ts'

export type { HolderKey, PlatformHolderKey } from './holder/holder-key.ts'
export type { RequestOptions } from './holder/request-text.ts'
export type { Presentation, PresentationsOptions } from './holder/presentations.ts'
export type { Algorithm, PublicJwk } from './crypto/jwk.ts'
export type { ErrorCode } from './errors.ts'
