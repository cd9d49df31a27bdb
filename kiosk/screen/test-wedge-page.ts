/** The page of the wedge's test: notes what it is told, and what its button and its field got. */
import { startWedge, type WedgeListeners } from '../../verifier-web/edges/wedge.ts'

const noted = { texts: [] as string[], noise: [] as string[], presses: 0, keys: 0 }
const listeners: WedgeListeners = {
  onText: (text) => noted.texts.push(text),
  onNoise: ({ why }) => noted.noise.push(why),
}
startWedge(document, listeners)
document.querySelector('button')?.addEventListener('click', () => noted.presses++)
document.addEventListener('keydown', () => noted.keys++)
Object.assign(window, { noted })
