/** The page of the wedge's test: notes what it is told, and what its button and its field got. */
import { startWedge, type WedgeListeners } from './wedge.ts'

const noted = { texts: [] as string[], noise: [] as string[], presses: 0, keys: 0 }
const listeners: WedgeListeners = {
  onText: (text) => noted.texts.push(text),
  onNoise: ({ why }) => noted.noise.push(why),
}
// A browser that is driven from outside is slow; how fast keys come is said by their own time.
startWedge(document, listeners, { averageMs: 30, gapMs: 3_000, minLength: 6 })
document.querySelector('button')?.addEventListener('click', () => noted.presses++)
document.addEventListener('keydown', () => noted.keys++)
Object.assign(window, { noted })
