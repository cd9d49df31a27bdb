/** The public API: what each entry of the library exports, by name. A change here is a change for every embedder. */
import * as main from 'greengate'
import * as issuing from 'greengate/issue'
import * as rules from 'greengate/rules'
import * as holder from 'greengate/holder'
import * as update from 'greengate/update'
import * as element from 'greengate/element'
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('the entry greengate', () => {
  expect(Object.keys(main).toSorted()).toMatchInlineSnapshot(`
    [
      "EquivocationError",
      "GreengateError",
      "acceptBundle",
      "allFormats",
      "appendCheckpoint",
      "appendEvent",
      "appendReceipt",
      "bundleSummary",
      "claim169",
      "decideCard",
      "explain",
      "exportBundle",
      "firstState",
      "hcert",
      "idTypes",
      "inspect",
      "nzcp",
      "openSealed",
      "openSealer",
      "openStationKeys",
      "openingMatches",
      "parseIdNumber",
      "pinRoot",
      "presentationId",
      "presentationIds",
      "pruneSegment",
      "readRecords",
      "readSegment",
      "reasons",
      "receiptSubject",
      "ruleSetInForce",
      "segmentEnd",
      "shadowDecision",
      "shc",
      "sliceRecords",
      "startSegment",
      "startShadowCounter",
      "vdsNc",
      "verify",
      "verifyJournal",
      "warmUp",
    ]
  `)
})

test('the entry greengate/issue', () => {
  expect(Object.keys(issuing).toSorted()).toMatchInlineSnapshot(`
    [
      "GreengateError",
      "addToUniverse",
      "assembleCovered",
      "assess",
      "buildCovered",
      "buildNotGreen",
      "buildPatch",
      "canonicalJson",
      "challengeOf",
      "commit",
      "controlCopy",
      "coveredShardOf",
      "decodeBundle",
      "draftNotGreen",
      "draftPatch",
      "emptyUniverse",
      "encodeBundle",
      "encodeFrames",
      "exactBound",
      "filterBound",
      "generateKey",
      "generateSealingKey",
      "hashNumber",
      "idTypes",
      "issue",
      "joinUniverses",
      "jwkSigner",
      "keyIdsOf",
      "layOutBundle",
      "makeDelta",
      "numberHasher",
      "openCovered",
      "openNotGreen",
      "openPatch",
      "openRequest",
      "otherJwk",
      "otherKey",
      "parseDidDocument",
      "parseIdNumber",
      "parseIssuerKey",
      "parseRevocationList",
      "passFilter",
      "planCovered",
      "publicJwk",
      "publicSealingKey",
      "sameUniverse",
      "sealingKeyName",
      "solveCoveredShard",
      "summariseCertificate",
      "thumbprint",
      "universeDigest",
    ]
  `)
})

test('the entry greengate/rules', () => {
  expect(Object.keys(rules).toSorted()).toMatchInlineSnapshot(`
    [
      "GreengateError",
      "RuleSetFault",
      "checkCountryRules",
      "checkRuleSet",
      "compileCertLogic",
      "compileCountryRules",
      "compileRuleSet",
      "countryRules",
      "engineVersion",
      "evaluate",
      "evaluateCertLogic",
      "explainRules",
      "judgeCountry",
      "makeFactBase",
      "parseFactTypes",
      "resolveRuleSet",
      "tighterDirection",
      "validateCertLogic",
    ]
  `)
})

test('the entry greengate/holder', () => {
  expect(Object.keys(holder).toSorted()).toMatchInlineSnapshot(`
    [
      "GreengateError",
      "createHolderKey",
      "holderKeyOf",
      "livePresentation",
      "presentations",
      "requestText",
    ]
  `)
})

test('the entry greengate/update', () => {
  expect(Object.keys(update).toSorted()).toMatchInlineSnapshot(`
    [
      "FrameCollector",
      "GreengateError",
      "applyDelta",
      "fileStore",
      "folderSource",
      "httpSource",
      "indexedDbStore",
      "memoryStore",
      "openBundle",
    ]
  `)
})

// Registers them as it is imported: in Node with the elements of nobody, so that a server may render beside it.
test('the entry greengate/element', () => {
  expect(Object.keys(element).toSorted()).toMatchInlineSnapshot(`
    [
      "GreengateDecision",
      "GreengateScanner",
    ]
  `)
})

test('a second copy of the elements on a page changes nothing, and is no error', async () => {
  const registering = globSync('lib/dist/element*.js').filter((path) =>
    readFileSync(path, 'utf8').includes('customElements.define('),
  )
  expect(registering.length).toBeGreaterThan(0)
  for (const path of registering) await import(`../${path}?again`)
  expect(customElements.get('greengate-scanner')).toBe(element.GreengateScanner)
  expect(customElements.get('greengate-decision')).toBe(element.GreengateDecision)
})

test('the entry greengate/portable is greengate, without keys of stations and with the engine of countries', async () => {
  const name = 'portable'
  const built = (await import(`../lib/dist/${name}.js`)) as object
  const here = new Set([...Object.keys(main), 'countryRules'])
  here.delete('openStationKeys')
  expect(Object.keys(built).toSorted()).toEqual([...here].toSorted())
})

/** Every name of an export statement, types too. */
const exported = (path: string): readonly string[] =>
  [...readFileSync(path, 'utf8').matchAll(/^export (?:type )?\{([^}]*)\}/gm)]
    .flatMap(([, names]) => names!.split(','))
    .map((name) => name.trim().replace(/^.* as /, ''))
    .filter((name) => name !== '')
    .toSorted()

test.each([
  'lib/index.ts',
  'lib/holding.ts',
  'lib/issuing.ts',
  'lib/portable.ts',
  'lib/ruling.ts',
  'lib/updating.ts',
  'verifier-web/element.ts',
])('the types and values of %s', (path) => {
  expect(exported(path)).toMatchSnapshot()
})

test.each(['index', 'holder', 'issue', 'rules', 'update'])(
  'the built %s exports what its source does',
  async (name) => {
    const built = (await import(`../lib/dist/${name}.js`)) as object
    const source = { index: main, holder, issue: issuing, rules, update }[name]!
    expect(Object.keys(built).toSorted()).toEqual(Object.keys(source).toSorted())
  },
)
