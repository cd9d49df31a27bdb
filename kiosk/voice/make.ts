/** Makes the packs of sounds and words that are committed here; run by hand, with espeak-ng and flite installed. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { earcons, samplesOf } from './earcons.ts'
import { digits, prompts, type Prompt } from './prompt-words.ts'
import { even, readWave, resample, trim, writeWave, type Sound } from './wave.ts'

const here = import.meta.dirname
const rate = 16_000
const scratch = mkdtempSync(join(tmpdir(), 'greengate-voice-'))

const paces = ['normal', 'slow'] as const
type Pace = (typeof paces)[number]

interface Pack {
  readonly folder: string
  readonly language: 'zh-CN' | 'en'
  readonly voice: string
  readonly words: (prompt: Prompt) => string
  /** Writes a WAV file that says it. */
  readonly say: (prompt: Prompt, pace: Pace, file: string) => void
}

// A slower pace is spoken more slowly: stretching a recording would lower the voice.
const packs: readonly Pack[] = [
  {
    folder: 'zh-CN',
    language: 'zh-CN',
    voice: 'espeak-ng, cmn-latn-pinyin+f2',
    words: ({ zh }) => zh,
    say({ pinyin }, pace, file) {
      const speed = pace === 'slow' ? '150' : '200'
      const args = ['-v', 'cmn-latn-pinyin+f2', '-s', speed, '-g', '1', '-w', file, pinyin]
      execFileSync('espeak-ng', args)
    },
  },
  {
    folder: 'en',
    language: 'en',
    voice: 'flite, cmu_us_slt',
    words: ({ en }) => en,
    say({ en }, pace, file) {
      const stretch = pace === 'slow' ? '1.25' : '0.95'
      const args = ['-voice', 'slt', '--setf', `duration_stretch=${stretch}`, '-t', en, '-o', file]
      execFileSync('flite', args)
    },
  },
]

function spoken(pack: Pack, prompt: Prompt, pace: Pace): Sound {
  const file = join(scratch, 'said.wav')
  pack.say(prompt, pace, file)
  return even(trim(resample(readWave(readFileSync(file)), rate)))
}

function empty(folder: string): string {
  const path = join(here, folder)
  mkdirSync(path, { recursive: true })
  for (const name of readdirSync(path)) rmSync(join(path, name))
  return path
}

function writeManifest(path: string, manifest: object): void {
  writeFileSync(join(path, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

for (const pack of packs) {
  const path = empty(pack.folder)
  const say = (id: string, prompt: Prompt, pace: Pace) => {
    const file = pace === 'slow' ? `${id}.slow.wav` : `${id}.wav`
    writeFileSync(join(path, file), writeWave(spoken(pack, prompt, pace)))
    return { id, file, words: pack.words(prompt), pace }
  }
  const all = [
    ...Object.entries(prompts),
    ...digits.map((digit, at) => [`digit-${at}`, digit] as const),
  ]
  const said = paces.flatMap((pace) => all.map(([id, prompt]) => say(id, prompt, pace)))
  const { language, voice } = pack
  writeManifest(path, { format: 'greengate-voice-1', language, voice, prompts: said })
}

const path = empty('earcons')
const sounds = Object.entries(earcons).map(([id, notes]) => {
  const file = `${id}.wav`
  writeFileSync(join(path, file), writeWave({ rate, samples: samplesOf(notes, rate) }))
  return { id, file, words: null, pace: 'normal' }
})
writeManifest(path, {
  format: 'greengate-voice-1',
  language: null,
  voice: 'earcons.ts',
  prompts: sounds,
})
rmSync(scratch, { recursive: true })
