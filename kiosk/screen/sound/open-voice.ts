/** The voice of the screen: loads its packs once, listens to what the screen knows, and speaks. */
import { firstFacts, type Language, type ScreenFacts } from '../screen-facts.ts'
import { openPlayer } from './player.ts'
import { soundsOf } from './sounds-of.ts'
import { loadPack, type VoicePack } from './voice-pack.ts'

const folders: Readonly<Record<Language, string>> = { zh: 'voice/zh-CN', en: 'voice/en' }

/** Opens it; whatever the screen comes to know goes to the returned function. */
export async function openVoice(): Promise<(facts: ScreenFacts) => void> {
  const context = new AudioContext()
  const decode = (bytes: ArrayBuffer) => context.decodeAudioData(bytes)
  const [earcons, zh, en] = await Promise.all([
    loadPack('voice/earcons', decode),
    loadPack(folders.zh, decode),
    loadPack(folders.en, decode),
  ])
  const words: Readonly<Record<Language, VoicePack>> = { zh, en }
  const play = openPlayer(context)
  let before = firstFacts
  return (now) => {
    const heard = soundsOf(before, now)
    before = now
    if (heard === null || now.status === undefined) return
    play(heard, { earcons, words: words[now.language] }, now.status.settings.voice)
  }
}
