/** Fetches the files of the verifier's data from the page's own folder. */

/** The longest file that is read; a bundle is at most 64 MiB. */
const maxBytes = 64 * 1024 * 1024

/** A file's bytes; undefined where there is none, or no way to it. */
export async function fetchBundleFile(url: string): Promise<Uint8Array | undefined> {
  let response: Response
  try {
    response = await fetch(url, { cache: 'no-cache', credentials: 'same-origin' })
  } catch {
    // No network and no server look alike from here, and mean the same: no file.
    return undefined
  }
  if (!response.ok) return undefined
  const bytes = new Uint8Array(await response.arrayBuffer())
  return bytes.length > maxBytes ? undefined : bytes
}
