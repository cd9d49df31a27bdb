/** Makes a gate's decision again: the bundle that it had, its circumstances as far as they are known, and what was shown. */
import {
  allFormats,
  decideCard,
  explain,
  type Bundle,
  type Card,
  type Context,
  type Decision,
  type DecidedRule,
  type Explanation,
  type Receipt,
  type RuleReference,
  type StationKeys,
} from 'greengate'
import { countryRules } from 'greengate/rules'
import { canonicalJson } from 'greengate/issue'
import { publishedBy, type Archive, type Published } from './archive.ts'
import { cannotTell, compareGate, right, wrong, type Compared, type Finding } from './compare.ts'
import type { GateSaid } from './said.ts'

/** What is known beside what the gate said. */
export interface Circumstances {
  readonly said: GateSaid
  /** As of when: the gate's instant, or of asking where nobody said it. */
  readonly at: Date
  readonly texts: readonly string[]
  /** Whether the texts are those that the gate itself sealed. */
  readonly isSealed: boolean
  /** That was sealed beside them. */
  readonly card?: { readonly type: string; readonly number: string }
  readonly stationKeys?: (bundle: Bundle) => Promise<StationKeys>
  /** Of the rule set that decides at the gate, where it is named. */
  readonly ruleSet: string | undefined
  /** undefined: nobody says what was measured. */
  readonly onSite: Readonly<Record<string, number>> | undefined
}

/** A decision made again. */
export interface DecidedAgain {
  readonly from: Published
  /** Whether the data are, to the byte and the floor, those that the receipt names; null: nothing names them. */
  readonly isNamed: boolean | null
  readonly decision: Decision
  readonly rules: readonly DecidedRule[]
  readonly emergencies: Explanation['emergencies']
  /** Of a card that was sealed, held against the tag of the code; null: not checked. */
  readonly tag: 'match' | 'mismatch' | 'no-key' | null
  readonly finding: Finding
}

/**
 * Decides again by the newest bundle that the gate can have had, or by the one that its receipt names.
 *
 * @returns undefined where there is none.
 */
export async function decideAgain(
  archive: Archive,
  known: Circumstances,
): Promise<DecidedAgain | undefined> {
  const candidates = publishedBy(archive, known.at)
  const { receipt } = known.said
  if (receipt !== undefined) {
    const named = bundleNamed(candidates, receipt)
    return named && again(named.from, named.isNamed, known)
  }
  const [newest, ...older] = candidates
  if (newest === undefined) return undefined
  const first = await again(newest, null, known)
  if (first.finding.verdict !== 'wrong') return first
  // A gate may have had an older one, within the time that it may: then nobody can say which it was.
  for (const from of older) {
    const other = await again(from, null, known)
    const isStale = other.decision.reasons.some(({ code }) => code === 'bundle-stale')
    if (isStale) break
    if (other.finding.verdict === 'right')
      return { ...first, finding: cannotTell('bundles-differ') }
  }
  return first
}

/** The floor of time stands in the digest; a station that knew a later one had the same documents all the same. */
function bundleNamed(
  candidates: readonly Published[],
  { basis }: Receipt,
): { readonly from: Published; readonly isNamed: boolean } | undefined {
  const named = candidates.find(({ bundle }) => bundle.digest === basis.bundle?.sha256)
  if (named !== undefined) return { from: named, isNamed: true }
  const alike = candidates.find(
    ({ bundle }) =>
      bundle.snapshot?.version === basis.bundle?.version &&
      bundle.trust?.sha256 === basis.trust?.sha256 &&
      bundle.facts?.sha256 === basis.facts?.sha256,
  )
  return alike && { from: alike, isNamed: false }
}

async function again(
  from: Published,
  isNamed: boolean | null,
  known: Circumstances,
): Promise<DecidedAgain> {
  const { said, at, texts } = known
  const { bundle } = from
  const { receipt } = said
  const lookUps = receipt?.basis.context.card
  const stationKeys = await known.stationKeys?.(bundle)
  const context = contextOf(known)
  const options = { bundle, now: at, context, formats: allFormats, countryRules }
  const { decision, rules, emergencies } =
    typeof lookUps === 'object'
      ? { decision: await decideCard(lookUps, options), rules: [], emergencies: [] }
      : await explain(texts, options)
  const isMeasured = known.onSite !== undefined || receipt !== undefined
  const onSite = onSiteOf(bundle, isMeasured ? undefined : context.ruleSet)
  const finding =
    receipt === undefined
      ? compareGate({ said, decision, ...onSite })
      : againstReceipt(receipt, decision, known, isNamed)
  const cards = await cardAgain(bundle, known, context, stationKeys)
  return {
    ...{ from, isNamed, decision, rules, emergencies },
    tag: cards?.tag ?? null,
    finding: cards?.state === 'other' ? wrong('other-card') : byCard(finding, receipt, cards),
  }
}

/** What hangs on a card is not right by the receipt's own word. */
function byCard(
  finding: Finding,
  receipt: Receipt | undefined,
  cards: CardAgain | undefined,
): Finding {
  const hangsOnCard =
    typeof receipt?.basis.context.card === 'object' ||
    receipt?.reasons.some(({ code }) => code === 'card-mismatch') === true
  const isUnproven = finding.verdict === 'right' && hangsOnCard && cards?.state !== 'same'
  return isUnproven ? cannotTell('card-not-looked-up') : finding
}

