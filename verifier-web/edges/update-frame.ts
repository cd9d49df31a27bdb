/** Tells the QR codes that carry an update of a verifier's data from the codes of people (docs/bundle.md 8). */

/** What every frame begins with: `GGF1`. */
const magic = [0x47, 0x47, 0x46, 0x31] as const

/** Whether the bytes of a code are those of a frame, whole or not: no person's code begins like that. */
export function isUpdateFrame(bytes: Uint8Array): boolean {
  return magic.every((byte, at) => bytes[at] === byte)
}

/** Whether a text could be what a reader without bytes makes of one. */
export function beginsUpdateFrame(text: string): boolean {
  return text.startsWith(String.fromCharCode(...magic))
}
