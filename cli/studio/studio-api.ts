/** The one contract between the studio's page and its server. Types only: each side checks what it gets. */
import type { ExplainedRule, RuleSet } from 'greengate/rules'
import type { Impact } from '../impact/impact.ts'
import type { Outcome } from '../rules/cases-file.ts'

/** `zh` or `en`: the language of the sentences in an answer. */
export type Language = 'zh' | 'en'

/**
 * How the page asks. Every request is to the page's own origin, on loopback, and carries
 * `Authorization: Bearer TOKEN`; the token comes with the address, behind its `#`.
 *
 * | request | body | answer |
 * |---|---|---|
 * | `GET /api/desk` | | {@link Desk} |
 * | `GET /api/file?path=` | | {@link StudioFile} |
 * | `PUT /api/file` | {@link Save} | 200 {@link StudioFile}; 409 {@link Conflict} |
 * | `POST /api/judge` | {@link Question} | {@link Judgement} |
 * | `POST /api/format` | {@link Formatting} | `{ "text" }`; 422 {@link Refusal} |
 * | `POST /api/impact` | {@link ImpactQuestion} | lines of JSON, each an {@link ImpactNews}; closing the connection stops the count |
 * | `GET /api/events?token=` | | server-sent events, each a {@link DeskEvent} (a page cannot give an EventSource a header) |
 *
 * Anything else that goes wrong is a {@link Refusal} with 400, 405, 413 or 415 (bad request), 401 (no token), 403 or 421
 * (somebody else's page), 404, or 422 (operator's mistake).
 */
export interface StudioApi {
  desk(): Promise<Desk>
  file(path: string): Promise<StudioFile>
  /** Never overwrites what somebody else wrote meanwhile. */
  save(save: Save): Promise<StudioFile | Conflict>
  judge(question: Question, signal?: AbortSignal): Promise<Judgement>
  format(formatting: Formatting): Promise<{ readonly text: string }>
  impact(question: ImpactQuestion, signal?: AbortSignal): AsyncIterable<ImpactNews>
  events(listen: (event: DeskEvent) => void): () => void
}

/**
 * A file of the desk's folder, by its path from there, with `/`. What lies in the folder of published versions, if there
 * is one apart from the desk, begins with `@versions/`; it can be looked at and compared with, never written.
 */
export interface StudioFile {
  readonly path: string
  readonly text: string
  /** Of the bytes, base64url. */
  readonly sha256: string
}

/** What lies on the desk. */
export interface Desk {
  /** The name of the folder, without the way to it. */
  readonly name: string
  /** Rule sets in YAML or JSON; those in JSON can be looked at, not changed. */
  readonly sets: readonly {
    readonly path: string
    readonly id: string | null
    readonly version: number | null
    readonly isWritable: boolean
    /** Where its cases are, or would be. */
    readonly cases: string
  }[]
  /** The one to begin with. */
  readonly open: string | null
  readonly factTypes: FactTypesWords
  /** Populations (NDJSON) in the folder, for the impact. */
  readonly populations: readonly { readonly path: string; readonly bytes: number }[]
  readonly language: Language
}

/** The fact types, as their document states them: for completion and hover. */
export interface FactTypesWords {
  readonly path: string
  readonly kinds: readonly {
    readonly name: string
    readonly labels: { readonly zh: string; readonly en: string }
    readonly fields: readonly {
      readonly name: string
      readonly type: string
      readonly unit?: string
      readonly values?: readonly string[]
    }[]
  }[]
  readonly onSite: readonly { readonly name: string; readonly unit: string }[]
}

/** Writes a file. */
export interface Save {
  readonly path: string
  readonly text: string
  /** The digest that was read; null: there must be no such file yet. */
  readonly expected: string | null
}

/** The file is another than the one that was read; null: it is gone. */
export interface Conflict {
  readonly conflict: StudioFile | null
}

/** What went wrong, in the language of the page. */
export interface Refusal {
  readonly error: string
}

/** Judges the texts as they stand in the editors, saved or not. */
export interface Question {
  readonly path: string
  readonly text: string
  /** The text of the cases; null: as on the disk, or none. */
  readonly cases: string | null
  /** The set to compare with, by path; null: the newest lower version of the same id that lies on the desk, if any. */
  readonly before: string | null
  /** The case whose explanation is wanted, by its id: those of all are megabytes. */
  readonly explain: string | null
  readonly language: Language
}

