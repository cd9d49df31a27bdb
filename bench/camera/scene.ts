/** What a fixed camera sees of one QR code: a sheet or a phone, held at an angle, with the faults of light, lens and sensor. */

/** A picture of grey values, 0 to 255, row by row. */
export interface Grey {
  readonly width: number
  readonly height: number
  readonly values: Float32Array
}

/** How the code is held and how badly it is seen. Lengths in pixels of the frame unless said otherwise. */
export interface Scene {
  /** Side of the code with its quiet zone. */
  readonly side: number
  /** In radians. */
  readonly turn: number
  /** How far each corner is from where it would be without perspective, as shares of the side: x and y, four times. */
  readonly corners: readonly number[]
  /** Centre, as shares of the frame. */
  readonly at: readonly [number, number]
  /** Modules of white around the code. */
  readonly quiet: number
  readonly black: number
  readonly white: number
  /** Sigma of the lens being out of focus. */
  readonly blur: number
  /** How far the hand moved, and in which direction (radians). */
  readonly motion: number
  readonly motionTurn: number
  /** Sigma of the sensor's noise. */
  readonly noise: number
  /** How bright a reflection is at its centre, where it is (shares of the code's side) and how wide. */
  readonly glare: number
  readonly glareAt: readonly [number, number]
  readonly glareWidth: number
  /** How unevenly the light falls: the darkest corner is so much darker. */
  readonly shade: number
  /** How strong the stripes of a screen are, and how many there are over the side. */
  readonly moire: number
  readonly moirePeriods: number
}

/** A generator of numbers between 0 and 1 that is the same everywhere (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The modules of a code: true is dark. */
export interface Modules {
  readonly size: number
  readonly isDark: (row: number, column: number) => boolean
}

/** Draws a scene. */
export const drawScene = (
  modules: Modules,
  scene: Scene,
  { width, height }: { readonly width: number; readonly height: number },
  random: () => number,
): Grey => {
  let values = paint(modules, scene, width, height)
  values = blurred(values, width, height, scene.blur)
  values = moved(values, width, height, scene.motion, scene.motionTurn)
  shine(values, width, height, scene)
  for (let index = 0; index < values.length; index++) {
    const value = (values[index] ?? 0) + scene.noise * gauss(random)
    values[index] = Math.min(255, Math.max(0, Math.round(value)))
  }
  return { width, height, values }
}

/** Four corners of the sheet in the frame. */
const cornersOf = ({ side, turn, corners, at }: Scene, width: number, height: number) => {
  const [centreX, centreY] = [at[0] * width, at[1] * height]
  const square = [
    [-0.5, -0.5],
    [0.5, -0.5],
    [0.5, 0.5],
    [-0.5, 0.5],
  ] as const
  return square.map(([x, y], corner) => {
    const bentX = (x + (corners[2 * corner] ?? 0)) * side
    const bentY = (y + (corners[2 * corner + 1] ?? 0)) * side
    return [
      centreX + bentX * Math.cos(turn) - bentY * Math.sin(turn),
      centreY + bentX * Math.sin(turn) + bentY * Math.cos(turn),
    ] as const
  })
}

/** The map from the frame to the unit square of the sheet (a homography), as its nine numbers. */
const fromFrame = (corners: readonly (readonly [number, number])[]): readonly number[] => {
  const [p0, p1, p2, p3] = corners as unknown as readonly [
    readonly [number, number],
    readonly [number, number],
    readonly [number, number],
    readonly [number, number],
  ]
  // Square to quadrilateral after Heckbert, then its adjugate for the way back.
  const sumX = p0[0] - p1[0] + p2[0] - p3[0]
  const sumY = p0[1] - p1[1] + p2[1] - p3[1]
  const [dx1, dy1] = [p1[0] - p2[0], p1[1] - p2[1]]
  const [dx2, dy2] = [p3[0] - p2[0], p3[1] - p2[1]]
  const area = dx1 * dy2 - dx2 * dy1
  const g = (sumX * dy2 - dx2 * sumY) / area
  const h = (dx1 * sumY - sumX * dy1) / area
  const [a, b, c] = [p1[0] - p0[0] + g * p1[0], p3[0] - p0[0] + h * p3[0], p0[0]]
  const [d, e, f] = [p1[1] - p0[1] + g * p1[1], p3[1] - p0[1] + h * p3[1], p0[1]]
  // prettier-ignore
  return [
    e - f * h, c * h - b, b * f - c * e,
    f * g - d, a - c * g, c * d - a * f,
    d * h - e * g, b * g - a * h, a * e - b * d,
  ]
}

