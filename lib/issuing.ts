/**
 * The public entry `greengate/issue`: everything that signs.
 *
 * @module greengate/issue
 */
export { issue } from './issue.ts'
export { assess } from './assess.ts'
export { commit } from './credential/commitment.ts'
export { idTypes, parseIdNumber } from './credential/id-types.ts'
export { challengeOf, openRequest } from './open-request.ts'
export { generateKey, generateSealingKey, jwkSigner } from './crypto/signer.ts'
export { parseSealingJwk as publicSealingKey, sealingKeyName } from './crypto/sealing-jwk.ts'
export { parsePublicJwk as publicJwk, thumbprint } from './crypto/jwk.ts'
export { canonicalJson } from './encoding/canonical-json.ts'
export { decodeBundle, encodeBundle } from './bundle/container.ts'
export { makeDelta } from './carriage/delta.ts'
export { encodeFrames } from './carriage/frames.ts'
export { layOutBundle } from './carriage/lay-out-bundle.ts'
export { openOtherKey as otherKey, parseOtherJwk as otherJwk } from './crypto/other-key.ts'
export { parseIssuerKey } from './formats/shc/issuer-key.ts'
export { summariseCertificate } from './trust/certificate-summary.ts'
export { parseDidDocument } from './trust/did-document.ts'
export { keyIdsOf } from './trust/key-ids.ts'
export { parseRevocationList } from './trust/revocation-list.ts'
export {
  assembleCovered,
  buildCovered,
  coveredShardOf,
  planCovered,
  solveCoveredShard,
} from './status/population/build-covered.ts'
export {
  buildNotGreen,
  buildPatch,
  draftNotGreen,
  draftPatch,
  passFilter,
} from './status/population/build-not-green.ts'
export { controlCopy } from './status/population/control-copy.ts'
export { openCovered } from './status/population/covered.ts'
export { exactBound, filterBound } from './status/population/entropy-bound.ts'
export { hashNumber, numberHasher } from './status/population/keyed-hash.ts'
export { openNotGreen, openPatch } from './status/population/not-green.ts'
export {
  addToUniverse,
  emptyUniverse,
  joinUniverses,
  sameUniverse,
  universeDigest,
} from './status/population/universe.ts'
export { GreengateError } from './errors.ts'

export type { Committed } from './credential/commitment.ts'
export type { IdType } from './credential/id-types.ts'
export type { AssessedPerson, AssessOptions } from './assess.ts'
export type { Binding, IssueOptions } from './issue.ts'
export type { OpenedRequest } from './open-request.ts'
export type { Signer } from './crypto/signer.ts'
export type { SealingPrivateJwk, SealingPublicJwk } from './crypto/sealing-jwk.ts'
export type {
  Algorithm,
  Ed25519PublicJwk,
  P256PublicJwk,
  PrivateJwk,
  PublicJwk,
} from './crypto/jwk.ts'
export type {
  Assessment,
  Claims,
  Coverage,
  Fact,
  FieldValue,
  Subject,
} from './credential/claims.ts'
export type { BundleDocument, Container } from './bundle/container.ts'
export type { StaticFile } from './carriage/lay-out-bundle.ts'
export type { IssuerKey } from './formats/shc/issuer-key.ts'
export type { OtherJwk } from './crypto/other-key.ts'
export type { CertificateSummary } from './trust/certificate-summary.ts'
export type { DidDocument } from './trust/did-document.ts'
export type { CoveredPlan, CoveredShard } from './status/population/build-covered.ts'
export type {
  NotGreenDraft,
  NotGreenInput,
  UniverseParts,
} from './status/population/build-not-green.ts'
export type { CoveredSet } from './status/population/covered.ts'
export type { KeyedHash, NumberHasher } from './status/population/keyed-hash.ts'
export type { NotGreenSet, PatchSet } from './status/population/not-green.ts'
export type { Universe } from './status/population/universe.ts'
export type { ErrorCode } from './errors.ts'
