/** A page that shows cases of test-vectors/verify/ in a `<greengate-decision>`, decided here by the library itself. */
import {
  acceptBundle,
  allFormats,
  explain,
  pinRoot,
  verify,
  type Bundle,
  type Decision,
  type Explanation,
  type VerifyOptions,
} from 'greengate'
import { countryRules } from 'greengate/rules'
import type { DecisionIssuer } from './decision-facts.ts'
import './greengate-decision.ts'
import type { Language } from './language.ts'

interface TrialCase {
  readonly id: string
  readonly now: string
  readonly text?: string
  readonly texts?: readonly string[]
  readonly context: VerifyOptions['context']
}

interface VectorFile {
  readonly groups: readonly {
    readonly given: {
      readonly root: string | null
      readonly bundle: string | null
      readonly acceptedAt: string
    }
    readonly cases: readonly TrialCase[]
  }[]
}

const read = async (path: string): Promise<Response> => {
  const response = await fetch(`/vectors/${path}`)
  if (!response.ok) throw new Error(`no vector ${path}`)
  return response
}
const bytesOf = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await (await read(`bundle/${name}`)).arrayBuffer())

/** What is shown beside the case itself. */
export interface TrialShown {
  readonly language?: Language
  readonly issuer?: DecisionIssuer
  /** Shown so many milliseconds before the decision runs out. */
  readonly msLeft?: number
  /** As if its rule set had taken effect without notice: no vector has one. */
  readonly correction?: true
}

const clock = Date.now.bind(Date)
/** Lets the page's clock go on from an instant. */
const setClock = (from: number): void => {
  const at = clock()
  Date.now = () => from + clock() - at
}

let explained = 0

/** Decides a case of a file and shows it, at the case's own instant. */
const show = async (
  file: string,
  id: string,
  { language = 'zh', issuer, msLeft, correction }: TrialShown = {},
): Promise<Decision> => {
  const { groups } = (await (await read(`verify/${file}`)).json()) as VectorFile
  const group = groups.find(({ cases }) => cases.some((one) => one.id === id))
  const one = group?.cases.find((each) => each.id === id)
  if (group === undefined || one === undefined) throw new Error(`no case ${id}`)
  const { root, bundle: name, acceptedAt } = group.given
  let bundle: Bundle | undefined
  if (root !== null) bundle = await pinRoot(await bytesOf(root), { worlds: ['test'] })
  if (bundle !== undefined && name !== null)
    bundle = await acceptBundle(bundle, await bytesOf(name), new Date(acceptedAt))
  const { now, text, texts = [text ?? ''], context } = one
  const options = { bundle, now: new Date(now), context, formats: allFormats, countryRules }
  const decided = await verify(texts, options)
  const { ruleSet } = decided.basis
  const isCorrection = correction !== undefined && ruleSet !== null
  const decision: Decision = !isCorrection
    ? decided
    : { ...decided, basis: { ...decided.basis, ruleSet: { ...ruleSet, correction } } }
  const ends = Date.parse(decision.holdsUntil ?? now)
  setClock(msLeft === undefined ? Date.parse(now) : ends - msLeft)
  const element = document.querySelector('greengate-decision')
  if (element === null) throw new Error('no element')
  Object.assign(element, {
    ...{ language, issuer, bundle, decision },
    explain: (): Promise<Explanation> => {
      explained++
      return explain(texts, options)
    },
  })
  document.documentElement.lang = language
  await element.updateComplete
  return decision
}

const trial = { show, explained: () => explained }

declare global {
  var decisionTrial: typeof trial | undefined
}

globalThis.decisionTrial = trial
