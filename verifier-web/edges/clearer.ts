/** Makes a frame clearer for the reader of codes: less noise, sharper edges, larger modules (docs/decisions/0021). */

/** A picture as a canvas gives it; only its lightness matters here. */
export interface Pixels {
  readonly width: number
  readonly height: number
  /** Red, green, blue and alpha of every pixel. */
  readonly data: Uint8ClampedArray
}

/** Lightness, row by row. */
interface Light {
  readonly width: number
  readonly height: number
  readonly values: Float32Array
}

/** Noise averaged away and edges made steep: what a lens out of focus and a dim room took. */
export function sharpened(picture: Pixels): Pixels {
  return steeper(smoothed(lightOf(picture, 0, picture.width)), 3)
}

/** The middle of a wide frame, where a code is held, at twice its size: a module of two pixels has four. */
export function enlarged(picture: Pixels): Pixels {
  const width = Math.min(picture.width, Math.ceil(picture.height * 1.12))
  const left = Math.floor((picture.width - width) / 2)
  return steeper(doubled(smoothed(lightOf(picture, left, width))), 5)
}

/** The same at a half, a quarter, ... of its size, until it has no more pixels than that: each is the mean of four. */
export function fitted(picture: Pixels, most: number): Pixels {
  let [{ width, height }, { data }]: [Omit<Pixels, 'data'>, Pick<Pixels, 'data'>] = [
    picture,
    picture,
  ]
  while (width * height > most) {
    const [wide, high, row] = [width >> 1, height >> 1, 4 * width]
    const to = new Uint8ClampedArray(4 * wide * high)
    for (let at = 0; at < to.length; at++) {
      const from = 2 * row * Math.floor(at / 4 / wide) + 8 * (Math.floor(at / 4) % wide) + (at % 4)
      const above = (data[from] ?? 0) + (data[from + 4] ?? 0)
      to[at] = (above + (data[from + row] ?? 0) + (data[from + row + 4] ?? 0)) / 4
    }
    ;[width, height, data] = [wide, high, to]
  }
  return { width, height, data }
}

function lightOf({ width: all, height, data }: Pixels, left: number, width: number): Light {
  const values = new Float32Array(width * height)
  let to = 0
  for (let y = 0; y < height; y++) {
    let from = 4 * (y * all + left)
    for (let x = 0; x < width; x++, from += 4) {
      const [red = 0, green = 0, blue = 0] = [data[from], data[from + 1], data[from + 2]]
      values[to++] = 0.299 * red + 0.587 * green + 0.114 * blue
    }
  }
  return { width, height, values }
}

/** Each pixel with its neighbours, nearer ones more. */
function smoothed({ width, height, values }: Light): Light {
  const along = (from: Float32Array, step: number, length: number, lines: number, next: number) => {
    const to = new Float32Array(from.length)
    for (let line = 0; line < lines; line++) {
      let at = line * next
      let before = from[at] ?? 0
      for (let place = 0; place < length; place++, at += step) {
        const here = from[at] ?? 0
        const after = place + 1 < length ? (from[at + step] ?? 0) : here
        to[at] = (before + 2 * here + after) / 4
        before = here
      }
    }
    return to
  }
  const rows = along(values, 1, width, height, width)
  return { width, height, values: along(rows, width, height, width, 1) }
}

/** The mean of the square around each pixel, by sums that go along. */
function means({ width, height, values }: Light, reach: number): Float32Array {
  const along = (from: Float32Array, step: number, length: number, lines: number, next: number) => {
    const to = new Float32Array(from.length)
    const last = (length - 1) * step
    for (let line = 0; line < lines; line++) {
      const start = line * next
      let sum = (from[start] ?? 0) * (reach + 1)
      for (let place = 1; place <= reach; place++) {
        sum += from[start + Math.min(place * step, last)] ?? 0
      }
      for (let place = 0; place < length; place++) {
        to[start + place * step] = sum / (2 * reach + 1)
        const entering = Math.min((place + reach + 1) * step, last)
        const leaving = Math.max((place - reach) * step, 0)
        sum += (from[start + entering] ?? 0) - (from[start + leaving] ?? 0)
      }
    }
    return to
  }
  return along(along(values, 1, width, height, width), width, height, width, 1)
}

/** Adds twice what a pixel differs from its surroundings by. */
function steeper(light: Light, reach: number): Pixels {
  const { width, height, values } = light
  const around = means(light, reach)
  const data = new Uint8ClampedArray(4 * width * height)
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0
    const steep = value + 2 * (value - (around[at] ?? 0))
    data.fill(steep, 4 * at, 4 * at + 3)
    data[4 * at + 3] = 255
  }
  return { width, height, data }
}

function doubled({ width, height, values }: Light): Light {
  const [wide, high] = [2 * width, 2 * height]
  const to = new Float32Array(wide * high)
  for (let y = 0; y < high; y++) {
    // Centres of the new pixels lie a quarter of an old one from its centre.
    const top = Math.min(height - 1, Math.max(0, Math.floor(y / 2 - 0.25)))
    const below = Math.min(height - 1, top + 1)
    const down = y === 0 ? 0 : y % 2 === 0 ? 0.75 : 0.25
    for (let x = 0; x < wide; x++) {
      const left = Math.min(width - 1, Math.max(0, Math.floor(x / 2 - 0.25)))
      const right = Math.min(width - 1, left + 1)
      const over = x === 0 ? 0 : x % 2 === 0 ? 0.75 : 0.25
      const above =
        (values[top * width + left] ?? 0) * (1 - over) + (values[top * width + right] ?? 0) * over
      const under =
        (values[below * width + left] ?? 0) * (1 - over) +
        (values[below * width + right] ?? 0) * over
      to[y * wide + x] = above * (1 - down) + under * down
    }
  }
  return { width: wide, height: high, values: to }
}
