/** Runs receipt/: segments written and read, and subjects. */
import type { Api, Trial } from './api.ts'
import { fromBase64url, fromHex, hex } from './bytes.ts'

interface Clear {
  readonly station: string
  readonly lane: string
  readonly subject: string | null
  readonly outcome: string
  readonly reasons: readonly unknown[]
  readonly holdsUntil: string | null
  readonly basis: unknown
  readonly appeal: string | null
  readonly shadow?: readonly unknown[]
}

interface SegmentCase {
  readonly id: string
  readonly segment: string
  readonly file: string
  readonly begin?: object
  readonly append?: readonly Clear[]
  readonly receipts?: readonly unknown[]
  readonly wholeBytes?: number
  readonly error?: string
}

const written = async (
  api: Api,
  segment: string,
  begin: object,
  append: readonly Clear[],
): Promise<string> => {
  let { bytes, state } = await api.startSegment(segment, begin)
  let file = hex(bytes)
  for (const { station, lane, subject, appeal, shadow, ...decided } of append) {
    const decision = { ...decided, colour: null }
    const details = { station, lane, subject, appeal, ...(shadow && { shadow }) }
    ;({ bytes, state } = await api.appendReceipt(state, decision, details))
    file += hex(bytes)
  }
  return file
}

/** Appended, or read, or refused. */
export const segments = (api: Api, file: { readonly cases: readonly SegmentCase[] }): Trial[] =>
  file.cases.map(({ id, segment, file: text, begin = {}, append, receipts, wholeBytes, error }) => {
    const bytes = fromBase64url(text)
    if (append !== undefined) {
      return {
        id,
        expected: { file: hex(bytes), wholeBytes },
        got: async () => ({
          file: await written(api, segment, begin, append),
          wholeBytes: (await api.readSegment(bytes, segment)).wholeBytes,
        }),
      }
    }
    return {
      id,
      expected: error === undefined ? { receipts, wholeBytes } : { error },
      got: async () => {
        const read = await api.readSegment(bytes, segment)
        return { receipts: read.receipts, wholeBytes: read.wholeBytes }
      },
    }
  })

interface SubjectCase {
  readonly id: string
  readonly dayKey: string
  readonly presentationId: string
  readonly subject: string
}

/** The keyed hash of a presentation's id. */
export const subjects = (api: Api, file: { readonly cases: readonly SubjectCase[] }): Trial[] =>
  file.cases.map(({ id, dayKey, presentationId, subject }) => ({
    id,
    expected: subject,
    got: () => api.receiptSubject(fromHex(dayKey), presentationId),
  }))
