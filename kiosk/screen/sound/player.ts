/** Plays what is heard: one thing at a time, the newest first, from buffers that are there already. */
import type { VoiceSettings } from '../../shared/screen-settings.ts'
import type { Heard } from './sounds-of.ts'
import type { VoicePack } from './voice-pack.ts'

/** The part of an AudioContext that is used here. */
export type Loudspeaker = Pick<
  AudioContext,
  | 'currentTime'
  | 'createBufferSource'
  | 'createGain'
  | 'createOscillator'
  | 'destination'
  | 'state'
  | 'resume'
>

/** Whoever stands there hears the same no oftener than this. */
export const sameAgainSeconds = 1.5
const gapSeconds = 0.08
const digitGapSeconds = { normal: 0.1, slow: 0.3 } as const

/** What is played with. */
export interface Packs {
  readonly earcons: VoicePack
  readonly words: VoicePack
}

/** Plays until something newer is to be heard. */
export type Play = (heard: Heard, packs: Packs, settings: VoiceSettings) => void

/** Makes a player. */
export function openPlayer(speaker: Loudspeaker): Play {
  let playing: readonly AudioScheduledSourceNode[] = []
  let last = { what: '', at: Number.NEGATIVE_INFINITY }

  const silence = () => {
    for (const source of playing) source.stop()
    playing = []
  }

  return (heard, { earcons, words }, { volume, pace }) => {
    const what = JSON.stringify(heard)
    const now = speaker.currentTime
    if (what === last.what && now - last.at < sameAgainSeconds) return
    last = { what, at: now }
    silence()
    // A browser that waits for a touch plays nothing until then; a kiosk's is told not to.
    if (speaker.state === 'suspended') void speaker.resume().catch(() => undefined)

    const gain = speaker.createGain()
    gain.gain.value = Math.max(0, Math.min(1, volume))
    gain.connect(speaker.destination)
    const started: AudioScheduledSourceNode[] = []
    let at = now + 0.01
    const sound = (buffer: AudioBuffer) => {
      const source = speaker.createBufferSource()
      source.buffer = buffer
      source.connect(gain)
      source.start(at)
      started.push(source)
      at += buffer.duration + gapSeconds
    }
    const beep = (hertz: number) => {
      const source = speaker.createOscillator()
      source.frequency.value = hertz
      source.connect(gain)
      source.start(at)
      source.stop(at + 0.2)
      started.push(source)
      at += 0.2 + gapSeconds
    }

    if (heard.earcon !== null) {
      const earcon = earcons.find(heard.earcon)
      // Without its file it is a plain tone, and still tells a pass from everything else.
      if (earcon === undefined) beep(heard.earcon === 'pass' ? 988 : 330)
      else sound(earcon)
    }
    for (const id of sayable(heard.prompts, words)) {
      const buffer = words.find(id)
      if (buffer !== undefined) sound(buffer)
      if (id.startsWith('digit-')) at += digitGapSeconds[pace]
    }
    playing = started
  }
}

const isOfNumber = (id: string): boolean => id === 'number' || id.startsWith('digit-')

/** A number with a digit left out would be another number: it is said whole, or it is only shown. */
function sayable(prompts: readonly string[], words: VoicePack): readonly string[] {
  const isWhole = prompts.every((id) => !id.startsWith('digit-') || words.find(id) !== undefined)
  return isWhole ? prompts : prompts.filter((id) => !isOfNumber(id))
}
