/** PINs as scrypt hashes: made, checked in the thread pool, and as slowly for whoever is unknown as for everybody else. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { pinPattern } from '../../shared/staff-asks.ts'

/** A hash with what it was made with; bytes as base64url. */
export interface PinHash {
  readonly N: number
  readonly r: number
  readonly p: number
  readonly salt: string
  readonly hash: string
}

const cost = { N: 32_768, r: 8, p: 1 } as const
const hashBytes = 32
/** scrypt takes 128 N r bytes; a file that asks for more than this is no file of ours. */
const mostMemory = 128 * 1024 * 1024

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)

/** Hashes a PIN; undefined: it is too short, or everybody's first guess. */
export async function hashPin(pin: string): Promise<PinHash | undefined> {
  if (!pinPattern.test(pin) || /^(\d)\1*$/.test(pin)) return undefined
  const salt = randomBytes(16)
  const hash = await derive(pin, salt, hashBytes, { ...cost, maxmem: mostMemory })
  return { ...cost, salt: salt.toString('base64url'), hash: hash.toString('base64url') }
}

/** Nobody's: what an unknown operator's PIN is held against. */
const nobody: PinHash = {
  ...cost,
  salt: randomBytes(16).toString('base64url'),
  hash: randomBytes(hashBytes).toString('base64url'),
}

/**
 * Checks a PIN.
 *
 * @param known - undefined: there is no such operator; takes as long, and is false.
 */
export async function checkPin(pin: string, known: PinHash | undefined): Promise<boolean> {
  const { N, r, p, salt, hash } = known ?? nobody
  const options = { N, r, p, maxmem: mostMemory }
  const derived = await derive(pin, Buffer.from(salt, 'base64url'), hashBytes, options)
  return timingSafeEqual(derived, Buffer.from(hash, 'base64url')) && known !== undefined
}

/** Tells whether a value is a hash that can be checked. */
export function isPinHash(value: unknown): value is PinHash {
  if (typeof value !== 'object' || value === null) return false
  const { N, r, p, salt, hash } = value as Readonly<Record<string, unknown>>
  const isPower = typeof N === 'number' && N >= 16_384 && Number.isInteger(Math.log2(N))
  const isBytes = (text: unknown, length: number) =>
    typeof text === 'string' && Buffer.from(text, 'base64url').length === length
  return (
    isPower &&
    typeof r === 'number' &&
    Number.isInteger(r) &&
    r >= 1 &&
    128 * N * r < mostMemory &&
    typeof p === 'number' &&
    Number.isInteger(p) &&
    p >= 1 &&
    p <= 8 &&
    isBytes(salt, 16) &&
    isBytes(hash, hashBytes)
  )
}
