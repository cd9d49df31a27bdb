/** What is measured: each by its name, with what it needs, and how long its quick form may take. */
import { measureBatch } from './batch.ts'
import { hasNats, measureBatchStream } from './batch-stream.ts'
import { measureAcceptance, measureWeight } from './bundle.ts'
import { hasChromium } from './browser.ts'
import { hasRules } from './certlogic-rules.ts'
import { codeBenches } from './code-benches.ts'
import { measureCountryRules } from './country-rules.ts'
import { certLogicInChromium, certLogicInNode } from './certlogic.ts'
import { hasVersion14, versionByHand, versionByHandInChromium, versionInMemory } from './engine.ts'
import { measureAssessing } from './desk-assessing.ts'
import { measureFactToGate } from './desk-fact-to-gate.ts'
import { decodeInChromium } from './decode-in-chromium.ts'
import { measureDecodeRate } from './decode-rate.ts'
import { measuredFirstPicture } from './first-picture-rows.ts'
import { measureImpact } from './impact.ts'
import { decodeAndDecide } from './lane/decode-and-decide.ts'
import { hasCables, measureLane, type Shown } from './lane/measure-lane.ts'
import { screensReady } from './lane/screen-ready.ts'
import { measuredRatio, type Measured } from './measured.ts'
import type { Plan } from './pairs.ts'
import { installPeers } from './peers.ts'
import { measurePopulation, type PerMille } from './population.ts'
import { measureRollout } from './rollout/measure-rollout.ts'
import type { SectionName } from './sections.ts'

/** One of them. */
export interface Bench {
  readonly name: string
  readonly section: SectionName
  /** Seconds that its quick form takes at most on two quiet cores; all of them together are less than five minutes. */
  readonly budget: number
  /** What it needs that may not be here. */
  readonly needs?: readonly [name: string, isHere: () => boolean]
  readonly prepare?: () => void
  readonly run: (name: string) => Measured | Promise<Measured>
}

const node = `Node ${process.version}`
const chromium = ['Chromium', hasChromium] as const
const version14 = ['version 14', hasVersion14] as const
const certLogic = 'CertLogic: the rules of EU states, against certlogic-js and json-logic-engine'
const byHand = 'one person under version 14, against the same rules written by hand'

const rules = (full: boolean): readonly Bench[] => {
  const plan: Plan = { rounds: full ? 200 : 40, batches: 8, batch: 20 }
  const evaluations = full ? 10_000_000 : 300_000
  const ofCorpus = full ? { rounds: 100, evaluations: 1000 } : { rounds: 11, evaluations: 400 }
  return [
    {
      name: `${byHand} (Node)`,
      section: 'rules',
      budget: 3,
      needs: version14,
      run: async (name) => measuredRatio(name, node, 5, plan, await versionByHand(plan)),
    },
    {
      name: `${byHand} (Chromium)`,
      section: 'rules',
      budget: 6,
      needs: chromium,
      run: async (name) => {
        // A browser's clock is coarse beside one person.
        const inPage: Plan = { rounds: plan.rounds, batches: 2, batch: 80 }
        const { pairs, version } = await versionByHandInChromium(inPage)
        return measuredRatio(name, `Chromium ${version}`, 5, inPage, pairs)
      },
    },
    {
      name: 'evaluations of version 14',
      section: 'memory',
      budget: 4,
      needs: version14,
      run: (name) => versionInMemory(`${evaluations.toLocaleString('en')} ${name}`, evaluations),
    },
    {
      name: `${certLogic} (Node)`,
      section: 'certlogic',
      budget: 6,
      needs: ['corpus', hasRules],
      prepare: installPeers,
      run: () => certLogicInNode(ofCorpus),
    },
    {
      name: `${certLogic} (Chromium)`,
      section: 'certlogic',
      budget: 8,
      needs: ['Chromium and corpus', () => hasChromium() && hasRules()],
      prepare: installPeers,
      run: () => certLogicInChromium(ofCorpus),
    },
    {
      name: 'country rules: a DCC judged by whole published sets, against certlogic-js over the same rules',
      section: 'certlogic',
      budget: 4,
      needs: ['corpus', hasRules],
      prepare: installPeers,
      run: () => measureCountryRules(ofCorpus),
    },
    {
      name: 'the impact of version 13 to 14, against both evaluated bare',
      section: 'impact',
      budget: 5,
      needs: version14,
      run: (name) => measureImpact(name, full ? 1_000_000 : 50_000),
    },
  ]
}

