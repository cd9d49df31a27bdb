/** What is measured: each by its name, with what it needs. */
import { measureBatch } from './batch.ts'
import { hasNats, measureBatchStream } from './batch-stream.ts'
import { measureAcceptance, measureWeight } from './bundle.ts'
import { codeInChromium, hasChromium } from './browser.ts'
import { hasRules } from './certlogic-rules.ts'
import { measureCountryRules } from './country-rules.ts'
import { measureCertLogic } from './certlogic.ts'
import { codeInNode } from './code-in-node.ts'
import { portableBenches } from './code-in-portable.ts'
import { hasVersion14, versionByHand, versionInMemory } from './engine.ts'
import { measureAssessing } from './desk-assessing.ts'
import { measureFactToGate } from './desk-fact-to-gate.ts'
import { decodeInChromium } from './decode-in-chromium.ts'
import { measureDecodeRate } from './decode-rate.ts'
import { measuredFirstPicture } from './first-picture-rows.ts'
import { measureFirst } from './first-verification.ts'
import type { ForeignName } from './foreign-codes.ts'
import { foreignInChromium } from './foreign-in-chromium.ts'
import { foreignInNode, measureForeignPeers } from './foreign-in-node.ts'
import { measureImpact } from './impact.ts'
import { decodeAndDecide } from './lane/decode-and-decide.ts'
import { hasCables, measureLane, type Shown } from './lane/measure-lane.ts'
import { screensReady } from './lane/screen-ready.ts'
import { liveInChromium, liveInNode } from './live.ts'
import { measuredRatio, type Measured } from './measured.ts'
import type { Plan } from './pairs.ts'
import { installPeers } from './peers.ts'
import { measurePopulation, type PerMille } from './population.ts'
import { measureRollout } from './rollout/measure-rollout.ts'
import type { SectionName } from './sections.ts'

/** More rounds, larger sets. */
export const full = process.argv.includes('--full')
const plan: Plan = { rounds: full ? 200 : 40, batches: 8, batch: 20 }
const node = `Node ${process.version}`

/** One of them. */
export interface Bench {
  readonly name: string
  readonly section: SectionName
  /** What it needs that may not be here. */
  readonly needs?: readonly [name: string, isHere: () => boolean]
  readonly prepare?: () => void
  readonly run: (name: string) => Measured | Promise<Measured>
}

const chromium = ['Chromium', hasChromium] as const

const inNode = (profile: 'assessment' | 'facts', target: number): Bench => ({
  name: `a code with ${profile} verified, against the bare Ed25519 check (Node)`,
  section: 'codes',
  run: async (name) => measuredRatio(name, node, target, plan, await codeInNode(profile, plan)),
})

const inChromium = (profile: 'assessment' | 'facts', target: number): Bench => ({
  name: `a code with ${profile} verified, against the bare Ed25519 check (Chromium)`,
  section: 'codes',
  needs: chromium,
  run: async (name) => {
    const { pairs, version } = await codeInChromium(profile, plan)
    return measuredRatio(name, `Chromium ${version}`, target, plan, pairs)
  },
})

/** Others' codes are dearer to make and to read than ours, and their peers dearer still. */
const foreignPlan: Plan = { rounds: full ? 100 : 25, batches: 8, batch: 10 }
const peerPlan: Plan = { rounds: full ? 30 : 7, batches: 1, batch: 25 }

const foreignCode = (name: ForeignName, what: string): readonly Bench[] => [
  {
    name: `${what} inspected, against the composed floor (Node)`,
    section: 'foreign',
    prepare: installPeers,
    run: async (said) =>
      measuredRatio(said, node, 1.15, foreignPlan, await foreignInNode(name, foreignPlan)),
  },
  {
    name: `${what} inspected, against the composed floor (Chromium)`,
    section: 'foreign',
    needs: chromium,
    prepare: installPeers,
    run: async (said) => {
      const { pairs, version } = await foreignInChromium(name, foreignPlan)
      return measuredRatio(said, `Chromium ${version}`, 1.3, foreignPlan, pairs)
    },
  },
]

const liveName = {
  Ed25519: 'a live code of an Ed25519 key verified, against its two bare checks',
  ESP256: 'a live code of a P-256 key verified, against its two bare checks',
} as const
const live = (algorithm: keyof typeof liveName): readonly Bench[] => [
  {
    name: `${liveName[algorithm]} (Node)`,
    section: 'codes',
    run: async (name) => measuredRatio(name, node, 1.2, plan, await liveInNode(algorithm, plan)),
  },
  {
    name: `${liveName[algorithm]} (Chromium)`,
    section: 'codes',
    needs: chromium,
    run: async (name) => {
      const { pairs, version } = await liveInChromium(algorithm, plan)
      return measuredRatio(name, `Chromium ${version}`, 1.2, plan, pairs)
    },
  },
]

const bundles = (manySigners: boolean, scenario: string): readonly Bench[] => [
  {
    name: `an update against the whole, ${scenario}`,
    section: 'weight',
    needs: ['version 14', hasVersion14],
    run: (name) => measureWeight(name, manySigners),
  },
  {
    name: `accepting, against the bare checks of the same bytes, ${scenario}`,
    section: 'acceptance',
    needs: ['version 14', hasVersion14],
    run: () => measureAcceptance(scenario, manySigners, full ? 61 : 15),
  },
]

const population = (perMille: PerMille, words: string): Bench => ({
  name: words,
  section: 'population',
  run: (name) => measurePopulation(name, full ? 65_000_000 : 1_000_000, perMille),
})