/** Samples a pixel: so many times in each direction. */
const samples = 3

function paint(modules: Modules, scene: Scene, width: number, height: number): Float32Array {
  const { quiet, black, white, moire, moirePeriods, shade } = scene
  const corners = cornersOf(scene, width, height)
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = fromFrame(corners) as unknown as readonly [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const across = modules.size + 2 * quiet
  const values = new Float32Array(width * height)
  const wall = (black + white) / 2
  // Nothing but wall is farther out than the sheet and its frame.
  const reach = 0.3 * scene.side
  const near = (value: number, axis: 0 | 1) =>
    value >= Math.min(...corners.map((corner) => corner[axis])) - reach &&
    value <= Math.max(...corners.map((corner) => corner[axis])) + reach
  const columns = Array.from({ length: width }, (_, x) => near(x, 0))
  for (let y = 0; y < height; y++) {
    const isRowNear = near(y, 1)
    for (let x = 0; x < width; x++) {
      const light = 1 - shade * ((x / width + y / height) / 2)
      if (!isRowNear || columns[x] !== true) {
        values[y * width + x] = wall * light
        continue
      }
      let sum = 0
      for (let sample = 0; sample < samples * samples; sample++) {
        const px = x + ((sample % samples) + 0.5) / samples
        const py = y + (Math.floor(sample / samples) + 0.5) / samples
        const w = m6 * px + m7 * py + m8
        const u = (m0 * px + m1 * py + m2) / w
        const v = (m3 * px + m4 * py + m5) / w
        if (u < 0 || u >= 1 || v < 0 || v >= 1) {
          // Its dark frame, and behind it the wall.
          sum += u > -0.08 && u < 1.08 && v > -0.08 && v < 1.08 ? black + 12 : wall
          continue
        }
        const [column, row] = [Math.floor(u * across) - quiet, Math.floor(v * across) - quiet]
        const inside = row >= 0 && column >= 0 && row < modules.size && column < modules.size
        const stripes = Math.sin(2 * Math.PI * moirePeriods * u) * Math.sin(6.1 * moirePeriods * v)
        sum += (inside && modules.isDark(row, column) ? black : white) + moire * stripes
      }
      values[y * width + x] = (sum / (samples * samples)) * light
    }
  }
  return values
}

function blurred(values: Float32Array, width: number, height: number, sigma: number): Float32Array {
  if (sigma < 0.2) return values
  const reach = Math.ceil(sigma * 3)
  const weights = Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-((at - reach) ** 2) / (2 * sigma * sigma)),
  )
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const along = (from: Float32Array, isAcross: boolean): Float32Array => {
    const to = new Float32Array(from.length)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        let sum = 0
        for (let step = -reach; step <= reach; step++) {
          const atX = isAcross ? Math.min(width - 1, Math.max(0, x + step)) : x
          const atY = isAcross ? y : Math.min(height - 1, Math.max(0, y + step))
          sum += (from[atY * width + atX] ?? 0) * (weights[step + reach] ?? 0)
        }
        to[y * width + x] = sum / total
      }
    }
    return to
  }
  return along(along(values, true), false)
}

function moved(
  values: Float32Array,
  width: number,
  height: number,
  length: number,
  turn: number,
): Float32Array {
  const steps = Math.round(length * 2)
  if (steps < 1) return values
  const to = new Float32Array(values.length)
  const clamp = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let step = 0; step <= steps; step++) {
        const far = (step / steps - 0.5) * length
        const atX = clamp(x + far * Math.cos(turn), width - 1)
        const atY = clamp(y + far * Math.sin(turn), height - 1)
        sum += values[atY * width + atX] ?? 0
      }
      to[y * width + x] = sum / (steps + 1)
    }
  }
  return to
}

function shine(values: Float32Array, width: number, height: number, scene: Scene): void {
  if (scene.glare === 0) return
  const x0 = scene.at[0] * width + scene.glareAt[0] * scene.side
  const y0 = scene.at[1] * height + scene.glareAt[1] * scene.side
  const spread = 2 * (scene.glareWidth * scene.side) ** 2
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const far = (x - x0) ** 2 + (y - y0) ** 2
      values[y * width + x] = (values[y * width + x] ?? 0) + scene.glare * Math.exp(-far / spread)
    }
  }
}

function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
