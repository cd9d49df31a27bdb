/** The voice of the screen: loads its packs once, listens to what the screen knows, and speaks. */
import { firstFacts, type Language, type ScreenFacts } from '../screen-facts.ts'
import { openPlayer } from './player.ts'
import { soundsOf } from './sounds-of.ts'
import { loadPack, type Pace, type VoicePack } from './voice-pack.ts'

/** Opens it, speaking at a pace; whatever the screen comes to know goes to the returned function. */
export async function openVoice(pace: Pace): Promise<(facts: ScreenFacts) => void> {
  const context = new AudioContext()
  const load = (folder: string, at: Pace) =>
    loadPack(`voice/${folder}`, (bytes) => context.decodeAudioData(bytes), at)
  const wordsAt = async (at: Pace): Promise<Readonly<Record<Language, VoicePack>>> => {
    const [zh, en] = await Promise.all([load('zh-CN', at), load('en', at)])
    return { zh, en }
  }
  const [earcons, first] = await Promise.all([load('earcons', 'normal'), wordsAt(pace)])
  const words = new Map([[pace, first]])
  const asked = new Set([pace])
  /** Another configuration may speak at another pace; until that is there, what is there is said. */
  const follow = async (at: Pace) => {
    asked.add(at)
    words.set(at, await wordsAt(at))
  }
  const play = openPlayer(context)
  let before = firstFacts
  return (now) => {
    const heard = soundsOf(before, now)
    before = now
    if (now.status === undefined) return
    const { voice } = now.status.settings
    if (!asked.has(voice.pace)) void follow(voice.pace)
    const said = (words.get(voice.pace) ?? first)[now.language]
    if (heard !== null) play(heard, { earcons, words: said }, voice)
  }
}