/** Circumstances as the receipt has them; without one, as they are on an ordinary day. */
function contextOf({ said, ruleSet, onSite = {} }: Circumstances): Context {
  const { station, lane, receipt } = said
  if (receipt === undefined) {
    return {
      ...(ruleSet !== undefined && { ruleSet }),
      ...(station !== null && { station }),
      ...(lane !== null && { lane }),
      ...{ onSite, seenBefore: 'no' },
    }
  }
  const { context } = receipt.basis
  const { card, startedAt } = context
  return {
    ...(context.ruleSet !== null && { ruleSet: context.ruleSet }),
    ...(context.station !== null && { station: context.station }),
    ...(context.lane !== null && { lane: context.lane }),
    requireLive: context.requireLive,
    ...(context.requireCard !== null && { requireCard: context.requireCard }),
    ...(typeof card === 'string' && { card }),
    onSite: context.onSite,
    ...(context.seenBefore !== null && { seenBefore: context.seenBefore }),
    ...(startedAt !== undefined && { startedAt: new Date(startedAt) }),
  }
}

/** What the gate itself sealed must come out the same to the byte; of what somebody brought reasons are compared first. */
function againstReceipt(
  receipt: Receipt,
  decision: Decision,
  { said, isSealed }: Circumstances,
  isNamed: boolean | null,
): Finding {
  const used = receipt.basis.ruleSet
  const inForce = decision.basis.ruleSet
  if (used !== null && inForce !== null && used.sha256 !== inForce.sha256) {
    return wrong('other-rules-used')
  }
  const [was, now] = [receipt, decision].map(({ outcome, reasons, holdsUntil, basis }) =>
    canonicalJson({
      ...{ outcome, reasons, holdsUntil },
      basis: isNamed === true ? basis : { ...basis, bundle: null },
    }),
  )
  const isOfCard = typeof receipt.basis.context.card === 'object'
  if (isSealed || isOfCard) {
    if (receipt.outcome !== decision.outcome) return wrong('other-outcome')
    return was === now ? right : wrong('other-decision')
  }
  const finding = compareGate({ said, decision, onSiteRules: [], onSiteKinds: new Set() })
  return finding.verdict === 'right' && was !== now ? cannotTell('receipt-differs') : finding
}

/** The rules of a set that read what is measured at the gate, and what they read there; nothing of no set. */
function onSiteOf(
  bundle: Bundle,
  id: string | undefined,
): Pick<Compared, 'onSiteRules' | 'onSiteKinds'> {
  const onSiteRules: RuleReference[] = []
  const onSiteKinds = new Set<string>()
  for (const { version, use } of bundle.ruleSets.get(id ?? '') ?? []) {
    if (use.state !== 'ready') continue
    const { types } = use.compiled.vocabulary
    for (const { rule, reads } of use.compiled.onSiteRules) {
      onSiteRules.push({ set: id ?? '', version, no: rule.no })
      for (const kind of reads) if (!types.has(kind)) onSiteKinds.add(kind)
    }
  }
  return { onSiteRules, onSiteKinds }
}

/** What became of a card that was sealed; `unknown`: these keys do not tell. */
interface CardAgain {
  readonly tag: DecidedAgain['tag']
  readonly state: 'same' | 'other' | 'unknown'
}

/** Holds the card that was sealed against the tag of the code, or looks it up again, with the keys of the station. */
async function cardAgain(
  bundle: Bundle,
  { said: { receipt }, at, texts, card }: Circumstances,
  context: Context,
  stationKeys: StationKeys | undefined,
): Promise<CardAgain | undefined> {
  const was = receipt?.basis.context.card
  if (card === undefined || stationKeys === undefined || was === undefined) return undefined
  const options = { bundle, now: at, stationKeys, formats: allFormats, countryRules }
  if (typeof was === 'object') {
    const read: Card = { ...card, source: was.source }
    const { basis } = await decideCard(read, { ...options, context })
    const now = basis.context.card
    if (typeof now !== 'object') return { tag: null, state: 'unknown' }
    const members = (['covered', 'notGreen'] as const).filter(
      (member) => canonicalJson(now[member]) !== canonicalJson(was[member]),
    )
    // null: these keys open no such set.
    const isUnknown = members.some((member) => now[member] === null)
    // Its dates are not sealed: by them nothing can be shown.
    const isSame = members.length === 0 && was.validity === 'valid' && was.malformed === undefined
    const state = isSame ? 'same' : members.length === 0 || isUnknown ? 'unknown' : 'other'
    return { tag: null, state }
  }
  const read: Card = { ...card, source: 'chip' }
  const { decision } = await explain(texts, { ...options, context: { ...context, card: read } })
  const now = decision.basis.context.card
  const tag = now === 'match' || now === 'mismatch' || now === 'no-key' ? now : null
  if (tag === null || tag === 'no-key') return { tag, state: 'unknown' }
  return { tag, state: tag === was ? 'same' : 'other' }
}
