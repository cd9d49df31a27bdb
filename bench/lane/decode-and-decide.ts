/** A frame decoded, decided and written down as a receipt, against the same frame decoded alone. */
import { createRequire } from 'node:module'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import QRCode from 'qrcode'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import {
  acceptBundle,
  allFormats,
  appendReceipt,
  pinRoot,
  startSegment,
  verify,
  warmUp,
  type SegmentState,
} from 'greengate'
import { generateKey, jwkSigner } from 'greengate/issue'
import { countryRules } from 'greengate/rules'
import { makeDemo } from '../../cli/demo/main.ts'
import { rgbaOf } from '../camera/rgba.ts'
import { drawScene, randomFrom, type Scene } from '../camera/scene.ts'
import { itemsOf, measurePairs, type Pair, type Plan } from '../pairs.ts'

type Frame = ReturnType<typeof rgbaOf>

const seed = 20_200_211
const size = { width: 1280, height: 720 }

/** Pairs over frames of different people's codes, as easy to read as a code before a kiosk is. */
export const decodeAndDecide = async (plan: Plan): Promise<readonly Pair[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'greengate-decode-'))
  try {
    const warm: Plan = { rounds: 1, batches: 2, batch: 5 }
    const now = new Date()
    const count = itemsOf(warm) + itemsOf(plan)
    const demo = await makeDemo({ folder, now, crowd: count })
    const pinned = await pinRoot(demo.rootBytes, { worlds: ['demo'] })
    const bundle = await acceptBundle(pinned, demo.bundleBytes, now)
    await warmUp(bundle, allFormats)
    await openDecoder()
    let state = await newSegment(now)

    const subject = async (frame: Frame): Promise<void> => {
      const context = {
        ruleSet: demo.ruleSet,
        station: 'gate',
        lane: '1',
        seenBefore: 'no',
      } as const
      const options = { bundle, now, context, formats: allFormats, countryRules }
      const decision = await verify([await decode(frame)], options)
      if (decision.outcome !== 'pass') throw new Error(`a frame is ${decision.outcome}`)
      const details = { station: 'gate', lane: '1', subject: null, appeal: null }
      state = (await appendReceipt(state, decision, details)).state
    }
    const bare = async (frame: Frame): Promise<void> => {
      await decode(frame)
    }
    const frames = demo.crowd.map(({ text }, at) => frameOf(text, seed + at))
    await measurePairs(warm, frames, subject, bare)
    return await measurePairs(plan, frames.slice(itemsOf(warm)), subject, bare)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** As the decoder's worker does it, whose wasm comes from a file here. */
const openDecoder = async (): Promise<void> => {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  await prepareZXingModule({
    overrides: { wasmBinary: new Uint8Array(await readFile(file)).buffer },
    equalityFn: () => true,
    fireImmediately: true,
  })
}

const decode = async (frame: Frame): Promise<string> => {
  const [found] = await readBarcodes(frame as unknown as ImageData, {
    formats: ['QRCode'],
    maxNumberOfSymbols: 4,
    textMode: 'Plain',
    tryDenoise: false,
  })
  if (found?.isValid !== true) throw new Error('a frame that is easy was not read')
  return found.text
}

const newSegment = async (now: Date): Promise<SegmentState> => {
  const signer = await jwkSigner(await generateKey('Ed25519'))
  const at = now.toISOString().replace(/\.\d+Z$/, 'Z')
  const given = { at, station: 'gate', software: 'bench', previous: null, signer }
  return (await startSegment('00000001', given)).state
}

/** Nearly upright, sharp, in good light, with a little noise. */
const frameOf = (text: string, from: number): Frame => {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const known = {
    size: modules.size,
    isDark: (row: number, column: number) => modules.get(row, column) === 1,
  }
  const scene: Scene = {
    side: 520,
    turn: 0.05,
    corners: Array.from({ length: 8 }, (_, at) => ((at % 3) - 1) * 0.02),
    at: [0.5, 0.5],
    ...{ quiet: 4, black: 35, white: 220, blur: 0.4, motion: 0, motionTurn: 0, noise: 2 },
    ...{ glare: 0, glareAt: [0, 0], glareWidth: 0.1, shade: 0.1, moire: 0, moirePeriods: 50 },
  }
  return rgbaOf(drawScene(known, scene, size, randomFrom(from)))
}
