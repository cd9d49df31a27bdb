/** Tries a gate: every vector, what follows a pass, then mutants, one after another, and what it did wrong. */
import type { Outcome } from 'greengate'
import { drawOf } from '../people/draw.ts'
import { startDialogue, type Dialogue, type Limits } from './dialogue.ts'
import type { StartGate } from './gate-process.ts'
import { makeMutants, type MutantGroup } from './mutants.ts'
import { protocol, type GateAnswer, type Hello, type Showing, type Update } from './protocol.ts'
import { decide, know, knowMore } from './reference.ts'
import { Score, type Report } from './score.ts'
import { makeSequels } from './sequels.ts'
import type { VectorGroup, Vectors } from './vectors.ts'

export interface Trial {
  readonly vectors: Vectors
  readonly start: StartGate
  readonly limits: Limits
  readonly seed: number
  /** How many mutants. */
  readonly rounds: number
  /** Is called for each case that was shown. */
  readonly onStep?: () => void
}

/** How often a gate that ended, or did not answer, is started again. */
const mostStarts = 4

/** Runs the trial. */
export async function conform(trial: Trial): Promise<Report> {
  const { vectors, seed, rounds } = trial
  const score = new Score()
  const asker = new Asker(trial, score)
  for (const [place, group] of vectors.groups.entries()) {
    if (asker.hasGivenUp) break
    score.begin(group.topic)
    await asker.setUp(helloOf(group, vectors))
    // In the order of the file all that passes might stand together.
    const draw = drawOf(seed, place, 0)
    const order = group.cases
      .map((one) => ({ one, by: draw.below(0x1_0000_0000) }))
      .toSorted((a, b) => a.by - b.by)
    for (const { one } of order) {
      const { id: of, outcome, ...shown } = one
      await asker.show({ of, how: undefined, due: outcome }, shown)
    }
  }
  const sequels = await makeSequels(vectors, (group) => helloOf(group, vectors))
  const chanced = makeMutants(vectors, seed, rounds)
  for (const [at, mutants] of [...sequels, ...chanced].entries()) {
    if (asker.hasGivenUp) break
    score.begin(at < sequels.length ? 'sequels' : 'mutants')
    await showMutants(mutants, vectors, asker)
  }
  await asker.end()
  return score.report(asker.hasGivenUp)
}

async function showMutants(mutants: MutantGroup, vectors: Vectors, asker: Asker): Promise<void> {
  const { given, setUp, offered, cases } = mutants
  const hello = setUp ? spoiled(helloOf(given, vectors), setUp) : helloOf(given, vectors)
  await asker.setUp(hello)
  let knowledge = await know(hello)
  let now = given.acceptedAt
  if (offered !== undefined) {
    const update = { bundle: vectors.files[offered] ?? '', now }
    await asker.offer(update)
    if (knowledge !== undefined) {
      const more = await knowMore(knowledge, { type: 'update', id: '', ...update })
      knowledge = more ?? knowledge
    }
  }
  for (const { how, of, shown } of cases) {
    now = shown.now
    const { outcome } = await decide(knowledge, { type: 'case', id: '', ...shown, now })
    const changed = setUp?.how ?? (offered === undefined ? how : 'another-bundle-offered')
    await asker.show({ of, how: changed, due: outcome }, shown)
  }
}

/** Speaks to the gate, and starts it again when it is gone. */
class Asker {
  readonly #trial: Trial
  readonly #score: Score
  #dialogue: Dialogue | undefined
  #hello: Omit<Hello, 'id'> | undefined
  #offered: Omit<Update, 'id' | 'type'> | undefined
  #starts = 0
  #asked = 0

  constructor(trial: Trial, score: Score) {
    this.#trial = trial
    this.#score = score
  }

  get hasGivenUp(): boolean {
    return this.#starts >= mostStarts && this.#dialogue?.isOpen !== true
  }

  /** What it says of itself must not tell what is expected. */
  #id(): string {
    this.#asked += 1
    return `a${this.#asked}`
  }

  async setUp(hello: Omit<Hello, 'id'>): Promise<void> {
    this.#hello = hello
    this.#offered = undefined
    await this.#open()
  }

  async offer(update: Omit<Update, 'id' | 'type'>): Promise<void> {
    this.#offered = update
    await this.#dialogue?.ask({ type: 'update', id: this.#id(), ...update })
  }

  /** Gives the gate what it was given before: a new one, or the same. */
  async #open(): Promise<void> {
    const { start, limits } = this.#trial
    if (this.hasGivenUp || this.#hello === undefined) return
    if (this.#dialogue?.isOpen !== true) {
      this.#starts += 1
      this.#dialogue = startDialogue(start, limits, (what) => {
        this.#score.fault(what)
      })
    }
    const id = this.#id()
    this.#score.asks({ id, of: 'hello', how: undefined, due: undefined })
    await this.#dialogue.ask({ ...this.#hello, id })
    if (this.#offered !== undefined) await this.offer(this.#offered)
  }

  async show(
    asked: { readonly of: string; readonly how: string | undefined; readonly due: Outcome },
    shown: Omit<Showing, 'type' | 'id'>,
  ): Promise<void> {
    if (this.#dialogue?.isOpen !== true) await this.#open()
    if (this.hasGivenUp) return
    const id = this.#id()
    this.#score.asks({ id, ...asked })
    this.#trial.onStep?.()
    const answer = await this.#dialogue?.ask({ ...shown, type: 'case', id })
    this.#score.answers(answer as GateAnswer | undefined)
  }

  async end(): Promise<void> {
    await this.#dialogue?.close()
  }
}

type Given = Omit<VectorGroup, 'cases' | 'topic'>

function helloOf(given: Given, { files }: Vectors): Hello {
  const { root, bundle, acceptedAt, class: age, groupKey } = given
  return {
    ...{ type: 'hello', id: '', protocol, root: files[root] ?? '' },
    bundle: bundle === null ? null : (files[bundle] ?? ''),
    ...{ now: acceptedAt, worlds: ['test'], class: age },
    ...(groupKey !== undefined && { groupKey }),
  }
}

/** Spoils what a gate is given at the start. */
function spoiled(hello: Hello, { how, place }: { how: string; place: number }): Hello {
  const bundle = hello.bundle ?? ''
  switch (how) {
    case 'flip-bundle':
      return { ...hello, bundle: flipped(bundle, place) }
    case 'cut-bundle':
      return { ...hello, bundle: bundle.slice(0, 4 * Math.floor((place % bundle.length) / 4)) }
    case 'flip-root':
      return { ...hello, root: flipped(hello.root, place) }
    case 'another-world':
      return { ...hello, worlds: ['production'] }
    case 'no-bundle':
      return { ...hello, bundle: null }
    default:
      return { ...hello, now: '2031-01-01T00:00:00Z' }
  }
}

function flipped(base64: string, place: number): string {
  const bytes = Buffer.from(base64, 'base64')
  const at = place % bytes.length
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (place % 8))
  return bytes.toString('base64')
}
