/** How large things are on this panel: from millimetres that eyes and fingers need to the pixels of the page. */
import type { ScreenSettings } from '../shared/screen-settings.ts'

/** The page's size in CSS pixels; a kiosk's page fills its panel. */
export interface Viewport {
  readonly width: number
  readonly height: number
}

/** Everything in CSS pixels. */
export interface TextSizes {
  /** A hundredth of the long side of a 16:9 picture that fits: what pictures and headlines are measured in. */
  readonly unit: number
  /** The font size of the smallest text: its capitals are as high as was asked for. */
  readonly smallest: number
  /** The side of the smallest thing that a finger must hit. */
  readonly touch: number
  /** The smallest text is so large for this panel that only what matters has room. */
  readonly isTight: boolean
}

/** A capital H is at least so much of the font size in every face that we name. */
const capitalShare = 0.7
/** On a panel for which the layout was drawn, the smallest text is so many units. */
const drawnSmallest = 2.2
const tightFrom = 2.9
/** What a fingertip needs. */
const fingerMm = 9.5
const mmPerInch = 25.4

/** Works the sizes out. EN 301 549, 5.1.4: a capital must subtend 0.7 degrees from where the person stands. */
export function textSizes(
  { width, height }: Viewport,
  { capitalMm, diagonalInches }: Pick<ScreenSettings, 'capitalMm' | 'diagonalInches'>,
): TextSizes {
  const pixelsPerMm = Math.hypot(width, height) / (diagonalInches * mmPerInch)
  const [long, short] = width > height ? [width, height] : [height, width]
  const unit = Math.min(long / 100, (short * 16) / 9 / 100)
  const asked = (capitalMm / capitalShare) * pixelsPerMm
  const smallest = Math.max(drawnSmallest * unit, asked)
  return {
    unit,
    smallest,
    touch: fingerMm * pixelsPerMm,
    isTight: smallest > tightFrom * unit,
  }
}
