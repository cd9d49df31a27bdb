/** All files that the recipes write, by their path from test-vectors/. */
import { assessCommitments } from './cases/assess-commitments.ts'
import { assessFacts } from './cases/assess-facts.ts'
import { assessPeople } from './cases/assess-people.ts'
import { assessRefused } from './cases/assess-refused.ts'
import { bundleAccept } from './cases/bundle-accept.ts'
import { bundleDelegations } from './cases/bundle-delegations.ts'
import { bundleForms } from './cases/bundle-forms.ts'
import { bundleParts } from './cases/bundle-parts.ts'
import { bundleRecovery } from './cases/bundle-recovery.ts'
import { bundleRefuse } from './cases/bundle-refuse.ts'
import { bundleSignatures } from './cases/bundle-signatures.ts'
import { bundleStrict } from './cases/bundle-strict.ts'
import { bundleVersions } from './cases/bundle-versions.ts'
import { bundleWorlds } from './cases/bundle-worlds.ts'
import { canonicalJson } from './cases/canonical-json.ts'
import { cardDecisions } from './cases/card-decisions.ts'
import { countryJudged } from './cases/country-judged.ts'
import { countryRefused } from './cases/country-refused.ts'
import { credentialEncode } from './cases/credential-encode.ts'
import { credentialLive } from './cases/credential-live.ts'
import { credentialOpenings } from './cases/credential-openings.ts'
import { credentialRefused } from './cases/credential-refused.ts'
import { credentialRequests } from './cases/credential-requests.ts'
import { credentialSize } from './cases/credential-size.ts'
import { damagedClaims } from './cases/damaged-claims.ts'
import { damagedEncoding } from './cases/damaged-encoding.ts'
import { damagedEnvelope } from './cases/damaged-envelope.ts'
import { damagedFacts } from './cases/damaged-facts.ts'
import { encodingBase45, encodingCbor } from './cases/encoding.ts'
import { populationRefused } from './cases/population-refused.ts'
import { populationSets } from './cases/population-sets.ts'
import { receiptJournal } from './cases/receipt-journal.ts'
import { receiptShadow } from './cases/receipt-shadow.ts'
import { receiptSegments } from './cases/receipts.ts'
import { receiptRows } from './cases/receipt-rows.ts'
import { receiptSubject } from './cases/receipt-subject.ts'
import { replayLanes } from './cases/replay-lanes.ts'
import { rulesDays } from './cases/rules-days.ts'
import { rulesCountDays } from './cases/rules-count-days.ts'
import { rulesCounts } from './cases/rules-counts.ts'
import { rulesFacts } from './cases/rules-facts.ts'
import { rulesOutcomes } from './cases/rules-outcomes.ts'
import { rulesOverlaysRefused } from './cases/rules-overlays-refused.ts'
import { rulesOverlays } from './cases/rules-overlays.ts'
import { rulesText } from './cases/rules-text.ts'
import { rulesRefused } from './cases/rules-refused.ts'
import { rulesTime } from './cases/rules-time.ts'
import { rulesValues } from './cases/rules-values.ts'
import { rulesYears } from './cases/rules-years.ts'
import { sdtCards } from './cases/sdt-cards.ts'
import { sdtCommands } from './cases/sdt-commands.ts'
import { sdtReplies } from './cases/sdt-replies.ts'
import { verifyAssessments } from './cases/verify-assessments.ts'
import { verifyBasis } from './cases/verify-basis.ts'
import { verifyCards } from './cases/verify-cards.ts'
import { verifyClaim169 } from './cases/verify-claim169.ts'
import { verifyCountry } from './cases/verify-country.ts'
import { verifyDecode } from './cases/verify-decode.ts'
import { verifyHcert } from './cases/verify-hcert.ts'
import { verifyHolds } from './cases/verify-holds.ts'
import { verifyHolder } from './cases/verify-holder.ts'
import { verifyIssuer } from './cases/verify-issuer.ts'
import { verifyLive } from './cases/verify-live.ts'
import { verifyLookAlikes } from './cases/verify-look-alikes.ts'
import { verifyNzcp } from './cases/verify-nzcp.ts'
import { verifyPersons } from './cases/verify-persons.ts'
import { verifyRules } from './cases/verify-rules.ts'
import { verifyShc } from './cases/verify-shc.ts'
import { verifySignature } from './cases/verify-signature.ts'
import { verifyStatus } from './cases/verify-status.ts'
import { verifyTime } from './cases/verify-time.ts'
import { verifyTriage } from './cases/verify-triage.ts'
import { verifyVdsNc } from './cases/verify-vds-nc.ts'
import { verifyValidity } from './cases/verify-validity.ts'
import { utf8 } from './hand/bytes.ts'
import { fileText } from './hand/vector-file.ts'
import { ruleSetFiles } from './rule-sets/files.ts'
import { bundleFiles } from './world/bundles.ts'

const vectorFiles = [
  assessCommitments,
  assessFacts,
  assessPeople,
  assessRefused,
  bundleAccept,
  bundleDelegations,
  bundleForms,
  bundleParts,
  bundleRecovery,
  bundleRefuse,
  bundleSignatures,
  bundleStrict,
  bundleVersions,
  bundleWorlds,
  canonicalJson,
  cardDecisions,
  countryJudged,
  countryRefused,
  credentialEncode,
  credentialLive,
  credentialOpenings,
  credentialRefused,
  credentialRequests,
  credentialSize,
  damagedClaims,
  damagedEncoding,
  damagedEnvelope,
  damagedFacts,
  encodingBase45,
  encodingCbor,
  populationRefused,
  populationSets,
  receiptSegments,
  receiptSubject,
  receiptShadow,
  receiptJournal,
  receiptRows,
  rulesDays,
  rulesCountDays,
  rulesCounts,
  rulesFacts,
  rulesOutcomes,
  rulesOverlays,
  rulesOverlaysRefused,
  rulesText,
  rulesRefused,
  rulesTime,
  rulesValues,
  rulesYears,
  verifyAssessments,
  verifyBasis,
  verifyClaim169,
  verifyCountry,
  verifyDecode,
  verifyHcert,
  verifyHolds,
  verifyHolder,
  verifyLive,
  verifyIssuer,
  verifyLookAlikes,
  verifyNzcp,
  verifyPersons,
  verifyRules,
  verifyShc,
  verifySignature,
  verifyStatus,
  verifyTime,
  verifyTriage,
  verifyValidity,
  verifyVdsNc,
  verifyCards,
]

const index = {
  about: 'Every vector file, with the schema that it fits.',
  files: vectorFiles
    .map(({ path, schema }) => ({ path, schema: `schema/${schema}.schema.json` }))
    .sort((a, b) => (a.path < b.path ? -1 : 1)),
}

/** The bytes of every file, by path. */
export const files: ReadonlyMap<string, Uint8Array> = new Map([
  ['index.json', utf8(`${JSON.stringify(index, null, 2)}\n`)],
  ...vectorFiles.map((file) => [file.path, utf8(fileText(file))] as const),
  // Of a station, not of the library: run where stations are (kiosk/station/replay, kiosk/station/devices/card-reader).
  ...[replayLanes, sdtCards, sdtCommands, sdtReplies].map(
    (file) => [file.path, utf8(fileText(file))] as const,
  ),
  ...[...bundleFiles].map(([name, bytes]) => [`bundle/${name}.ggb`, bytes] as const),
  ...[...ruleSetFiles].map(([path, text]) => [path, utf8(text)] as const),
])
