/** What is used of fontkit, which comes without types. */
declare module 'fontkit' {
  /** A point of an outline. */
  export interface OutlinePoint {
    x: number
    y: number
    copy(): OutlinePoint
  }
  /** A step of an outline. */
  export interface OutlineCommand {
    readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath'
    readonly args: readonly number[]
  }
  /** A font in WOFF2, with what its glyphs are decoded to. */
  export interface Woff2Font {
    variationCoords: readonly number[] | null
    readonly unitsPerEm: number
    readonly ascent: number
    readonly descent: number
    readonly characterSet: readonly number[]
    glyphForCodePoint(codePoint: number): {
      readonly id: number
      readonly advanceWidth: number
      readonly path: { readonly commands: readonly OutlineCommand[] }
    }
    readonly _transformedGlyphs: readonly {
      readonly points?: OutlinePoint[]
      readonly components?: readonly { readonly glyphID: number }[]
    }[]
    readonly _variationProcessor: { transformPoints(glyph: number, points: OutlinePoint[]): void }
  }
  export function create(bytes: Uint8Array): Woff2Font
}
