/** Sound as samples: reads and writes WAV, changes the rate without the pitch, cuts silence, evens loudness. */

/** Mono. */
export interface Sound {
  readonly rate: number
  readonly samples: Float32Array
}

const headBytes = 44

/** Reads 16-bit mono PCM as the synthesisers write it. */
export function readWave(bytes: Buffer): Sound {
  const rate = bytes.readUInt32LE(24)
  if (bytes.readUInt16LE(22) !== 1 || bytes.readUInt16LE(34) !== 16)
    throw new Error('expected 16-bit mono')
  // A synthesiser that writes to a pipe does not know its length.
  const data = bytes.subarray(headBytes, headBytes + ((bytes.length - headBytes) & ~1))
  const samples = Float32Array.from(
    { length: data.length / 2 },
    (_, at) => data.readInt16LE(at * 2) / 32768,
  )
  return { rate, samples }
}

/** Writes 16-bit mono PCM. */
export function writeWave({ rate, samples }: Sound): Buffer {
  const bytes = Buffer.alloc(headBytes + samples.length * 2)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(bytes.length - 8, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(rate, 24)
  bytes.writeUInt32LE(rate * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(samples.length * 2, 40)
  samples.forEach((sample, at) => {
    const clipped = Math.max(-1, Math.min(1, sample))
    bytes.writeInt16LE(Math.round(clipped * 32767), headBytes + at * 2)
  })
  return bytes
}

/** Half the width of the filter, in periods of the lower rate. */
const reach = 24

/** Changes the rate by a windowed sinc; the time that it takes to hear it stays the same. */
export function resample({ rate, samples }: Sound, to: number): Sound {
  if (rate === to) return { rate, samples }
  const step = rate / to
  const cut = Math.min(1, to / rate)
  const length = Math.floor(samples.length / step)
  const out = Float32Array.from({ length }, (_, at) => {
    const middle = at * step
    const width = reach / cut
    let sum = 0
    for (let k = Math.ceil(middle - width); k <= middle + width; k++) {
      const x = (k - middle) * cut
      const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
      const window = 0.5 + 0.5 * Math.cos((Math.PI * (k - middle)) / width)
      sum += (samples[k] ?? 0) * sinc * window * cut
    }
    return sum
  })
  return { rate: to, samples: out }
}

/** Cuts what is all but silent at both ends, and keeps a breath of it. */
export function trim({ rate, samples }: Sound): Sound {
  const floor = 0.012
  const breath = Math.round(0.03 * rate)
  const first = samples.findIndex((sample) => Math.abs(sample) > floor)
  const last = samples.findLastIndex((sample) => Math.abs(sample) > floor)
  const kept = samples.slice(Math.max(0, first - breath), last + breath)
  return { rate, samples: kept }
}

/** Makes the loudest sample of every prompt alike. */
export function even({ rate, samples }: Sound, peak = 0.8): Sound {
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  const gain = loudest === 0 ? 1 : peak / loudest
  return { rate, samples: samples.map((sample) => sample * gain) }
}