const many = (full: boolean): readonly Bench[] => {
  const people = full ? 2_000_000 : 20_000
  const population = (perMille: PerMille, name: string): Bench => ({
    name,
    section: 'population',
    budget: 6,
    run: (said) => measurePopulation(said, full ? 65_000_000 : 300_000, perMille),
  })
  return [
    {
      name: 'a batch with codes under version 14, against parsing, evaluating and signing alone',
      section: 'batch',
      budget: 14,
      needs: version14,
      run: (name) => measureBatch(name, people, 6),
    },
    {
      name: 'the same batch on JetStream with two workers, against two threads',
      section: 'batchStream',
      budget: 20,
      needs: ['nats-server and version 14', () => hasNats() && hasVersion14()],
      run: (name) => measureBatchStream(name, full ? people : 12_000, 6),
    },
    {
      name: 'a change of version at a desk, against everybody assessed',
      section: 'desk',
      budget: 10,
      needs: version14,
      run: (name) => measureAssessing(name, full ? 1_000_000 : 20_000, full ? 2 : 4),
    },
    {
      name: 'facts from their source to a gate that polls',
      section: 'deskGate',
      budget: 15,
      run: (name) => measureFactToGate(name, full ? 200 : 12),
    },
    {
      name: 'a rollout to verifiers that poll, simulated, against the formulas',
      section: 'rollout',
      budget: 10,
      run: (name) => measureRollout(name, full ? 1_000_000 : 50_000),
    },
    population(1, '0.1 %'),
    population(10, '1 %'),
  ]
}

const bundles = (full: boolean, manySigners: boolean, scenario: string): readonly Bench[] => [
  {
    name: `an update against the whole, ${scenario}`,
    section: 'weight',
    budget: 3,
    needs: version14,
    run: (name) => measureWeight(name, manySigners),
  },
  {
    name: `accepting, against the bare checks of the same bytes, ${scenario}`,
    section: 'acceptance',
    budget: 6,
    needs: version14,
    run: () => measureAcceptance(scenario, manySigners, full ? 61 : 7),
  },
]

const decoding = (full: boolean): readonly Bench[] => [
  {
    name: 'camera-like frames read, beside other decoders',
    section: 'decoding',
    budget: 12,
    prepare: installPeers,
    run: () => measureDecodeRate(full ? 24 : 1),
  },
  {
    name: 'camera-like frames read in Chromium, by each decoder that ships',
    section: 'decoding',
    budget: 8,
    needs: chromium,
    run: () => decodeInChromium(full ? 24 : 1),
  },
]

const kiosk = (full: boolean): readonly Bench[] => {
  const lane = (shown: Shown): Bench => ({
    name: `people by ${shown}`,
    section: 'lane',
    budget: 14,
    needs: ['socat', hasCables],
    run: (name) => measureLane(name, shown, full ? 15 : 0.3),
  })
  return [
    lane('code'),
    lane('card'),
    {
      name: 'a frame decoded, decided and written down, against the frame decoded',
      section: 'kiosk',
      budget: 8,
      run: async (name) => {
        const plan: Plan = full
          ? { rounds: 60, batches: 2, batch: 4 }
          : { rounds: 9, batches: 2, batch: 2 }
        return measuredRatio(name, node, 1.25, plan, await decodeAndDecide(plan))
      },
    },
    {
      name: 'the screen ready, against a page of one Lit element',
      section: 'kiosk',
      budget: 10,
      needs: chromium,
      run: (name) => measuredScreens(name, full ? 31 : 7),
    },
  ]
}

const measuredScreens = async (name: string, rounds: number): Promise<Measured> => {
  const { ready, sees, version } = await screensReady(rounds)
  // One page each a round.
  const each: Plan = { rounds: ready.length, batches: 1, batch: 1 }
  const where = `Chromium ${version}`
  const screen = measuredRatio(name, where, 1.5, each, ready)
  const ofCamera = "its camera's picture, against a page of one camera"
  const camera = measuredRatio(ofCamera, where, null, each, sees)
  return {
    rows: [...screen.rows, ...camera.rows],
    figures: screen.figures,
    said: `${screen.said}\n${camera.said}`,
    isMissed: screen.isMissed,
  }
}

const verifier = (full: boolean): Bench => ({
  name: 'the first decision from a picture, against a blank page',
  section: 'verifier',
  budget: 8,
  needs: chromium,
  run: (name) => measuredFirstPicture(name, full ? 31 : 7),
})

/**
 * All of them, in the order in which they run.
 *
 * @param full - More rounds, larger sets.
 */
export const benchesOf = (full: boolean): readonly Bench[] => [
  ...codeBenches(full),
  ...rules(full),
  ...many(full),
  ...decoding(full),
  ...bundles(full, false, '800 keys'),
  ...bundles(full, true, '800 keys and 3,430 signers'),
  ...kiosk(full),
  verifier(full),
]
