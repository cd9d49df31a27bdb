/** Judges an appeal: makes the gate's decision again, then the code's own colour, and names the rule. */
import {
  ruleSetInForce,
  explain,
  allFormats,
  type Bundle,
  type HeldRuleSet,
  type RuleReference,
} from 'greengate'
import { countryRules } from 'greengate/rules'
import { decidingRule } from '../../kiosk/station/presentations/shown-decision.ts'
import { instantText } from '../edges/instant.ts'
import { printCondition } from '../language/print-condition.ts'
import { saidIn, type Said } from '../rules/replay/said.ts'
import { ruleSetsNamed, type Archive } from './archive.ts'
import type { Answer, NamedRule } from './answer.ts'
import { judgeColour, saidOf, type Colour } from './colour.ts'
import { cannotTell, sumOf, wrong, type Finding } from './compare.ts'
import { decideAgain, type Circumstances, type DecidedAgain } from './decide-again.ts'
import type { BroughtOpening } from './evidence.ts'

/** All that is brought. */
export interface Appeal extends Circumstances {
  readonly opening: BroughtOpening | undefined
  /** As of when `today` is. */
  readonly now: Date
  readonly journal: Answer['journal']
  /** What stands against the receipt or what was brought beside it. */
  readonly proof: readonly Finding[]
}

/** So long a station keeps receipts where its operator declared nothing else (docs/journal.md). */
const receiptDays = 30
const dayMs = 86_400_000

/** Judges it. */
export async function judgeAppeal(archive: Archive, appeal: Appeal): Promise<Answer> {
  const { said, texts, opening, at, journal } = appeal
  const isOfCard = typeof said.receipt?.basis.context.card === 'object'
  const hasCode = texts.length > 0 || isOfCard
  const again = hasCode ? await decideAgain(archive, appeal) : undefined
  const gate =
    again === undefined
      ? withoutDecision(archive, appeal, hasCode)
      : published(archive, again, again.finding)
  // Of several codes that were shown together none is the one that an opening is of.
  const [text, otherText] = texts
  const isOne = text !== undefined && otherText === undefined
  const colour = isOne ? await judgeColour(archive, text, opening, at) : undefined
  const ofColour =
    opening !== undefined || (texts.length > 0 && isByColour(appeal, again))
      ? (colour?.finding ?? cannotTell('opening-missing'))
      : null
  const finding = sumOf([gate, ...(ofColour === null ? [] : [ofColour]), ...appeal.proof])
  const rule = said.rule ?? (again === undefined ? null : decidingRule(again.decision))
  const { receipt } = said
  return {
    number: said.number,
    ...finding,
    gate: {
      source: journal === null ? said.source : 'journal',
      ...{ at: said.at, station: said.station, lane: said.lane, outcome: said.outcome },
      ...{ reasons: said.reasons, rule: said.rule ?? null },
    },
    parts: { gate, colour: ofColour },
    bundle: again === undefined ? null : bundleOf(archive, again),
    refused: archive.refused,
    again: again === undefined ? null : againOf(again),
    colour: colour?.stated === undefined ? null : colourOf(colour),
    tag: again?.tag ?? null,
    rule: rule === null ? null : nameRule(archive, rule),
    rules: colour?.rules.length ? colour.rules : (again?.rules ?? []),
    today: await todayOf(archive, appeal, again, colour),
    journal,
    next: {
      ...{ at: 'desk', number: said.number },
      receiptUntil:
        said.at === null ? null : instantText(new Date(Date.parse(said.at) + receiptDays * dayMs)),
      sealedUntil: receipt?.sealed?.deleteAfter ?? null,
    },
  }
}

/** Nothing is right by a version that was published in two forms, where no receipt names one of them. */
function published(archive: Archive, { decision, isNamed }: DecidedAgain, found: Finding): Finding {
  const used = decision.basis.ruleSet
  if (found.verdict !== 'right' || isNamed !== null || used === null) return found
  const forms = ruleSetsNamed(archive, used.id, used.version)
  return forms.length > 1 ? cannotTell('published-twice') : found
}

