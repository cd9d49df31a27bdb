/** Reads a file of vectors where there is `fetch`. */

/** Gives the bytes of a file by its path from test-vectors/. */
export async function readVector(path: string): Promise<Uint8Array> {
  const response = await fetch(`/vectors/${path}`)
  if (!response.ok) throw new Error(`no vector ${path}`)
  return new Uint8Array(await response.arrayBuffer())
}
