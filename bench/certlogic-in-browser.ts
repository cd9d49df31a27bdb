/** The page's side of the benchmark of CertLogic: the same rounds as in Node, over rules and peers that it is handed. */
import {
  certLogicRounds,
  type CertLogicPeers,
  type CertLogicPlan,
  type CertLogicRounds,
  type TestedRule,
} from './certlogic-rounds.ts'

/** What the server hands to the page. */
export interface CertLogicLoad {
  readonly plan: CertLogicPlan
  /** Each rule, the value sets of its tests by their places in the list. */
  readonly rules: readonly (Omit<TestedRule, 'tests'> & {
    readonly tests: readonly {
      readonly data: string
      readonly expected: boolean
      readonly valueSets: number
    }[]
  })[]
  readonly valueSets: readonly unknown[]
  /** A module that gives the peers. */
  readonly peers: string
}

interface PeerModule {
  readonly evaluate: CertLogicPeers['evaluate']
  readonly LogicEngine: new () => CertLogicPeers['engine']
}

const measure = async (): Promise<CertLogicRounds> => {
  if (!crossOriginIsolated) throw new Error('the page is not isolated: its clock is too coarse')
  const { plan, rules, valueSets, peers } = (await (
    await fetch('/load.json')
  ).json()) as CertLogicLoad
  const module = URL.createObjectURL(new Blob([peers], { type: 'text/javascript' }))
  const { evaluate, LogicEngine } = (await import(module)) as PeerModule
  const tested = rules.map(({ tests, ...rule }) => ({
    ...rule,
    tests: tests.map((each) => ({ ...each, valueSets: valueSets[each.valueSets] })),
  }))
  return certLogicRounds(tested, { evaluate, engine: new LogicEngine() }, plan)
}

Object.assign(window, { measure })
