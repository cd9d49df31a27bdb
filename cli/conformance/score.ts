/** Keeps the score of a trial: by topic what was opened and refused, and every fault with what was asked. */
import type { Outcome } from 'greengate'
import type { SpeechFault } from './dialogue.ts'
import type { GateAnswer } from './protocol.ts'

/** What fails a gate. */
export type Fault = SpeechFault | 'opened' | 'opened-on-another-outcome' | 'opened-for-nobody'

/** What the gate was asked. */
export interface Asked {
  /** The id of the line, as a record of them has it. */
  readonly id: string
  /** The vector, or that it was made of; `hello`. */
  readonly of: string
  /** What was changed; undefined: the vector itself. */
  readonly how: string | undefined
  /** What must come out; undefined: it was not a case. */
  readonly due: Outcome | undefined
}

export interface FoundFault extends Partial<Asked> {
  readonly fault: Fault
  readonly topic: string
  /** The outcome that the gate stated. */
  readonly said?: Outcome
}

/** The figures of a topic. */
export interface TopicScore {
  readonly topic: string
  cases: number
  /** Of the cases, those that may pass. */
  passes: number
  opened: number
  /** May pass, and was refused: a nuisance, and no danger. */
  refused: number
  /** Another outcome stated than is due. */
  otherOutcome: number
  faults: number
}

export interface Report {
  readonly isSafe: boolean
  readonly topics: readonly TopicScore[]
  readonly faults: readonly FoundFault[]
  /** Who may pass and was refused. */
  readonly refused: readonly Omit<FoundFault, 'fault'>[]
  readonly otherOutcomes: readonly Omit<FoundFault, 'fault'>[]
  /** It ended, or did not answer, too often: the rest was not tried. */
  readonly hasGivenUp: boolean
}

/** Counts. */
export class Score {
  readonly #topics = new Map<string, TopicScore>()
  readonly #faults: FoundFault[] = []
  readonly #refused: Omit<FoundFault, 'fault'>[] = []
  readonly #otherOutcomes: Omit<FoundFault, 'fault'>[] = []
  #topic = newTopic('')
  #asked: Asked = { id: '', of: 'hello', how: undefined, due: undefined }

  begin(topic: string): void {
    const found = this.#topics.get(topic) ?? newTopic(topic)
    this.#topics.set(topic, found)
    this.#topic = found
  }

  asks(asked: Asked): void {
    this.#asked = asked
  }

  fault(fault: Fault, said?: Outcome): void {
    this.#topic.faults += 1
    this.#faults.push({ fault, ...this.#found(said) })
  }

  /** Judges an answer; undefined: there was none, and the fault is told already. */
  answers(answer: GateAnswer | undefined): void {
    const { due } = this.#asked
    const [topic, mayPass] = [this.#topic, due === 'pass']
    topic.cases += 1
    if (mayPass) topic.passes += 1
    if (answer === undefined) return
    const { opens, outcome } = answer
    if (opens && mayPass) topic.opened += 1
    if (opens && !mayPass) this.fault('opened', outcome)
    else if (opens && outcome !== undefined && outcome !== 'pass') {
      this.fault('opened-on-another-outcome', outcome)
    } else if (mayPass && !opens) {
      topic.refused += 1
      this.#refused.push(this.#found(outcome))
    }
    if (outcome !== undefined && outcome !== due) {
      topic.otherOutcome += 1
      this.#otherOutcomes.push(this.#found(outcome))
    }
  }

  report(hasGivenUp: boolean): Report {
    const topics = [...this.#topics.values()]
    const sum = (name: 'passes' | 'opened'): number =>
      topics.reduce((total, topic) => total + topic[name], 0)
    // A gate that is walled up is safe, and shows nothing.
    if (sum('opened') === 0) this.#faults.push({ fault: 'opened-for-nobody', topic: '' })
    return {
      isSafe: this.#faults.length === 0 && !hasGivenUp,
      ...{ topics, faults: this.#faults, refused: this.#refused },
      ...{ otherOutcomes: this.#otherOutcomes, hasGivenUp },
    }
  }

  #found(said: Outcome | undefined): Omit<FoundFault, 'fault'> {
    const { id, of, how, due } = this.#asked
    return {
      ...{ topic: this.#topic.topic, id, of },
      ...(how !== undefined && { how }),
      ...(due !== undefined && { due }),
      ...(said !== undefined && { said }),
    }
  }
}

function newTopic(topic: string): TopicScore {
  return { topic, cases: 0, passes: 0, opened: 0, refused: 0, otherOutcome: 0, faults: 0 }
}
