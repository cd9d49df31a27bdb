/** The browser's own reader of codes, used only where it proves that it reads (docs/decisions/0021). */
import type { Pixels } from './clearer.ts'
import { probeCode, probeText } from './probe-code.ts'
import type { FindCodes, FoundCode } from './read-codes.ts'
import { beginsUpdateFrame } from './update-frame.ts'

/** `BarcodeDetector`, as far as it is used; the DOM library has no types of it. */
export interface NativeDetectors {
  new (options: { readonly formats: readonly string[] }): {
    detect(image: ImageData): Promise<readonly { readonly rawValue: string }[]>
  }
  getSupportedFormats(): Promise<readonly string[]>
}

/** How long it may take to prove itself, and then for each picture, in milliseconds. */
export const patience = { probe: 3_000, picture: 1_000 } as const

/** Why the browser's own reader is not used. */
type Unproven = undefined

/**
 * Has the browser's own reader read one known code, once. Browsers have had the class without a reader behind it: it names no
 * formats, never answers, throws, finds nothing, or gives another text.
 *
 * @param imageOf - Makes of pixels what a browser takes.
 */
export async function proveNative(
  detectors: NativeDetectors | undefined,
  imageOf: (picture: Pixels) => ImageData,
): Promise<FindCodes | Unproven> {
  if (detectors === undefined) return undefined
  const prove = async (): Promise<FindCodes | Unproven> => {
    const formats = await detectors.getSupportedFormats()
    if (!formats.includes('qr_code')) return undefined
    const detector = new detectors({ formats: ['qr_code'] })
    const find: FindCodes = async (picture) =>
      (await detector.detect(imageOf(picture))).map(({ rawValue }) => ({ text: rawValue }))
    const [probe, ...more] = await find(probeCode())
    return probe?.text === probeText && more.length === 0 ? find : undefined
  }
  // Whatever a broken reader throws, it is broken.
  return within(patience.probe, prove()).catch(() => undefined)
}

/**
 * Puts the browser's own reader before another one, from when it is proven until it first fails. It gives texts and no bytes:
 * where a code may carry an update, the other one reads the picture again.
 */
export function withNative(native: Promise<FindCodes | Unproven>, other: FindCodes): FindCodes {
  let proven: FindCodes | Unproven
  void native.then((find) => {
    proven = find
  })
  return async (picture) => {
    if (proven === undefined) return other(picture)
    let found: readonly FoundCode[]
    try {
      found = await within(patience.picture, proven(picture))
    } catch {
      // The service behind it may be gone, and what failed once is not asked again.
      proven = undefined
      return other(picture)
    }
    if (!found.some(needsBytes)) return found
    const withBytes = await other(picture)
    return withBytes.length > 0 ? withBytes : found.filter((code) => !needsBytes(code))
  }
}

/** Some give no text at all of what is not text. */
const needsBytes = ({ text }: FoundCode): boolean => text === '' || beginsUpdateFrame(text)

/** Rejects when the time is over. */
function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('took too long'))
    }, ms)
  })
  return Promise.race([work, over]).finally(() => {
    clearTimeout(timer)
  })
}
