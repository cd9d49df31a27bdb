/** Whether two names may be one person's, however they are typed. */

/** Spaces, and the dots between the parts of a name of another language. */
const between = /[\s·•・.．'’-]/g

/** Case, width, spaces and dots aside. */
export function isSameName(one: string, other: string): boolean {
  return bare(one) === bare(other)
}

function bare(name: string): string {
  return name.normalize('NFKC').toUpperCase().replaceAll(between, '')
}
