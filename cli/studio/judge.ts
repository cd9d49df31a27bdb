/** Judges a rule set and its cases as they stand in the editors: all that the studio shows beside them. */
import { checkRuleSet, type CompiledRuleSet } from 'greengate/rules'
import { casesPath } from '../rules/cases-file.ts'
import { compileIfSound } from '../rules/compiled-file.ts'
import { takeRuleSet, type RuleSetFile } from '../rules/rule-set-file.ts'
import { conditionText } from '../rules/test/coverage-lines.ts'
import { coverageOf } from '../rules/test/coverage.ts'
import type { Ran } from '../rules/test/run-case.ts'
import { CaseRunner } from './case-runner.ts'
import { diffTo } from './diff-to.ts'
import { contentOf, type Desk } from './desk.ts'
import { casesIn, findingsIn, placed } from './findings.ts'
import { changeRecord, setNames } from './set-names.ts'
import type { Judgement, Question, StudioCase, StudioCoverage } from './studio-api.ts'

const empty = { cases: [], coverage: null, diff: null } as const

/** Judges one question after another, and remembers what a key stroke does not touch. */
export function makeJudge(desk: Desk): (question: Question) => Promise<Judgement> {
  const made = { desk, runner: new CaseRunner(), takeCases: rememberLast(takeRuleSet) }
  return (question) => judge(made, question)
}

interface Made {
  readonly desk: Desk
  readonly runner: CaseRunner
  readonly takeCases: typeof takeRuleSet
}

async function judge(made: Made, question: Question): Promise<Judgement> {
  const { desk, runner } = made
  const path = await desk.folder.fileAt(question.path)
  const file = takeRuleSet(path, question.text)
  const { language } = question
  const beside = await casesBeside(made, path, question.cases)
  if (file.faults.length > 0) {
    const { findings } = casesIn(beside, undefined, undefined, language)
    const said = { findings: findingsIn(file, [], language), caseFindings: findings }
    return { ...said, names: null, change: null, ...empty }
  }
  const around = await desk.around(file)
  const report = checkRuleSet(around.value, around.types, around.bases)
  const { cases, findings } = casesIn(beside, file.value, around.types, language)
  const said = {
    findings: findingsIn(file, report.findings, language),
    caseFindings: findings,
    names: setNames(around.value, around.bases),
    change: changeRecord(file.value),
  }
  const compiled = compileIfSound(around)
  if (compiled === undefined) return { ...said, ...empty }
  const ran = runner.run(compiled, around.types, cases)
  return {
    ...said,
    cases: ran.map((each) => caseWords(each, beside, question.explain)),
    coverage: coverageWords(compiled, ran, file),
    diff: await diffTo(desk, question.before, { path, compiled, language }),
  }
}

/** What lies on the disk, if no editor has it; a file that is not there has no cases. */
async function casesBeside(
  { takeCases }: Made,
  path: string,
  text: string | null,
): Promise<RuleSetFile> {
  const file = await casesPath(path)
  const found = text === null ? await contentOf(file) : undefined
  const content = text ?? (found === undefined ? '' : new TextDecoder().decode(found))
  return content.trim() === '' ? noCases : takeCases(file, content)
}

function rememberLast<Result>(
  ask: (path: string, text: string) => Result,
): (path: string, text: string) => Result {
  let last: { readonly path: string; readonly text: string; readonly result: Result } | undefined
  return (path, text) => {
    if (last?.path !== path || last.text !== text) last = { path, text, result: ask(path, text) }
    return last.result
  }
}

const noCases: RuleSetFile = {
  path: '',
  text: '',
  value: { cases: [] },
  placeOf: () => undefined,
  faults: [],
}

function caseWords(ran: Ran, { placeOf }: RuleSetFile, explain: string | null): StudioCase {
  const { case: one, got, missing, isRight, rules } = ran
  const { at, id, comment, now, person, outcome, fired } = one
  return {
    id,
    comment,
    now: instantOf(now),
    expected: { outcome, fired, missing: one.missing ?? null },
    got: { outcome: got.outcome, fired: got.fired, missing: got.missing ?? null },
    isRight,
    missing,
    rules: id === explain ? rules : null,
    person: {
      facts: person.facts.map((fact) => ({ id: fact.id, kind: fact.kind, fields: fact.fields })),
      covers: person.coverage.map(({ kind, until }) => ({ kind, until: instantOf(until) })),
      onSite: person.onSite,
    },
    ...placed(placeOf(at)),
  }
}

function instantOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}

function coverageWords(
  compiled: CompiledRuleSet,
  ran: readonly Ran[],
  { value, placeOf }: RuleSetFile,
): StudioCoverage {
  const { rules, whole, branches } = coverageOf(compiled, ran, false)
  // It compiled, so it has the form of a set.
  const own = (value as { readonly rules?: readonly { readonly no: number }[] }).rules ?? []
  return {
    rules: whole,
    branches,
    open: rules.flatMap(({ no, id, open }) => {
      const index = own.findIndex((rule) => rule.no === no)
      return open.map(({ at, never }) => {
        const requirement = /^requires\[(\d+)\]$/.exec(at)?.[1]
        const rule = compiled.set.rules.find((each) => each.no === no)
        const required = rule?.requires?.[Number(requirement)]
        const condition =
          required === undefined
            ? (conditionText(compiled, no, at) ?? at)
            : `requires ${required.kind} ${required.maxAge}`
        const place = index < 0 ? undefined : placeOf(`rules[${String(index)}].${at}`)
        return { no, id, at, condition, never, ...placed(place) }
      })
    }),
  }
}
