/** What is measured of codes, ours and others', each against its floor: in Node, in Chromium, by the portable build. */
import type { Bench } from './benches.ts'
import { codeInChromium, hasChromium } from './browser.ts'
import { codeInNode } from './code-in-node.ts'
import { portableBenches } from './code-in-portable.ts'
import { measureFirst } from './first-verification.ts'
import type { ForeignName } from './foreign-codes.ts'
import { foreignInChromium } from './foreign-in-chromium.ts'
import { foreignInNode, measureForeignPeers } from './foreign-in-node.ts'
import { liveInChromium, liveInNode } from './live.ts'
import { measuredRatio } from './measured.ts'
import type { Plan } from './pairs.ts'
import { installPeers } from './peers.ts'

const node = `Node ${process.version}`
const chromium = ['Chromium', hasChromium] as const

const code = (profile: 'assessment' | 'facts', plan: Plan): readonly Bench[] => {
  const name = `a code with ${profile} verified, against the bare Ed25519 check`
  return [
    {
      name: `${name} (Node)`,
      section: 'codes',
      budget: 4,
      run: async (said) => measuredRatio(said, node, 1.25, plan, await codeInNode(profile, plan)),
    },
    {
      name: `${name} (Chromium)`,
      section: 'codes',
      budget: 6,
      needs: chromium,
      run: async (said) => {
        const { pairs, version } = await codeInChromium(profile, plan)
        return measuredRatio(said, `Chromium ${version}`, 1.35, plan, pairs)
      },
    },
  ]
}

const liveName = {
  Ed25519: 'a live code of an Ed25519 key verified, against its two bare checks',
  ESP256: 'a live code of a P-256 key verified, against its two bare checks',
} as const
const live = (algorithm: keyof typeof liveName, plan: Plan): readonly Bench[] => [
  {
    name: `${liveName[algorithm]} (Node)`,
    section: 'codes',
    budget: 5,
    run: async (name) => measuredRatio(name, node, 1.2, plan, await liveInNode(algorithm, plan)),
  },
  {
    name: `${liveName[algorithm]} (Chromium)`,
    section: 'codes',
    budget: 7,
    needs: chromium,
    run: async (name) => {
      const { pairs, version } = await liveInChromium(algorithm, plan)
      return measuredRatio(name, `Chromium ${version}`, 1.2, plan, pairs)
    },
  },
]

const foreignCode = (name: ForeignName, what: string, plan: Plan): readonly Bench[] => [
  {
    name: `${what} inspected, against the composed floor (Node)`,
    section: 'foreign',
    budget: 3,
    prepare: installPeers,
    run: async (said) => measuredRatio(said, node, 1.15, plan, await foreignInNode(name, plan)),
  },
  {
    name: `${what} inspected, against the composed floor (Chromium)`,
    section: 'foreign',
    budget: 6,
    needs: chromium,
    prepare: installPeers,
    run: async (said) => {
      const { pairs, version } = await foreignInChromium(name, plan)
      return measuredRatio(said, `Chromium ${version}`, 1.3, plan, pairs)
    },
  },
]

/** All of them. */
export const codeBenches = (full: boolean): readonly Bench[] => {
  const plan: Plan = { rounds: full ? 200 : 40, batches: 8, batch: 20 }
  // Others' codes are dearer to make and to read than ours, and their peers dearer still.
  const foreignPlan: Plan = { rounds: full ? 100 : 25, batches: 8, batch: 10 }
  const peerPlan: Plan = { rounds: full ? 30 : 7, batches: 1, batch: 25 }
  return [
    ...code('assessment', plan),
    ...code('facts', plan),
    ...portableBenches(node, full),
    ...live('ESP256', plan),
    ...live('Ed25519', plan),
    ...foreignCode('dcc', 'a DCC', foreignPlan),
    ...foreignCode('shc', 'a SMART Health Card', foreignPlan),
    ...foreignCode('nzcp', 'a New Zealand pass', foreignPlan),
    {
      name: "others' libraries beside ours",
      section: 'foreignPeers',
      budget: 7,
      prepare: installPeers,
      run: () => measureForeignPeers(peerPlan),
    },
    {
      name: "the first verification of others' codes",
      section: 'first',
      budget: 6,
      run: () => measureFirst(full ? 31 : 7),
    },
  ]
}
