/** A reader of machine-readable zones made of software: sends what is printed on a document, over any line. */
import type { Line } from '../line/line.ts'

/** The reader, from the side of whoever stands before it. */
export interface SimulatedMrz {
  /** @param zone - Its lines. */
  place(zone: readonly string[]): Promise<void>
  /** Sends text as it is. */
  send(text: string): Promise<void>
}

/** Plugs a reader into a line. */
export function simulateMrzReader(line: Line): SimulatedMrz {
  const send = (text: string) => line.write(new TextEncoder().encode(text))
  return { place: (zone) => send(zone.map((one) => `${one}\r`).join('')), send }
}

/** What a passport's zone is made of. */
export interface SimulatedPassport {
  readonly state: string
  readonly surname: string
  readonly given: string
  readonly number: string
  /** `YYYY-MM-DD`. */
  readonly birthDate: string
  readonly validUntil: string
}

/** The two lines of a passport, with all check digits. */
export function passportZone(passport: SimulatedPassport): readonly [string, string] {
  const { state, surname, given, number } = passport
  const name = `${surname}<<${given}`.replaceAll(' ', '<')
  const first = `P<${state}${name}`.slice(0, 44).padEnd(44, '<')
  const checked = (text: string) => text + checkDigit(text)
  const [document, born, until, personal] = [
    checked(number.padEnd(9, '<')),
    checked(sixDigits(passport.birthDate)),
    checked(sixDigits(passport.validUntil)),
    `${'<'.repeat(14)}0`,
  ]
  const all = checkDigit(document + born + until + personal)
  return [first, `${document}${state}${born}<${until}${personal}${all}`]
}

function sixDigits(date: string): string {
  return date.slice(2).replaceAll('-', '')
}

/** Weights 7, 3, 1; letters count from 10, and what is left free is 0 (ICAO 9303-3, 4.9). */
function checkDigit(text: string): string {
  let sum = 0
  for (let i = 0; i < text.length; i++) {
    const value = text[i] === '<' ? 0 : parseInt(text.charAt(i), 36)
    sum += value * ([7, 3, 1][i % 3] ?? 0)
  }
  return String(sum % 10)
}
