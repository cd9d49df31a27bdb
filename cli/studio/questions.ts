/** Takes what the page sends for what it may send: anything else is refused, and nothing of it is told. */
import { asObject } from '../edges/json-file.ts'
import { Refused } from './refused.ts'
import type { Formatting, ImpactQuestion, Question, Save } from './studio-api.ts'

type Members = Readonly<Record<string, unknown>>

/** Made-up people of one count: more take longer than anybody waits at a page. */
const maxPeople = 10_000_000

export function takeSave(body: unknown): Save {
  const save = membersOf(body)
  const { path, text } = save
  return { path: textOf(path), text: textOf(text), expected: orNull(save['expected']) }
}

export function takeQuestion(body: unknown): Question {
  const question = membersOf(body)
  const { path, text, language } = question
  if (language !== 'zh' && language !== 'en') throw malformed()
  return {
    path: textOf(path),
    text: textOf(text),
    cases: orNull(question['cases']),
    before: orNull(question['before']),
    explain: orNull(question['explain']),
    language,
  }
}

export function takeFormatting(body: unknown): Formatting {
  const { path, text } = membersOf(body)
  return { path: textOf(path), text: textOf(text) }
}

export function takeImpactQuestion(body: unknown): ImpactQuestion {
  const { path, text, before, population } = membersOf(body)
  const question = { path: textOf(path), text: textOf(text), before: textOf(before) }
  const { kind, count, seed, path: file } = membersOf(population)
  if (kind === 'file') return { ...question, population: { kind, path: textOf(file) } }
  if (kind !== 'synthetic') throw malformed()
  const people = integerOf(count, 1, maxPeople)
  const made = { kind, count: people, seed: integerOf(seed, 0, Number.MAX_SAFE_INTEGER) } as const
  return { ...question, population: made }
}

function malformed(): Refused {
  return new Refused(400, '请求格式不对', 'the request is not of the form that it must be')
}

function membersOf(body: unknown): Members {
  const members = asObject(body)
  if (members === undefined) throw malformed()
  return members
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw malformed()
  return value
}

function orNull(value: unknown): string | null {
  return value === null ? null : textOf(value)
}

function integerOf(value: unknown, least: number, most: number): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most) {
    return value
  }
  throw malformed()
}
