/** The port of signing in: who somebody is, as a provider says it. Types only. */

/** As whom somebody signs in. */
export type SignsInAs = 'account' | 'officer'

/** An identity that the provider vouches for. */
export interface VouchedIdentity {
  readonly idType: string
  readonly number: string
  readonly name: string
  readonly birthDate?: string
}

/** Who it was. */
export interface SignedIn {
  readonly as: SignsInAs
  /** What makes `subject` unique: two providers may know different people by one name. */
  readonly provider: string
  readonly subject: string
  readonly vouched?: VouchedIdentity
}

/** Signing in with a code that is sent to the contact. */
export interface OneTimeCodeSignIn {
  readonly way: 'one-time-code'
  /** @throws DeskProblem `throttled` */
  start(as: SignsInAs, contact: string, now: Date): { attempt: string; validUntil: Date }
  /** @throws DeskProblem `sign-in-refused`, whatever was wrong. */
  finish(attempt: string, code: string, now: Date): SignedIn
}

/** Signing in at a provider's own pages. */
export interface RedirectSignIn {
  readonly way: 'oidc'
  /**
   * @returns Where to send the browser, and what to leave with it so that nobody else can finish this.
   * @throws DeskProblem `throttled`, `unavailable` where the provider does not answer
   */
  begin(as: SignsInAs, now: Date): Promise<{ url: URL; ticket: string; seconds: number }>
  /** As whom the holder of a ticket began; undefined for one that is not known. */
  begunAs(ticket: string | undefined): SignsInAs | undefined
  /**
   * @param search - The query that the browser came back with.
   * @throws DeskProblem `sign-in-refused`, `unavailable`
   */
  finish(search: string, ticket: string | undefined, now: Date): Promise<SignedIn>
}

/** A way of signing in. */
export type SignIn = OneTimeCodeSignIn | RedirectSignIn
