/** The newest thing is heard, nothing is heard twice in a row, and what is missing breaks nothing. */
import { beforeEach, describe, expect, test } from 'vitest'
import { defaultSettings } from '../../shared/screen-settings.ts'
import { openPlayer, sameAgainSeconds, type Loudspeaker, type Play } from './player.ts'
import type { VoicePack } from './voice-pack.ts'

interface Started {
  readonly what: string
  readonly at: number
  stopped: boolean
}

interface Played {
  buffer?: { readonly id?: string }
}

let now: number
let started: Started[]
let gains: { value: number }[]
let play: Play
const voice = defaultSettings.voice
const pack = (...ids: string[]): VoicePack => ({
  find: (id) => (ids.includes(id) ? ({ duration: 1, id } as unknown as AudioBuffer) : undefined),
})
const packs = { earcons: pack('pass', 'stop'), words: pack('go-ahead', 'see-staff', 'digit-1') }
const go = { earcon: 'pass', prompts: ['go-ahead'] } as const
const stay = { earcon: 'stop', prompts: ['see-staff'] } as const

beforeEach(() => {
  now = 10
  started = []
  gains = []
  const source = (name: (node: Played) => string) => {
    const node: Played & Record<string, unknown> = {
      frequency: { value: 0 },
      connect: () => undefined,
      start(at: number) {
        started.push({ what: name(node), at, stopped: false })
        mine = started.length - 1
      },
      stop(at?: number) {
        const one = started[mine]
        if (at === undefined && one !== undefined) one.stopped = true
      },
    }
    let mine = -1
    return node
  }
  const speaker = {
    get currentTime() {
      return now
    },
    state: 'running',
    destination: {},
    createGain() {
      const gain = { value: 0 }
      gains.push(gain)
      return { gain, connect: () => undefined }
    },
    createBufferSource: () => source(({ buffer }) => buffer?.id ?? ''),
    createOscillator: () => source(() => 'beep'),
  }
  play = openPlayer(speaker as unknown as Loudspeaker)
})

describe('the player', () => {
  test('plays the sound first and the words after it, as loud as was chosen', () => {
    play(go, packs, { ...voice, volume: 0.4 })
    expect(started.map(({ what }) => what)).toEqual(['pass', 'go-ahead'])
    expect(started[1]!.at - started[0]!.at).toBeGreaterThanOrEqual(1)
    expect(gains).toEqual([{ value: 0.4 }])
  })

  test('lets what is new interrupt what is old', () => {
    play(go, packs, voice)
    now += 0.2
    play(stay, packs, voice)
    expect(started.map(({ stopped }) => stopped)).toEqual([true, true, false, false])
  })

  test('does not say the same again at once, but does after a while', () => {
    play(go, packs, voice)
    now += sameAgainSeconds - 0.1
    play(go, packs, voice)
    expect(started).toHaveLength(2)
    now += 0.2
    play(go, packs, voice)
    expect(started).toHaveLength(4)
  })

  test('still sounds where the pack has nothing', () => {
    play(go, { earcons: pack(), words: pack() }, voice)
    expect(started.map(({ what }) => what)).toEqual(['beep'])
  })

  test('says no number that lacks a digit', () => {
    const number = ['see-staff', 'number', 'digit-1', 'digit-2']
    const words = pack('see-staff', 'number', 'digit-1')
    play({ earcon: 'stop', prompts: number }, { ...packs, words }, voice)
    expect(started.map(({ what }) => what)).toEqual(['stop', 'see-staff'])
    play({ earcon: null, prompts: number.slice(0, 3) }, { ...packs, words }, voice)
    expect(started.map(({ what }) => what).slice(2)).toEqual(['see-staff', 'number', 'digit-1'])
  })

  test('leaves longer pauses between digits at a slow pace', () => {
    const number = { earcon: null, prompts: ['digit-1', 'digit-1'] }
    play(number, packs, voice)
    now += 10
    play(number, packs, { ...voice, pace: 'slow' })
    const [a, b, c, d] = started.map(({ at }) => at)
    expect(d! - c!).toBeGreaterThan(b! - a!)
  })
})
