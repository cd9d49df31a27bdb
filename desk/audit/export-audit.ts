/** The audit trail as lines of JSON, for whoever audits: they can hold it against its chain without the store. */
import { canonicalJson } from 'greengate/issue'
import type { ChainedRecord } from './chain.ts'

/** One line each, heads and all; instants as RFC 3339. */
export function* auditLines(records: Iterable<ChainedRecord>): Generator<string> {
  for (const { at, head, ...record } of records) {
    const time = new Date(at * 1000).toISOString().replace('.000Z', 'Z')
    yield canonicalJson({ ...record, at: time, head: Buffer.from(head).toString('base64url') })
  }
}

/** Reads such lines for `verifyAudit`; undefined for one that is no record. */
export function* parseAuditLines(lines: Iterable<string>): Generator<ChainedRecord | undefined> {
  for (const line of lines) if (line !== '') yield parseLine(line)
}

function parseLine(line: string): ChainedRecord | undefined {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
  const members = (typeof value === 'object' ? value : null) as Record<string, unknown> | null
  const { seq, at, who, what, about, detail, head, ...rest } = members ?? {}
  const texts = [at, who, what, about, head].every((text) => typeof text === 'string')
  const isWhole = texts && Number.isSafeInteger(seq) && typeof detail === 'object'
  if (!isWhole || detail === null || Object.keys(rest).length > 0) return undefined
  const seconds = Date.parse(at as string) / 1000
  if (!Number.isSafeInteger(seconds)) return undefined
  return {
    seq,
    at: seconds,
    who,
    what,
    about,
    detail,
    head: new Uint8Array(Buffer.from(head as string, 'base64url')),
  } as ChainedRecord
}
