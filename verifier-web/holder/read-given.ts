/** Sorts what a person scans, pastes or chooses: a code, a code with its opening, an issuer's challenge, one's own request. */
import { trimLines } from '../edges/transfer.ts'
import { readOpening, type Opening } from './opening.ts'

/** What was given. Whether a code is one, its inspection says. */
export type Given =
  | { readonly kind: 'code'; readonly text: string; readonly opening?: Opening }
  | { readonly kind: 'opening'; readonly opening: Opening }
  | { readonly kind: 'challenge'; readonly challenge: Uint8Array }
  | { readonly kind: 'request' }

/** 16 to 64 bytes as base64url. */
const challengeForm = /^[A-Za-z0-9_-]{22,86}$/

/** Sorts a text. */
export function readGiven(text: string): Given {
  const trimmed = trimLines(text)
  const challenge = readChallenge(trimmed.trim())
  if (challenge !== undefined) return { kind: 'challenge', challenge }
  if (/^GGR\d+:/.test(trimmed)) return { kind: 'request' }
  if (trimmed.trimStart().startsWith('{')) return readJson(trimmed)
  return { kind: 'code', text: trimmed }
}

/** The bytes of a challenge; undefined for what is none, and for one that is not written as it should be. */
export function readChallenge(text: string): Uint8Array | undefined {
  // Of four characters one alone is no byte.
  if (!challengeForm.test(text) || text.length % 4 === 1) return undefined
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  const again = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
  return again === text && bytes.length >= 16 && bytes.length <= 64 ? bytes : undefined
}

function readJson(text: string): Given {
  const value = parse(text)
  const opening = readOpening(value)
  if (opening !== undefined) return { kind: 'opening', opening }
  if (typeof value !== 'object' || value === null) return { kind: 'code', text }
  const { text: code, opening: beside } = value as { text?: unknown; opening?: unknown }
  if (typeof code !== 'string') return { kind: 'code', text }
  // A desk gives the opening as it is to be kept: as text.
  const own = readOpening(typeof beside === 'string' ? parse(beside) : beside)
  return { kind: 'code', text: trimLines(code), ...(own === undefined ? {} : { opening: own }) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
