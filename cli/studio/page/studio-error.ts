/** What can go wrong between the page and its server, so that the page can say it in words. */

/** `gone`: nobody answers; `no-token`: not opened from the command's address; `missing`: no such file; `refused`: the server says why. */
export type StudioTrouble = 'gone' | 'no-token' | 'missing' | 'refused'

/** One thing that went wrong. */
export class StudioError extends Error {
  override name = 'StudioError'
  readonly trouble: StudioTrouble
  /** @param message - Of `refused`: the server's own words, in the language of the page. */
  constructor(trouble: StudioTrouble, message = '') {
    super(message)
    this.trouble = trouble
  }
}
