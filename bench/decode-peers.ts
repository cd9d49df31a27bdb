/** Other decoders of QR codes, each set to find QR codes in a hard picture as its own pages advise. */
import type { Pixels } from '../verifier-web/edges/clearer.ts'
import type { FindCodes, FoundCode } from '../verifier-web/edges/read-codes.ts'
import { peer } from './peers.ts'

/** All of them, by name. */
export const peerDecoders = async (): Promise<Readonly<Record<string, FindCodes>>> => ({
  'rxing-wasm': await rxing(false),
  'rxing-wasm, filtering': await rxing(true),
  '@zxing/browser (its core)': zxingJs(),
  jsqr: jsqr(),
  qr: await qr(),
})

/** A module that can only be imported, by its file. */
const esmPeer = async (file: string): Promise<unknown> => {
  const { href } = new URL(`node_modules/${file}`, import.meta.url)
  return import(href)
}

const none: readonly FoundCode[] = []

/** Most say by exception that there is nothing; text alone is compared. */
const quietly =
  (read: (picture: Pixels) => string | undefined): FindCodes =>
  (picture) => {
    try {
      const text = read(picture)
      return Promise.resolve(text === undefined ? none : [{ text, bytes: new Uint8Array() }])
    } catch {
      return Promise.resolve(none)
    }
  }

const lightness = ({ data }: Pixels): Uint8Array =>
  Uint8Array.from({ length: data.length / 4 }, (_, at) => data[4 * at] ?? 0)

interface Rxing {
  readonly DecodeHintDictionary: new () => { set_hint(hint: number, value: string): boolean }
  readonly DecodeHintTypes: Readonly<Record<'PossibleFormats' | 'TryHarder', number>>
  decode_barcode_with_hints(
    light: Uint8Array,
    width: number,
    height: number,
    hints: unknown,
    filter: boolean,
  ): { text(): string }
}

const rxing = async (filter: boolean): Promise<FindCodes> => {
  const from = (await esmPeer('rxing-wasm/node-esm.js')) as Rxing
  return quietly((picture) => {
    // Each call takes its hints away.
    const hints = new from.DecodeHintDictionary()
    hints.set_hint(from.DecodeHintTypes.PossibleFormats, 'QrCode')
    hints.set_hint(from.DecodeHintTypes.TryHarder, 'true')
    const { width, height } = picture
    return from.decode_barcode_with_hints(lightness(picture), width, height, hints, filter).text()
  })
}

interface ZXing {
  readonly RGBLuminanceSource: new (light: Uint8ClampedArray, w: number, h: number) => unknown
  readonly HybridBinarizer: new (source: unknown) => unknown
  readonly BinaryBitmap: new (binarizer: unknown) => unknown
  readonly DecodeHintType: Readonly<Record<'TRY_HARDER', number>>
  readonly QRCodeReader: new () => {
    decode(bitmap: unknown, hints: ReadonlyMap<number, unknown>): { getText(): string }
  }
}

const zxingJs = (): FindCodes => {
  const from = peer('@zxing/library') as ZXing
  return quietly((picture) => {
    const light = Uint8ClampedArray.from(lightness(picture))
    const source = new from.RGBLuminanceSource(light, picture.width, picture.height)
    const bitmap = new from.BinaryBitmap(new from.HybridBinarizer(source))
    const hints = new Map([[from.DecodeHintType.TRY_HARDER, true]])
    return new from.QRCodeReader().decode(bitmap, hints).getText()
  })
}

type JsQr = (
  data: Uint8ClampedArray,
  width: number,
  height: number,
  options: object,
) => { readonly data: string } | null

const jsqr = (): FindCodes => {
  const read = (peer('jsqr') as { readonly default: JsQr }).default
  const options = { inversionAttempts: 'dontInvert' }
  return quietly(({ data, width, height }) => read(data, width, height, options)?.data)
}

const qr = async (): Promise<FindCodes> => {
  const { decodeQR } = (await esmPeer('qr/decode.js')) as {
    readonly decodeQR: (picture: Pixels) => string
  }
  return quietly((picture) => decodeQR(picture))
}
