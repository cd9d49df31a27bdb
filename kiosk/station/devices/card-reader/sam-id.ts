/** The number of a reader's security module, as it is printed on the reader: says which reader this is, and nothing of cards. */

/** Sixteen bytes: two short and three long integers, the lowest byte first. */
export function formatSamId(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const short = (at: number) => String(view.getUint16(at, true)).padStart(2, '0')
  const long = (at: number) => String(view.getUint32(at, true))
  const [day, first, second] = [long(4), long(8).padStart(10, '0'), long(12).padStart(10, '0')]
  return `${short(0)}.${short(2)}-${day}-${first}-${second}`
}
