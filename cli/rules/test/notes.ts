/** What looks wrong in a file of cases and is no failure: facts that mean nothing, and another set. */
import type { StatedFact, Vocabulary } from 'greengate/rules'
import { digestOf } from '../../edges/digest.ts'
import { asObject } from '../../edges/json-file.ts'
import type { CasesFile } from '../cases-file.ts'
import { factBaseOf, type Person } from '../person-file.ts'

/** Something to look at, in both languages. */
export interface Note {
  /** Of a case; absent: of the whole file. */
  readonly case?: string
  readonly zh: string
  readonly en: string
}

/** Notes on cases, seen beside the set that they are for. */
export function notesOn(
  { path, cases, ruleSet, value }: CasesFile,
  set: unknown,
  vocabulary: Vocabulary,
): readonly Note[] {
  const { id, version, cases: named } = asObject(set) ?? {}
  const notes: Note[] = []
  if (ruleSet !== undefined && (ruleSet.id !== id || ruleSet.version !== version)) {
    const other = `${ruleSet.id} ${String(ruleSet.version)}`
    notes.push({ zh: `这些案例是为 ${other} 写的`, en: `the cases were written for ${other}` })
  }
  const sha256 = asObject(named)?.['sha256']
  if (sha256 !== undefined && sha256 !== digestOf(value, path)) {
    notes.push({
      zh: '规则集所记的案例摘要与此文件不同',
      en: 'the set names its cases by another digest than that of this file',
    })
  }
  for (const one of cases) {
    const facts = one.person.facts.flatMap((fact) => factNotes(fact, vocabulary))
    for (const note of [...facts, ...kindNotes(one.person, vocabulary)]) {
      notes.push({ case: one.id, ...note })
    }
  }
  return notes
}

/** A misspelt name would be a fact or a field that is not there. */
function factNotes(fact: StatedFact, vocabulary: Vocabulary): readonly Omit<Note, 'case'>[] {
  const { id, kind, fields } = fact
  const type = vocabulary.types.get(kind)
  if (type === undefined) {
    return [{ zh: `${id}：没有 ${kind} 这种事实`, en: `${id}: there is no kind of fact ${kind}` }]
  }
  const names = [...type.fields.keys()]
  const alone = { facts: [{ id, kind, fields }], coverage: [], onSite: {} }
  const values = factBaseOf(alone, vocabulary).facts.flatMap((list) => list)[0]?.values ?? []
  return Object.keys(fields).flatMap((name) => {
    const place = names.indexOf(name)
    if (place < 0) {
      return [{ zh: `${id}：${kind} 没有字段 ${name}`, en: `${id}: ${kind} has no field ${name}` }]
    }
    if (values[place] !== undefined) return []
    const wanted = type.fields.get(name)?.type ?? ''
    return [
      {
        zh: `${id}：字段 ${name} 不是 ${wanted}，视为未知`,
        en: `${id}: ${name} is no ${wanted}, so it is unknown`,
      },
    ]
  })
}

function kindNotes(
  { coverage, onSite }: Person,
  { types, onSite: measured }: Vocabulary,
): readonly Omit<Note, 'case'>[] {
  const kinds = coverage.filter(({ kind }) => !types.has(kind)).map(({ kind }) => kind)
  const names = Object.keys(onSite).filter((name) => !measured.has(name))
  return [
    ...kinds.map((kind) => ({
      zh: `covers：没有 ${kind} 这种事实`,
      en: `covers: there is no kind of fact ${kind}`,
    })),
    ...names.map((name) => ({
      zh: `onSite：没有 ${name} 这种测量`,
      en: `onSite: there is no measurement ${name}`,
    })),
  ]
}
