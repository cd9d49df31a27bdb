/** Why the studio does not do what its page asks for: an HTTP status, and words in both languages. */
import type { Language, Refusal } from './studio-api.ts'

/** The statuses of docs/studio.md. */
export type RefusedStatus = 400 | 401 | 403 | 404 | 405 | 413 | 415 | 421 | 422

/** A request that is refused. Its words tell nothing that the page did not say. */
export class Refused extends Error {
  override name = 'Refused'
  readonly status: RefusedStatus
  readonly words: Readonly<Record<Language, string>>

  constructor(status: RefusedStatus, zh: string, en: string) {
    super(en)
    this.status = status
    this.words = { zh, en }
  }

  in(language: Language): Refusal {
    return { error: this.words[language] }
  }
}
