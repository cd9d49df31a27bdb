/** The trial of a noisy line: an hour of garbage at full rate, and after every second of it a code that must be read at once. */
import { randomOf, type Trial } from '../house/endurance.ts'
import { scanJudge } from '../kiosk/station/devices/scanner/scan-judge.ts'
import { textFrames } from '../kiosk/station/devices/scanner/text-frames.ts'

const seed = 11
/** What 115,200 baud carry in a second. */
const bytesInSecond = 11_520
const pieces = 64

export const scannerNoise: Trial = {
  name: 'scanner noise',
  about:
    'a second of random bytes at 115,200 baud, in pieces, then a code: the code is read at once, and nothing else is taken for one',
  seed,
  count: 3_600,
  programs: ['torture/scanner-noise.ts'],
  attempt: (step, drawn = seed) => {
    const random = randomOf(drawn, step)
    const [frames, judge] = [textFrames('cr'), scanJudge()]
    const texts: string[] = []
    let nowMs = 0
    const take = (found: ReturnType<typeof frames.push>) => {
      for (const frame of found) {
        if (frame.is === 'noise') judge.noise(nowMs)
        else {
          const scan = judge.judge(frame.bytes, nowMs)
          if (scan.is === 'text') texts.push(scan.text)
        }
      }
    }
    for (let piece = 0; piece < pieces; piece++) {
      nowMs += 1_000 / pieces
      take(frames.push(Uint8Array.from({ length: bytesInSecond / pieces }, () => random() * 256)))
    }
    take(frames.silence())
    const noise = texts.splice(0).length
    const code = `GG1:${step}:`.padEnd(500, 'A')
    take(frames.push(new TextEncoder().encode(`${code}\r`)))
    const isRead = texts.length === 1 && texts[0] === code
    return Promise.resolve({
      lost: isRead ? [] : ['the code was not read'],
      tally: { noise: judge.counts().noise, chance: noise },
    })
  },
  report: ({ noise = 0, chance = 0 }) => [
    `- ${noise.toLocaleString('en-GB')} pieces of noise; ${chance} texts by chance`,
  ],
  // By chance there are texts before a storm is known to be one; more than a few say that it is not known.
  shortOf: ({ chance = 0 }) => (chance > 36 ? [`${chance} texts came of noise`] : []),
}
