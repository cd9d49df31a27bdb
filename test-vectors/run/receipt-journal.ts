/** Runs receipt/journal.json: written, read, opened, pruned, and checked in a row. */
import type { Api, Trial } from './api.ts'
import { base64url, fromBase64url, hex } from './bytes.ts'

interface Step {
  readonly receipt?: Readonly<Record<string, unknown>>
  readonly secret?: unknown
  readonly deleteAfter?: string
  readonly event?: unknown
  readonly at?: string
  readonly checkpoint?: { readonly at: string; readonly closed: boolean }
}

interface Written {
  readonly segment: string
  readonly begin: { readonly station: string }
  readonly signer: unknown
  readonly recipient: unknown
  readonly ephemeral: string
  readonly steps: readonly Step[]
}

interface File {
  readonly segment: string
  readonly file: string
}

interface JournalCase {
  readonly id: string
  readonly write?: Written
  readonly read?: File & { readonly keys: readonly unknown[] }
  readonly open?: File & { readonly seq: number; readonly recipient: unknown }
  readonly prune?: File & { readonly what: Readonly<Record<string, string>> }
  readonly row?: readonly File[]
  readonly options?: object
  readonly file?: string
  readonly records?: unknown
  readonly sealed?: unknown
  readonly faults?: unknown
  readonly signed?: unknown
  readonly unsignedRecords?: number
  readonly error?: string
}

const written = async (api: Api, given: Written): Promise<string> => {
  const { segment, begin, signer: jwk, recipient, ephemeral, steps } = given
  const { station } = begin
  const signer = await api.jwkSigner(jwk)
  const sealer = await api.openSealer(recipient, fromBase64url(ephemeral))
  let { bytes, state } = await api.startSegment(segment, { ...begin, signer, sealer })
  let file = hex(bytes)
  for (const { receipt, secret, deleteAfter, event, at, checkpoint } of steps) {
    const plaintext = new TextEncoder().encode(api.canonicalJson(secret ?? null))
    if (receipt !== undefined) {
      const { lane, subject, appeal } = receipt
      const sealed = secret !== undefined && { secret: { sealer, plaintext, deleteAfter } }
      const details = { station, lane, subject, appeal, ...sealed }
      ;({ bytes, state } = await api.appendReceipt(state, receipt, details))
    } else if (checkpoint !== undefined) {
      ;({ bytes, state } = await api.appendCheckpoint(state, { ...checkpoint, station, signer }))
    } else {
      ;({ bytes, state } = await api.appendEvent(state, event, { at, station, lane: 'a' }))
    }
    file += hex(bytes)
  }
  return file
}

const opened = async (
  api: Api,
  { segment, file, seq, recipient }: NonNullable<JournalCase['open']>,
) => {
  const { start, records } = await api.readSegment(fromBase64url(file), segment)
  return (await api.openSealed(start, records[seq - 1], recipient)) ?? null
}

/** One trial a case. */
export const journals = (
  api: Api,
  { cases }: { readonly cases: readonly JournalCase[] },
): Trial[] =>
  cases.map((one) => {
    const { id, write, read, open, prune, row, error } = one
    const file = hex(fromBase64url(one.file ?? ''))
    if (write !== undefined) return { id, expected: file, got: () => written(api, write) }
    if (prune !== undefined) {
      const bytes = fromBase64url(prune.file)
      const decide = ({ seq }: { readonly seq: number }) => prune.what[seq] ?? 'nothing'
      const got = async () => hex((await api.pruneSegment(bytes, prune.segment, decide)).bytes)
      return { id, expected: file, got }
    }
    if (open !== undefined) {
      const expected = error === undefined ? one.sealed : { error }
      return { id, expected, got: () => opened(api, open) }
    }
    if (read !== undefined) {
      const bytes = fromBase64url(read.file)
      return {
        id,
        expected: error === undefined ? one.records : { error },
        got: async () => {
          const { records } = await api.readSegment(bytes, read.segment, { keys: read.keys })
          return records.map(({ seq, kind, value, sealed }) => ({
            ...{ seq, kind, value, sealed: sealed && base64url(sealed) },
          }))
        },
      }
    }
    const { faults, signed, unsignedRecords } = one
    return {
      id,
      expected: { faults, signed, unsignedRecords },
      got: async () => {
        const segments = (row ?? []).map((each) => ({
          ...{ id: each.segment, bytes: fromBase64url(each.file) },
        }))
        const report = await api.verifyJournal(segments, one.options ?? {})
        const { faults: found, signed: last, unsignedRecords: count } = report
        return { faults: found, signed: last, unsignedRecords: count }
      },
    }
  })
