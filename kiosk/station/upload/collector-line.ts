/** A line to the collector, whatever carries it: what is posted, and what comes back. Types only. */

/** What is posted. */
export interface Posted {
  readonly what: 'records' | 'heartbeats'
  readonly type: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** What came back. */
export type Answered =
  | {
      readonly what: 'answer'
      readonly status: number
      /** Without its parameters. */
      readonly type: string | undefined
      /** undefined: it is longer than any answer of a collector. */
      readonly text: string | undefined
      readonly retryAfter: string | null
    }
  | { readonly what: 'nothing'; readonly why: 'late' | 'cut' }

/** A line. */
export interface CollectorLine {
  /** The largest body that it carries. */
  readonly mostBytes: number
  /** Resolves whatever the network does. */
  post(posted: Posted, how: PostOptions): Promise<Answered>
}

/** For how long, and until when. */
export interface PostOptions {
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** An answer is a receipt, a problem or an instant: a few hundred bytes. */
export const mostAnswerBytes = 16_384
