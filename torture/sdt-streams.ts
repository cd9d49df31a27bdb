/** The trial of an SDT reader's line: whatever noise does to a card on its way, nobody else comes out. */
import { randomOf, type Attempt, type Trial } from '../house/endurance.ts'
import { readCardText } from '../kiosk/station/devices/card-reader/card-text.ts'
import { answerTo } from '../kiosk/station/devices/card-reader/sdt-answer.ts'
import { encodeFrame } from '../kiosk/station/devices/card-reader/sdt-frame.ts'
import { createFrameParser } from '../kiosk/station/devices/card-reader/sdt-frame-parser.ts'
import {
  encodeCard,
  type SimulatedCard,
} from '../kiosk/station/devices/card-reader/simulated-card.ts'

const seed = 11
/** A stream that takes longer has hung. */
const mostMs = 1_000

const dates = { validFrom: '2015-03-01', validUntil: '2035-03-01' }
export const cards: readonly SimulatedCard[] = [
  {
    layout: 'resident',
    name: '张三',
    sex: '1',
    ethnicGroup: '01',
    number: '330102198507141234',
    birthDate: '1985-07-14',
    address: '浙江省杭州市上城区',
    authority: '杭州市公安局上城分局',
    ...dates,
  },
  {
    layout: 'residence-permit',
    name: '陳大文',
    sex: '2',
    number: '810000199408230021',
    birthDate: '1994-08-23',
    ...dates,
  },
  {
    layout: 'permanent-2017',
    name: '安娜',
    latinName: 'TESTER, ANNA',
    number: 'USA330190010111',
    nationality: 'USA',
    birthDate: '1990-01-01',
    ...dates,
  },
  {
    layout: 'permanent-2023',
    name: '安娜',
    latinName: 'TESTER, ANNA',
    number: '933156199001010016',
    nationality: 'USA',
    birthDate: '1990-01-01',
    ...dates,
  },
]

const lengths = [1, 0, 4, 0]
const streams = cards.map((card) => {
  const photo = Array.from({ length: 1024 }, (_, i) => (i * 31) & 255)
  return encodeFrame([0, 0, 0x90, ...lengths, ...encodeCard(card), ...photo])
})

type Change = (bytes: number[], random: () => number) => void

const upTo = (random: () => number, most: number): number => Math.floor(random() * most)
const flips =
  (count: number): Change =>
  (bytes, random) => {
    for (let i = 0; i < count; i++) {
      const at = upTo(random, bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << upTo(random, 8))
    }
  }

/** What a line does to bytes. */
const changes: Readonly<Record<string, Change>> = {
  'one bit': flips(1),
  'some bits': (bytes, random) => {
    flips(2 + upTo(random, 7))(bytes, random)
  },
  'some bytes': (bytes, random) => {
    for (let i = 1 + upTo(random, 8); i > 0; i--) {
      bytes[upTo(random, bytes.length)] = upTo(random, 256)
    }
  },
  burst: (bytes, random) => {
    const at = upTo(random, bytes.length)
    for (let i = at; i < Math.min(bytes.length, at + 1 + upTo(random, 40)); i++) {
      bytes[i] = upTo(random, 256)
    }
  },
  lost: (bytes, random) => {
    bytes.splice(upTo(random, bytes.length), 1 + upTo(random, 40))
  },
  doubled: (bytes, random) => {
    const at = upTo(random, bytes.length)
    bytes.splice(at, 0, ...bytes.slice(at, at + 1 + upTo(random, 40)))
  },
  swapped: (bytes, random) => {
    const at = upTo(random, bytes.length - 1)
    const [a = 0, b = 0] = bytes.slice(at, at + 2)
    bytes.splice(at, 2, b, a)
  },
  'cut off': (bytes, random) => {
    bytes.length = upTo(random, bytes.length)
  },
  'another card behind': (bytes, random) => {
    bytes.length = upTo(random, bytes.length)
    bytes.push(...(streams[upTo(random, streams.length)] as Uint8Array))
  },
  noise: (bytes, random) => {
    // Of the bytes that frames are made of, so that there is much to stumble over.
    const some = [0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x00, 0x05, 0x08, 0x90, 0x9f, 0xff]
    bytes.length = 0
    for (let i = upTo(random, 4_000); i > 0; i--) {
      bytes.push(random() < 0.9 ? (some[upTo(random, some.length)] ?? 0) : upTo(random, 256))
    }
  },
}
const names = Object.keys(changes)

/** Reads one damaged stream; whoever comes out must be one of the cards that were on the line. */
export function tryStream(step: number, drawn = seed): Attempt {
  const random = randomOf(drawn, step)
  const name = names[step % names.length] as string
  const which = upTo(random, streams.length)
  const bytes = [...(streams[which] as Uint8Array)]
  const onLine = name === 'another card behind' ? cards : cards.slice(which, which + 1)
  changes[name]?.(bytes, random)
  const lost: string[] = []
  let persons = 0
  const began = process.threadCpuUsage()
  const parser = createFrameParser()
  for (let at = 0; at < bytes.length;) {
    const size = 1 + upTo(random, 300)
    for (const found of parser.push(Uint8Array.from(bytes.slice(at, at + size)))) {
      if (found === 'damaged') continue
      const answer = answerTo('read-base', found)
      if (answer.means !== 'done') continue
      const read = readCardText(answer.data)
      if (read.read !== 'card') continue
      persons++
      if (!onLine.some(({ number }) => number === read.card.number)) lost.push(`${name}: another`)
    }
    at += size
  }
  // Its own time: that others had the machine meanwhile is not its fault.
  const { user, system } = process.threadCpuUsage(began)
  if ((user + system) / 1_000 > mostMs) lost.push(`${name}: hung`)
  return { lost, tally: { [name]: 1, ...(persons > 0 && { [`${name}: read`]: 1 }) } }
}

export const sdtStreams: Trial = {
  name: 'sdt',
  about:
    'what an SDT reader sends of a card, with bits, bytes and pieces changed, lost, doubled, swapped and mixed, and streams of noise: never another person, never a hang, never a throw',
  seed,
  count: 100_000,
  programs: ['torture/sdt-streams.ts'],
  attempt: (step, drawn) => Promise.resolve(tryStream(step, drawn)),
  report: (tally) => [
    `Streams of which a card was read all the same: ${names
      .map((name) => `${name} ${tally[`${name}: read`] ?? 0} of ${tally[name] ?? 0}`)
      .join(', ')}.`,
  ],
}
