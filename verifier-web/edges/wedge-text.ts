/** Tells a scanner that types from a person who does, and puts its text together: a state machine, with time as data. */
import { characterOf, isModifier, isSuffix, numpadDigitOf } from './wedge-keys.ts'

/** How a scanner is told from a person. */
export interface WedgeTimes {
  /** The most that a scanner takes for a key, on average, in milliseconds. */
  readonly averageMs: number
  /** A silence of so many milliseconds ends a scan, whole or not. */
  readonly gapMs: number
  /** What is shorter is no code. */
  readonly minLength: number
}

/** Where nothing else is known. */
export const wedgeTimes: WedgeTimes = { averageMs: 30, gapMs: 100, minLength: 6 }

/** A key that went down. */
export interface KeyStroke {
  /** `KeyboardEvent.code`: the place of the key. */
  readonly code: string
  readonly isShifted: boolean
  /** Ctrl or the system's own key is held: a command, and no text. */
  readonly isCommand: boolean
  /** Alt is held. */
  readonly isAlt: boolean
  /** The key is held down, and repeats by itself. */
  readonly isRepeat: boolean
  /** It goes to a field that people type in. */
  readonly isByHand: boolean
  readonly atMs: number
}

/** What a scanner typed that is no text. */
export interface WedgeNoise {
  readonly why: 'no-suffix' | 'too-short' | 'too-long' | 'unknown-key'
  /** What there was of it; for whoever sets a scanner up, and never to be kept. */
  readonly text: string
}

/** What a key made. */
export interface WedgeAnswer {
  /** The key is the scanner's: nothing else on the page may have it. */
  readonly isTaken: boolean
  /** It may be the first of a scan. */
  readonly isFirst?: true
  readonly text?: string
  readonly noise?: WedgeNoise
}

/** The state machine. */
export interface WedgeText {
  down(stroke: KeyStroke): WedgeAnswer
  /** Only Alt matters when it goes up: it ends a character that was typed by its number. */
  up(code: string): void
  /** No key came for longer than a gap. */
  silence(): WedgeNoise | undefined
  /** Whether something has begun. */
  isOpen(): boolean
}

const mostCharacters = 7_089
/** Fewer keys than this say nothing about speed; in a field that people type in, more are asked for. */
const fewestKeys = 2
const fewestByHand = 4
/** Nobody presses three keys and Enter in a tenth of a second. */
const fewestBeforeSuffix = 3
const groupSeparator = '\u001D'

/** Makes one. */
export function wedgeText({ averageMs, gapMs, minLength }: WedgeTimes = wedgeTimes): WedgeText {
  let text = ''
  let keys = 0
  let firstMs = 0
  let lastMs = -Infinity
  let endedMs = -Infinity
  let spoiltBy: WedgeNoise['why'] | undefined
  /** The digits of a character that is typed by its number, while Alt is held. */
  let number: string | undefined

  const isFast = (fewest: number) =>
    keys >= fewest && (lastMs - firstMs) / Math.max(1, keys - 1) <= averageMs
  const clear = () => {
    text = ''
    keys = 0
    spoiltBy = undefined
    number = undefined
  }
  const silence = (): WedgeNoise | undefined => {
    const noise = { why: spoiltBy ?? 'no-suffix', text } as const
    const isScan = isFast(fewestByHand)
    clear()
    return isScan ? noise : undefined
  }
  const count = (atMs: number) => {
    // Somebody typed by hand, and stopped for as long as no scanner does: what comes now is something else.
    if (!isFast(fewestKeys) && atMs - lastMs > 3 * averageMs) clear()
    if (keys === 0) firstMs = atMs
    keys++
    lastMs = atMs
  }
  const type = (character: string) => {
    if (text.length < mostCharacters) text += character
    else spoiltBy = 'too-long'
  }
  const finish = (atMs: number): WedgeAnswer => {
    if (!isFast(fewestBeforeSuffix)) {
      // A second suffix right after a scan is the scanner's too, and presses nothing.
      const isAfterScan = atMs - endedMs <= gapMs
      clear()
      return { isTaken: isAfterScan }
    }
    endedMs = atMs
    const why = spoiltBy ?? (text.length < minLength ? 'too-short' : undefined)
    const whole = text
    clear()
    return why === undefined
      ? { isTaken: true, text: whole }
      : { isTaken: true, noise: { why, text: whole } }
  }

  const press = (stroke: KeyStroke): WedgeAnswer => {
    const { code, isShifted, isCommand, isAlt, atMs } = stroke
    const isSure = () => isFast(stroke.isByHand ? fewestByHand : fewestKeys)
    if (stroke.isRepeat) return { isTaken: isSure() }
    if (isModifier(code)) {
      if (code === 'AltLeft') number = ''
      return { isTaken: code === 'AltLeft' && isSure() }
    }
    if (isAlt && number !== undefined) {
      const digit = numpadDigitOf(code)
      if (digit === undefined) {
        clear()
        return { isTaken: false }
      }
      const digits = number + digit
      count(atMs)
      number = digits
      return { isTaken: true }
    }
    if (isCommand && code === 'BracketRight' && isSure()) {
      count(atMs)
      type(groupSeparator)
      return { isTaken: true }
    }
    if (isCommand) {
      // Some scanners send Ctrl J after Enter.
      const isAfterScan = code === 'KeyJ' && atMs - endedMs <= gapMs
      clear()
      return { isTaken: isAfterScan }
    }
    if (isSuffix(code)) return finish(atMs)
    const character = characterOf(code, isShifted)
    if (character === undefined) {
      if (!isSure()) return { isTaken: false }
      spoiltBy = 'unknown-key'
      return { isTaken: true }
    }
    count(atMs)
    type(character)
    return { isTaken: isSure(), ...(keys === 1 && { isFirst: true }) }
  }

  return {
    down(stroke) {
      const noise = keys > 0 && stroke.atMs - lastMs > gapMs ? silence() : undefined
      const answer = press(stroke)
      return noise === undefined ? answer : { noise, ...answer }
    },
    up(code) {
      if (code !== 'AltLeft' || number === undefined) return
      const point = Number(number)
      // Beyond ASCII it depends on the machine which character is meant: nothing is guessed.
      if (point >= 32 && point <= 126) type(String.fromCharCode(point))
      else if (number !== '') spoiltBy = 'unknown-key'
      number = undefined
    },
    silence,
    isOpen: () => keys > 0,
  }
}