/** What can be told where nothing could be decided again. */
function withoutDecision(archive: Archive, { said }: Appeal, hasCode: boolean): Finding {
  const used = said.receipt?.basis.ruleSet
  if (used !== undefined && used !== null) {
    const named = ruleSetsNamed(archive, used.id, used.version)
    if (named.length === 0) return cannotTell('no-rule-set-of-then')
    // Rules of this name and version were published, and they are not those that the station used.
    if (named.every(({ held }) => held.sha256 !== used.sha256)) return wrong('other-rules-used')
  }
  return cannotTell(hasCode ? 'no-bundle-of-then' : 'no-code')
}

/** Whether the gate went by the colour of the code, which is as right as the colour. */
function isByColour({ said }: Appeal, again: DecidedAgain | undefined): boolean {
  const codes = again?.decision.reasons.map(({ code }) => code) ?? said.reasons ?? []
  return codes.some((code) => code.startsWith('assessed-'))
}

function bundleOf(archive: Archive, { from, isNamed }: DecidedAgain): Answer['bundle'] {
  const { file, bundle } = from
  const version = bundle.snapshot?.version ?? 0
  return { file, version, sha256: bundle.digest, root: archive.rootDigest, isNamed }
}

function againOf({ decision }: DecidedAgain): NonNullable<Answer['again']> {
  const { outcome, reasons, basis } = decision
  const set = basis.ruleSet
  return {
    outcome,
    reasons: [...new Set(reasons.map(({ code }) => code))],
    rule: decidingRule(decision),
    ruleSet: set && { id: set.id, version: set.version },
  }
}

function colourOf({ stated, again }: Colour): Answer['colour'] {
  if (stated === undefined) return null
  const { outcome, ruleSet, version, rule = null, assessedAt } = stated
  return { outcome, ruleSet, version, rule, assessedAt, again: again ?? null }
}

/** The rule by its number, as it was published; null where the version is not here, or its bytes are two. */
function nameRule(archive: Archive, reference: RuleReference): NamedRule | null {
  const [only, other] = ruleSetsNamed(archive, reference.set, reference.version)
  if (other !== undefined || only?.held.use.state !== 'ready') return null
  const { set } = only.held.use.compiled
  const rule = set.rules.find(({ no }) => no === reference.no)
  if (rule === undefined) return null
  return {
    ...reference,
    ...{ id: rule.id, outcome: rule.outcome, title: set.title, reason: rule.reason },
    when: printCondition(rule.when),
    ...(rule.unless !== undefined && { unless: printCondition(rule.unless) }),
    legalBasis: set.change.basis,
    from: set.effective.from,
    until: set.effective.until,
  }
}

/** What the version in force today makes of the same facts as of the gate's instant, so that rules alone differ. */
async function todayOf(
  archive: Archive,
  appeal: Appeal,
  again: DecidedAgain | undefined,
  colour: Colour | undefined,
): Promise<Answer['today']> {
  const { at, now, texts } = appeal
  const id = colour?.stated?.ruleSet ?? again?.decision.basis.ruleSet?.id
  const newest = archive.published[0]
  if (id === undefined || newest === undefined) return null
  const held = heldInForce(newest.bundle, id, now)
  if (held?.use.state !== 'ready') return null
  const { version } = held
  if (colour?.statement !== undefined) {
    return { id, version, said: saidOf(colour.statement, held.use.compiled, at) }
  }
  if (again === undefined || texts.length === 0 || colour?.stated !== undefined) return null
  // The data of then, and this version as if it had been in force.
  const { bundle } = again.from
  const onSite = appeal.said.receipt?.basis.context.onSite ?? appeal.onSite ?? {}
  const until = Math.max(held.until, at.getTime() / 1000 + 1)
  const asThen: HeldRuleSet = { ...held, from: 0, until }
  const ruleSets = new Map(bundle.ruleSets).set(id, [asThen])
  const { decision } = await explain(texts, {
    ...{ bundle: { ...bundle, ruleSets }, now: at, formats: allFormats, countryRules },
    context: { ruleSet: id, seenBefore: 'no', onSite },
  })
  const said: Said | undefined = saidIn({ seq: 0, ...decision })
  return said === undefined ? null : { id, version, said }
}

function heldInForce(bundle: Bundle, id: string, now: Date): HeldRuleSet | undefined {
  const version = ruleSetInForce(bundle, id, now)?.version
  return bundle.ruleSets.get(id)?.find((held) => held.version === version)
}
