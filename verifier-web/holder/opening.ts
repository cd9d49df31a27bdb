/** The opening of a code as its holder keeps it (docs/receipt.md 8): read from JSON, held against the code, written again. */
import { openingMatches, type Committed, type Coverage, type Fact } from 'greengate'

/** As it stands in JSON. */
export interface Opening {
  readonly format: 'greengate-opening-1'
  readonly facts: readonly Fact[]
  readonly covers: readonly Coverage[]
  readonly assessment: Pick<Committed, 'outcome' | 'ruleSet' | 'version' | 'rule' | 'assessedAt'>
  /** 16 bytes, base64url. */
  readonly salt: string
  readonly commitment?: string
}

type Unknown = Readonly<Record<string, unknown>>
const isRecord = (value: unknown): value is Unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string'

const isFact = (value: unknown): boolean =>
  isRecord(value) &&
  [value['id'], value['kind'], value['source'], value['recordedAt']].every(isText) &&
  isRecord(value['fields'])
const isCoverage = (value: unknown): boolean =>
  isRecord(value) && isText(value['kind']) && isText(value['until'])
const isAssessment = (value: unknown): boolean =>
  isRecord(value) &&
  [value['outcome'], value['ruleSet'], value['assessedAt']].every(isText) &&
  Number.isInteger(value['version'])

/** Takes what has the form of an opening that belongs to a code; whether it fits the code, `opens` says. */
export function readOpening(value: unknown): Opening | undefined {
  if (!isRecord(value) || value['format'] !== 'greengate-opening-1') return undefined
  const { facts, covers, assessment, salt } = value
  const isWhole =
    Array.isArray(facts) &&
    facts.every(isFact) &&
    Array.isArray(covers) &&
    covers.every(isCoverage) &&
    isAssessment(assessment) &&
    isText(salt) &&
    // 16 bytes.
    /^[A-Za-z0-9_-]{21}[AQgw]$/.test(salt)
  return isWhole ? (value as unknown as Opening) : undefined
}

/** Whether it shows what a code was assessed on. */
export function opens(
  text: string,
  { facts, covers, assessment, salt }: Opening,
): Promise<boolean> {
  const bytes = atob(salt.replaceAll('-', '+').replaceAll('_', '/'))
  const committed: Committed = {
    ...assessment,
    facts,
    covers,
    salt: Uint8Array.from(bytes, (character) => character.charCodeAt(0)),
  }
  return openingMatches(text, committed)
}
