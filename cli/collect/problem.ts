/** What a collector says instead of a receipt: problem details (RFC 9457) that a station can branch on. */

/** Every refusal, by its status. */
const problems = {
  malformed: { status: 400, title: 'The request is not one of this protocol' },
  'unknown-station': { status: 401, title: 'No such station is known here' },
  'wrong-signature': { status: 401, title: 'The batch is not signed by that station' },
  'wrong-sender': { status: 403, title: 'That was sent by another station than it names' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'not-allowed': { status: 405, title: 'Not by this method' },
  'in-flight': { status: 409, title: 'The same station is being served' },
  gap: { status: 409, title: 'Records before these have not come' },
  'length-required': { status: 411, title: 'The length of the body must be said' },
  'too-large': { status: 413, title: 'The batch is too large' },
  'other-body': { status: 422, title: 'The body is not what the key and the statement say' },
  'broken-chain': { status: 422, title: 'The records are not a chain' },
  forked: { status: 422, title: 'Other records of these numbers are here already' },
  'wrong-checkpoint': { status: 422, title: 'A checkpoint is not signed by the station' },
  'too-often': { status: 429, title: 'More often than a station need' },
  fault: { status: 500, title: 'A fault of the collector' },
  busy: { status: 503, title: 'Too much at once' },
  'no-room': { status: 507, title: 'The store cannot be written' },
} as const

/** The name of a refusal: the last part of `type`. */
export type ProblemName = keyof typeof problems

/** What a problem may say beside its name: numbers and places, never a record. */
export interface ProblemDetails {
  readonly segment?: string
  /** The record that is waited for. */
  readonly next?: number
  /** The most bytes of a body. */
  readonly most?: number
}

const retrySeconds: Partial<Record<ProblemName, string>> = {
  'in-flight': '1',
  'too-often': '5',
  busy: '5',
  'no-room': '300',
}

/** Why a batch was not taken. */
export class Problem extends Error {
  override name = 'Problem'
  readonly problem: ProblemName
  readonly details: ProblemDetails
  constructor(problem: ProblemName, details: ProblemDetails = {}) {
    super(problems[problem].title)
    this.problem = problem
    this.details = details
  }
  get status(): number {
    return problems[this.problem].status
  }
  /** Seconds after which another try is worth it; undefined: none is, or as the sender likes. */
  get retryAfter(): string | undefined {
    return retrySeconds[this.problem]
  }
  /** The body of the answer. */
  toJSON(): Readonly<Record<string, unknown>> {
    const { status, title } = problems[this.problem]
    return { type: `urn:greengate:collect:${this.problem}`, title, status, ...this.details }
  }
}
