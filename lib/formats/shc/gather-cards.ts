/** From texts to cards: digits, parts in any order, files; one compact JWS for each card. */
import { parseBoundedJson } from '../../encoding/bounded-json.ts'
import { utf8 } from '../../encoding/bytes.ts'
import { membersOf } from '../../encoding/members-of.ts'
import { decodeNumeric } from '../../encoding/numeric.ts'
import { GreengateError } from '../../errors.ts'
import type { OtherCredential, UndecodedCode } from '../format.ts'
import { decodeCard } from './decode-card.ts'
import { undecoded } from '../undecoded.ts'

/** A QR code holds 7,089 digits at most; a file is longer. */
const maxTextLength = 65_536
/** Cards that a file may hold. */
const maxCards = 16
/** Ways of putting parts together that are tried where parts of several cards were shown: two cards of four parts. */
const maxWays = 16

/** What stands before the digits. */
const numericForm = /^shc:\/(?:([1-9]\d?)\/([1-9]\d?)\/)?(?=\d)/i
const recognisedForm = /^\s*(?:shc:|\{\s*"verifiableCredential"\s*:)/i

type Decoded = OtherCredential | UndecodedCode

/** Parts of cards of so many: by place, from 1, what was shown there. */
type Parts = Map<number, Set<string>>

/** Whether a text is a card, a part of one, or a file of cards. */
export function isOfCard(text: string): boolean {
  // White space alone, however much, is not worth looking through.
  return recognisedForm.test(text.slice(0, maxTextLength))
}

/** Decodes every card among the texts once. */
export function decodeCards(texts: readonly string[]): readonly Decoded[] {
  const failed: UndecodedCode[] = []
  const whole: string[] = []
  const byTotal = new Map<number, Parts>()
  for (const text of distinct(texts)) {
    if (text.length > maxTextLength) failed.push(undecoded('shc', 'too-long'))
    else {
      try {
        for (const jws of readText(text, byTotal)) whole.push(jws)
      } catch (error) {
        if (!(error instanceof GreengateError)) throw error
        failed.push(undecoded('shc', 'text-damaged'))
      }
    }
  }
  const parted = [...byTotal].flatMap(([total, parts]) => decodeParts(total, parts))
  return [...distinct(whole).map(decodeCard), ...parted, ...failed]
}

/** Each text once. One alone, which is the rule, is not worth the sum over its characters that a set takes. */
function distinct(texts: readonly string[]): readonly string[] {
  return texts.length < 2 ? texts : [...new Set(texts)]
}

/** The cards that are whole in a text; a part is put where it belongs. */
function readText(text: string, byTotal: Map<number, Parts>): readonly string[] {
  // Hardware scanners append white space, and so do files.
  const trimmed = text.trim()
  if (trimmed.startsWith('{')) return readFile(trimmed)
  const [before, place, total] = numericForm.exec(trimmed) ?? []
  if (before === undefined || Number(place) > Number(total)) throw damaged()
  const jws = decodeNumeric(trimmed, before.length)
  if (total === undefined) return [jws]
  const parts = byTotal.get(Number(total)) ?? new Map<number, Set<string>>()
  byTotal.set(Number(total), parts)
  parts.set(Number(place), (parts.get(Number(place)) ?? new Set()).add(jws))
  return []
}

/** A file `.smart-health-card`, as it may be dropped or pasted. */
function readFile(text: string): readonly string[] {
  const { verifiableCredential: cards } = membersOf(parseBoundedJson(utf8(text)))
  const isList = Array.isArray(cards) && cards.length > 0 && cards.length <= maxCards
  if (!isList || !cards.every((card) => typeof card === 'string')) throw damaged()
  return cards
}

function decodeParts(total: number, parts: Parts): readonly Decoded[] {
  const shown = Array.from({ length: total }, (_, i) => [...(parts.get(i + 1) ?? [])])
  if (shown.some(({ length }) => length === 0)) return [undecoded('shc', 'parts-missing')]
  const ways = shown.reduce((product, { length }) => Math.min(product * length, maxWays + 1), 1)
  if (ways === 1) return [decodeCard(shown.flat().join(''))]
  if (ways > maxWays) return [undecoded('shc', 'envelope-damaged')]
  return tellApart(shown) ?? [undecoded('shc', 'envelope-damaged')]
}

/** Parts of several cards: told apart only if there is one way that uses each part once, and makes cards of all. */
function tellApart(shown: readonly (readonly string[])[]): readonly Decoded[] | undefined {
  const used = new Set<string>()
  const cards: Decoded[] = []
  const combinations = shown.reduce<readonly (readonly string[])[]>(
    (begun, variants) => begun.flatMap((parts) => variants.map((variant) => [...parts, variant])),
    [[]],
  )
  for (const combination of combinations) {
    const card = decodeCard(combination.join(''))
    if ('state' in card) continue
    cards.push(card)
    for (const [place, part] of combination.entries()) {
      const name = `${String(place)} ${part}`
      if (used.has(name)) return undefined
      used.add(name)
    }
  }
  return used.size === shown.flat().length ? cards : undefined
}

function damaged(): GreengateError {
  return new GreengateError('ERR_CODE_MALFORMED', 'text is no health card')
}
