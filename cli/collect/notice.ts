/** What the operator of a collector should know; the message is told as it is. */
export class Notice extends Error {
  override name = 'Notice'
}
