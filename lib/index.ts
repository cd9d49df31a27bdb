/**
 * The public entry `greengate`: verifying, the bundle, receipts.
 *
 * @module greengate
 */
export { verify } from './verify.ts'
export { decideCard } from './decide-card.ts'
export { shadowDecision } from './shadow.ts'
export { explain } from './explain.ts'
export { inspect } from './inspect.ts'
export { allFormats } from './formats/all-formats.ts'
export { claim169 } from './formats/claim169/claim169.ts'
export { hcert } from './formats/hcert/hcert.ts'
export { nzcp } from './formats/nzcp/nzcp.ts'
export { shc } from './formats/shc/shc.ts'
export { vdsNc } from './formats/vds-nc/vds-nc.ts'
export { exportBundle } from './bundle/export-bundle.ts'
export { EquivocationError } from './bundle/equivocation-error.ts'
export { acceptBundle } from './bundle/accept-bundle.ts'
export { pinRoot } from './bundle/pin-root.ts'
export { bundleSummary, ruleSetInForce } from './bundle/summary.ts'
export { openStationKeys } from './open-station-keys.ts'
export { openingMatches } from './credential/commitment.ts'
export { idTypes, parseIdNumber } from './credential/id-types.ts'
export { presentationId } from './credential/presentation-id.ts'
export { presentationIds } from './presentation-ids.ts'
export { appendCheckpoint } from './receipt/checkpoint.ts'
export { openSealed } from './receipt/open-sealed.ts'
export { pruneSegment } from './receipt/prune-segment.ts'
export { appendReceipt, receiptSubject } from './receipt/receipt.ts'
export { readRecords, readSegment } from './receipt/read-segment.ts'
export { firstState } from './receipt/record.ts'
export { verifyJournal } from './receipt/verify-journal.ts'
export { sliceRecords } from './receipt/slice-records.ts'
export { segmentEnd, startSegment } from './receipt/segment-start.ts'
export { appendEvent } from './receipt/station-events.ts'
export { openSealer } from './crypto/seal.ts'
export { startShadowCounter } from './receipt/shadow-counts.ts'
export { reasons } from './list-reasons.ts'
export { warmUp } from './warm-up.ts'
export { GreengateError } from './errors.ts'

export type { PresentationId } from './credential/presentation-id.ts'
export type { ShadowDecision } from './shadow.ts'
export type { Committed } from './credential/commitment.ts'
export type { IdType } from './credential/id-types.ts'
export type { GroupKey } from './open-station-keys.ts'
export type { VerifyOptions } from './verify.ts'
export type { DecideCardOptions } from './decide-card.ts'
export type {
  CodeFormat,
  OtherCredential,
  Proof,
  ProofFailure,
  UndecodedCode,
} from './formats/format.ts'
export type { StatedPerson } from './formats/person.ts'
export type {
  Authorities,
  Authority,
  AuthorityKey,
  FormatTrust,
  ListedKey,
  RevocationList,
} from './trust/authorities.ts'
export type { Card, Context } from './judge/context.ts'
export type { StationKeys } from './judge/station-keys.ts'
export type { DecidedRule, ExplainedEmergency, Explanation } from './explain.ts'
export type { ExplainedPart, ShownValue } from './rules/explain-expression.ts'
export type { ExplainedRule } from './rules/explain-rules.ts'
export type { Origin } from './rules/resolve.ts'
export type { InspectOptions, Inspection, InspectTrust } from './inspect.ts'
export type {
  Basis,
  CardLookUps,
  CardMatch,
  ContextBasis,
  Decision,
  DocumentBasis,
  FormatName,
  InstantText,
  OtherCode,
  PopulationBasis,
  Reason,
  RuleReasonCode,
  RuleReference,
  SeenBefore,
  StaleRole,
} from './decision.ts'
export type { ReceiptPlace, StationEvent } from './receipt/station-event.ts'
export type { Outcome, ReasonCode } from './reasons.ts'
export type { ReasonInfo, Stage } from './list-reasons.ts'
export type { Bundle, Held, HeldMember, HeldRuleSet } from './bundle/bundle.ts'
export type { EquivocationProof } from './bundle/equivocation-error.ts'
export type { Freshness, FreshnessRow, Limit, VerifierClass } from './bundle/freshness.ts'
export type { PinOptions } from './bundle/pin-root.ts'
export type { World } from './bundle/world.ts'
export type { BundleSummary, RoleSummary, RuleSetSummary } from './bundle/summary.ts'
export type { Checkpoint, CheckpointOptions } from './receipt/checkpoint.ts'
export type { Sealed } from './receipt/open-sealed.ts'
export type { RecordValue } from './receipt/parse-record.ts'
export type { PrunedSegment, Pruning } from './receipt/prune-segment.ts'
export type { Appended, Receipt, ReceiptDetails, SealedPart } from './receipt/receipt.ts'
export type {
  ReadOptions,
  ReadRecords,
  ReadSegment,
  SegmentRecord,
} from './receipt/read-segment.ts'
export type {
  CheckedSegment,
  JournalFault,
  JournalFaultName,
  JournalReport,
  JournalSegment,
  VerifyJournalOptions,
} from './receipt/verify-journal.ts'
export type { RecordSlice } from './receipt/slice-records.ts'
export type { RecordKind, SegmentState } from './receipt/record.ts'
export type { SegmentEnd, SegmentOptions, SegmentStart } from './receipt/segment-start.ts'
export type { EventRecord, EventSurroundings } from './receipt/station-events.ts'
export type { Sealer } from './crypto/seal.ts'
export type { SealingPrivateJwk, SealingPublicJwk } from './crypto/sealing-jwk.ts'
export type { DecidedBy } from './receipt/decided-by.ts'
export type { Foresight, Foretold, ShadowCount, ShadowCounter } from './receipt/shadow-counts.ts'
export type {
  Assessment,
  Claims,
  Coverage,
  Fact,
  FieldValue,
  Subject,
} from './credential/claims.ts'
export type { PublicJwk } from './crypto/jwk.ts'
export type { Words } from './encoding/json-shape.ts'
export type { ErrorCode } from './errors.ts'