const lane = (shown: Shown): Bench => ({
  name: `people by ${shown}`,
  section: 'lane',
  needs: ['socat', hasCables],
  run: (name) => measureLane(name, shown, full ? 15 : 1),
})

const kiosk: readonly Bench[] = [
  {
    name: 'a frame decoded, decided and written down, against the frame decoded',
    section: 'kiosk',
    run: async (name) => {
      const framePlan: Plan = { rounds: full ? 60 : 15, batches: 2, batch: 4 }
      return measuredRatio(name, node, 1.25, framePlan, await decodeAndDecide(framePlan))
    },
  },
  {
    name: 'the screen ready, against a page of one Lit element',
    section: 'kiosk',
    needs: chromium,
    run: async (name) => {
      const { ready, sees, version } = await screensReady(full ? 31 : 9)
      // One page each a round.
      const each: Plan = { rounds: ready.length, batches: 1, batch: 1 }
      const where = `Chromium ${version}`
      const screen = measuredRatio(name, where, 1.5, each, ready)
      const camera = measuredRatio(
        "its camera's picture, against a page of one camera",
        ...([where, null, each, sees] as const),
      )
      return {
        rows: [...screen.rows, ...camera.rows],
        said: `${screen.said}\n${camera.said}`,
        isMissed: screen.isMissed,
      }
    },
  },
]

const verifier: Bench = {
  name: 'the first decision from a picture, against a blank page',
  section: 'verifier',
  needs: chromium,
  run: (name) => measuredFirstPicture(name, full ? 31 : 9),
}

/** All of them, in the order in which they run. */
export const benches: readonly Bench[] = [
  inNode('assessment', 1.25),
  inChromium('assessment', 1.35),
  inNode('facts', 1.25),
  inChromium('facts', 1.35),
  ...portableBenches(node, full),
  ...live('ESP256'),
  ...live('Ed25519'),
  ...foreignCode('dcc', 'a DCC'),
  ...foreignCode('shc', 'a SMART Health Card'),
  ...foreignCode('nzcp', 'a New Zealand pass'),
  {
    name: "others' libraries beside ours",
    section: 'foreignPeers',
    prepare: installPeers,
    run: () => measureForeignPeers(peerPlan),
  },
  {
    name: "the first verification of others' codes",
    section: 'first',
    run: () => measureFirst(full ? 31 : 7),
  },
  {
    name: 'one person under version 14, against the same rules written by hand',
    section: 'rules',
    needs: ['version 14', hasVersion14],
    run: async (name) => measuredRatio(name, node, 5, plan, await versionByHand(plan)),
  },
  {
    name: 'evaluations of version 14',
    section: 'memory',
    needs: ['version 14', hasVersion14],
    run: (name) =>
      full
        ? versionInMemory(`10,000,000 ${name}`, 10_000_000)
        : versionInMemory(`300,000 ${name}`, 300_000),
  },
  {
    name: 'CertLogic: the rules of EU states, against certlogic-js and json-logic-engine',
    section: 'certlogic',
    needs: ['corpus', hasRules],
    prepare: installPeers,
    run: () =>
      measureCertLogic(
        full ? { rounds: 100, evaluations: 1000 } : { rounds: 30, evaluations: 400 },
      ),
  },
  {
    name: 'country rules: a DCC judged by whole published sets, against certlogic-js over the same rules',
    section: 'certlogic',
    needs: ['corpus', hasRules],
    prepare: installPeers,
    run: () =>
      measureCountryRules(
        full ? { rounds: 100, evaluations: 1000 } : { rounds: 30, evaluations: 400 },
      ),
  },
  {
    name: 'the impact of version 13 to 14, against both evaluated bare',
    section: 'impact',
    needs: ['version 14', hasVersion14],
    run: (name) => measureImpact(name, full ? 1_000_000 : 50_000),
  },
  {
    name: 'a batch with codes under version 14, against parsing, evaluating and signing alone',
    section: 'batch',
    needs: ['version 14', hasVersion14],
    run: (name) => measureBatch(name, full ? 2_000_000 : 50_000, 6),
  },
  {
    name: 'the same batch on JetStream with two workers, against two threads',
    section: 'batchStream',
    needs: ['nats-server and version 14', () => hasNats() && hasVersion14()],
    run: (name) => measureBatchStream(name, full ? 2_000_000 : 50_000, 6),
  },
  {
    name: 'a change of version at a desk, against everybody assessed',
    section: 'desk',
    needs: ['version 14', hasVersion14],
    run: (name) => measureAssessing(name, full ? 1_000_000 : 50_000, full ? 2 : 4),
  },
  {
    name: 'facts from their source to a gate that polls',
    section: 'deskGate',
    run: (name) => measureFactToGate(name, full ? 200 : 20),
  },
  {
    name: 'a rollout to verifiers that poll, simulated, against the formulas',
    section: 'rollout',
    run: (name) => measureRollout(name, full ? 1_000_000 : 50_000),
  },
  population(1, '0.1 %'),
  population(10, '1 %'),
  {
    name: 'camera-like frames read, beside other decoders',
    section: 'decoding',
    prepare: installPeers,
    run: () => measureDecodeRate(full ? 24 : 4),
  },
  {
    name: 'camera-like frames read in Chromium, by each decoder that ships',
    section: 'decoding',
    needs: chromium,
    run: () => decodeInChromium(full ? 24 : 2),
  },
  ...bundles(false, '800 keys'),
  ...bundles(true, '800 keys and 3,430 signers'),
  lane('code'),
  lane('card'),
  ...kiosk,
  verifier,
]
