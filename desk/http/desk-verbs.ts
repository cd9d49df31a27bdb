/** What the service asks of the desk's rooms to know its callers. Types only. */
import type { VouchedIdentity } from '../sign-in/sign-in.ts'

/** The doors that are asked before a handler is. */
export interface DeskVerbs {
  /** Whether an account may act for a person now. */
  guards(account: string, person: string): boolean
  /** The source that pushes with this secret. */
  sourceOf(secret: string, now: Date): string | undefined
  /** Writes down for whom a provider vouches: a person whose identity is verified, and whom the account is itself. */
  takeVouched(account: string, vouched: VouchedIdentity, now: Date): void
}
