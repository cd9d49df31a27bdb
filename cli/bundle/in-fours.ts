/** Digests as people compare them: by eye, in groups of four, as the screens of verifiers show them. */

/** `b2yT 9dQx …` */
export function inFours(digest: string): string {
  return digest.replace(/.{4}(?=.)/g, '$& ')
}
