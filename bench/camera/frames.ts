/** Camera-like frames of codes, each fault by itself and all together; the same seed gives the same frames everywhere. */
import QRCode from 'qrcode'
import { drawScene, randomFrom, type Grey, type Modules, type Scene } from './scene.ts'

/** What is wrong with a frame. */
export const faults = [
  'perspective',
  'blur',
  'motion',
  'noise',
  'glare',
  'dim',
  'moire',
  'mixed',
] as const
export type Fault = (typeof faults)[number]

/** One frame, and what stands in it. */
export interface Frame {
  readonly fault: Fault
  readonly text: string
  readonly picture: Grey
}

/** Seeds of the two series: one is for tuning, the other was never looked at while anything was tuned. */
export const seeds = { tuning: 20_200_211, kept: 20_211_220 } as const

/** What kiosks see: our own code bare and live, the EU's median, and a small one; characters and error correction. */
const kinds = [
  { length: 300, level: 'M' },
  { length: 528, level: 'M' },
  { length: 556, level: 'Q' },
  { length: 120, level: 'M' },
] as const

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const size = { width: 1280, height: 720 }

/**
 * Makes frames.
 *
 * @param each - So many for every fault.
 */
export function* cameraFrames(seed: number, each: number): Generator<Frame> {
  for (const [at, fault] of faults.entries()) {
    const random = randomFrom(seed + at * 1_000_003)
    for (let count = 0; count < each; count++) {
      const kind = kinds[count % kinds.length] ?? kinds[0]
      const text = `GG1:${Array.from({ length: kind.length - 4 }, () => alphabet[Math.floor(random() * 45)] ?? '0').join('')}`
      const { modules } = QRCode.create(text, { errorCorrectionLevel: kind.level })
      const known: Modules = {
        size: modules.size,
        isDark: (row, column) => modules.get(row, column) === 1,
      }
      const scene = sceneOf(fault, modules.size, random)
      yield { fault, text, picture: drawScene(known, scene, size, random) }
    }
  }
}

function sceneOf(fault: Fault, modules: number, random: () => number): Scene {
  const between = (low: number, high: number) => low + (high - low) * random()
  const has = (name: Fault) => fault === name
  const mixed = has('mixed')
  // From so near that a module has five pixels to so far that it has barely two.
  const perModule = mixed ? between(2.6, 4.8) : between(2.1, 4.8)
  const side = Math.min(600, (modules + 8) * perModule)
  const bend = has('perspective') ? 0.2 : mixed ? 0.08 : 0.03
  const dim = has('dim') || (mixed && random() < 0.3)
  const black = between(20, 55)
  const white = between(170, 235)
  const level = dim ? between(0.08, 0.3) : 1
  return {
    side,
    turn: has('perspective') ? between(-0.8, 0.8) : between(-0.2, 0.2),
    corners: Array.from({ length: 8 }, () => between(-bend, bend)),
    at: [between(0.4, 0.6), between(0.47, 0.53)],
    quiet: random() < 0.3 ? 2 : 4,
    black: black * level,
    white: white * level,
    blur: has('blur')
      ? between(0.35, 0.62) * perModule
      : mixed
        ? between(0.15, 0.5) * perModule
        : between(0.2, 0.7),
    motion: has('motion') ? between(0.9, 2.4) * perModule : mixed ? between(0, 1.1) * perModule : 0,
    motionTurn: between(0, Math.PI),
    noise: has('noise') ? between(35, 85) : dim ? between(3, 9) : between(1, mixed ? 14 : 4),
    glare: has('glare') ? between(120, 450) : mixed && random() < 0.3 ? between(60, 200) : 0,
    glareAt: [between(-0.4, 0.4), between(-0.4, 0.4)],
    glareWidth: between(0.06, 0.28),
    shade: has('glare') ? between(0.2, 0.6) : mixed ? between(0, 0.6) : between(0, 0.2),
    moire: has('moire') ? between(60, 150) : mixed && random() < 0.3 ? between(5, 40) : 0,
    moirePeriods: between(8, 160),
  }
}