/** From the first character of the file: line and column from 1, length in UTF-16 units. */
export interface TextPlace {
  readonly line: number
  readonly column: number
  readonly length: number
}

/** Something found in a text. */
export interface StudioFinding {
  readonly severity: 'error' | 'cannot-prove' | 'warning'
  readonly code: string
  readonly message: string
  /** The name that was probably meant (one word), or what to do (a sentence). */
  readonly suggestion?: string
  /** The number of the rule it stands in. */
  readonly no?: number
  /** The path within the set, such as `rules[3].when`; absent for a fault of the text. */
  readonly at?: string
  readonly place?: TextPlace
  /** An example that shows it, in words. */
  readonly example?: string
}

/** One case, run. */
export interface StudioCase {
  readonly id: string
  readonly comment: string
  readonly now: string
  readonly expected: StudioVerdict
  readonly got: StudioVerdict
  readonly isRight: boolean
  /** Kinds and measurements that would settle what is unknown. */
  readonly missing: readonly string[]
  /** Every rule, down to fact and comparison; null unless it is the case that was asked for. */
  readonly rules: readonly ExplainedRule[] | null
  readonly person: StudioPerson
  /** Where it stands in the text of the cases. */
  readonly place?: TextPlace
}

/** Who a case is about. */
export interface StudioPerson {
  readonly facts: readonly {
    readonly id: string
    readonly kind: string
    readonly fields: Readonly<Record<string, unknown>>
  }[]
  readonly covers: readonly { readonly kind: string; readonly until: string }[]
  readonly onSite: Readonly<Record<string, number>>
}

export interface StudioVerdict {
  readonly outcome: Outcome
  readonly fired: readonly number[]
  /** null: the case does not say. */
  readonly missing: boolean | null
}

/** How much of the rules the cases touch. */
export interface StudioCoverage {
  readonly rules: { readonly covered: number; readonly total: number }
  readonly branches: { readonly covered: number; readonly total: number }
  /** Conditions of which no case takes a branch, by rule. */
  readonly open: readonly {
    readonly no: number
    readonly id: string
    readonly at: string
    readonly condition: string
    readonly never: 'true' | 'false' | 'either'
    /** Where it stands in the text of the set; absent for a rule of its base. */
    readonly place?: TextPlace
  }[]
}

/** Everything there is to say about the texts. */
export interface Judgement {
  readonly findings: readonly StudioFinding[]
  /** Faults of the cases' text. */
  readonly caseFindings: readonly StudioFinding[]
  /**
   * What the set declares, with what it has from its base, for completion; null while the text says nothing: keep what
   * was said last.
   */
  readonly names: {
    readonly parameters: readonly {
      readonly name: string
      readonly value: string
      readonly unit: string | null
    }[]
    readonly valueSets: readonly { readonly name: string; readonly count: number }[]
    readonly rules: readonly {
      readonly no: number
      readonly id: string
      readonly outcome: Outcome
    }[]
  } | null
  /** The record of change, with empty texts where it is not filled in yet. */
  readonly change: RuleSet['change'] | null
  readonly cases: readonly StudioCase[]
  readonly coverage: StudioCoverage | null
  /** The differences to the version before, in words; null: there is none, or one of the two does not compile. */
  readonly diff: {
    readonly before: {
      readonly path: string
      readonly id: string
      readonly version: number
      readonly text: string
    }
    /** A line each; `- ` and `+ ` begin what was and what is. */
    readonly lines: readonly string[]
  } | null
}

/** Brings a text into its one form. */
export interface Formatting {
  readonly path: string
  readonly text: string
}

/** What the change would do to people. */
export interface ImpactQuestion {
  readonly path: string
  readonly text: string
  readonly before: string
  readonly population:
    | { readonly kind: 'synthetic'; readonly count: number; readonly seed: number }
    | { readonly kind: 'file'; readonly path: string }
}

export type ImpactNews =
  | {
      readonly is: 'progress'
      readonly done: number
      readonly whole: number
      readonly people: number
    }
  | { readonly is: 'impact'; readonly impact: Impact }
  | { readonly is: 'refused'; readonly error: string }

/** Something changed on the disk: read the desk, or the file, again. */
export type DeskEvent =
  | { readonly is: 'file'; readonly path: string; readonly sha256: string | null }
  | { readonly is: 'desk' }
