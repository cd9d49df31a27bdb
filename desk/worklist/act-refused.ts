/** Why an act on a matter was not done: a stable code, for whoever asked. */

/**
 * not-found: no such matter, fact or person; forbidden: no officer of the worklist, or no guardian; own-matter: about
 * themselves or their family; another-officer: they proposed it; decided, not-now: the matter is not in that state;
 * stale: what was proposed, or the proposal itself, is not what it was; too-many: of one person at once; order-stands:
 * an order is ended by its authority alone; malformed: not of the form.
 */
export type ActRefusal =
  | 'not-found'
  | 'forbidden'
  | 'own-matter'
  | 'another-officer'
  | 'decided'
  | 'not-now'
  | 'stale'
  | 'too-many'
  | 'order-stands'
  | 'malformed'

/** Branch on `code`; nothing was changed. */
export class ActRefused extends Error {
  override name = 'ActRefused'
  readonly code: ActRefusal
  constructor(code: ActRefusal) {
    super(code)
    this.code = code
  }
}
