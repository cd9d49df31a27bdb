/** What browsers throw for a part of a page that cannot be had. */

/** A TypeError where the module does not come; a SyntaxError where what comes, of another version, does not go with what is loaded. */
export function isNoPart(error: unknown): boolean {
  return error instanceof TypeError || error instanceof SyntaxError
}
