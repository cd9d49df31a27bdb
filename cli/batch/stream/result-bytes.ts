/** A result as bytes: what there is to count as JSON, and behind it the lines as they are. */
import type { PartResult } from '../job.ts'

const texts = ['outcomes', 'codes', 'openings'] as const
const counts = ['lines', 'records', 'people', 'skipped'] as const
/** Of the JSON: a number before it. */
const lead = 4

/** Writes a result. */
export function resultBytes(result: PartResult): Uint8Array {
  const { outcomes, codes, openings, ...rest } = result
  const lengths = { outcomes: outcomes.length, codes: codes.length, openings: openings.length }
  const json = Buffer.from(JSON.stringify({ ...rest, lengths }))
  const size = Buffer.alloc(lead)
  size.writeUInt32BE(json.length)
  return Buffer.concat([size, json, outcomes, codes, openings])
}

/** Reads one; undefined for what is none. */
export function readResult(bytes: Uint8Array): PartResult | undefined {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const begin = lead + (whole.length < lead ? 0 : whole.readUInt32BE(0))
  const said = objectOf(whole.subarray(lead, begin))
  const lengths = said?.['lengths'] as Record<string, unknown> | undefined
  const rejected = said?.['rejected']
  if (said === undefined || lengths === undefined || !Array.isArray(rejected)) return undefined
  if (!counts.every((name) => isCount(said[name]))) return undefined
  if (!rejected.every(isRejected)) return undefined
  const cut: Record<string, Uint8Array> = {}
  let at = begin
  for (const name of texts) {
    const length = lengths[name]
    if (!isCount(length)) return undefined
    cut[name] = whole.subarray(at, at + length)
    at += length
  }
  if (at !== whole.length) return undefined
  const { lengths: _, ...rest } = said
  return { ...rest, ...cut } as unknown as PartResult
}

function objectOf(bytes: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString())
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function isRejected(value: unknown): boolean {
  const { line, reason } = (value ?? {}) as Record<string, unknown>
  return isCount(line) && typeof reason === 'string'
}
