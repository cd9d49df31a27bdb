/** The names of kinds of fact and of measurements, as the bundle labels them. */
import type { Bundle } from 'greengate'
import type { Language } from './language.ts'

const measurements: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  temperature: { zh: '体温', en: 'temperature' },
}

/** Whether a name is that of something measured at the gate. */
export function isMeasurement(name: string): boolean {
  return Object.hasOwn(measurements, name)
}

/** Lists kinds in words; one that the bundle does not label is shown by its name. */
export function kindWords(
  bundle: Bundle | undefined,
  kinds: readonly string[],
  language: Language,
): string {
  const words = kinds.map((kind) => {
    const labels = bundle?.facts?.types.get(kind)?.labels ?? measurements[kind]
    return labels?.[language] ?? kind
  })
  return words.join(language === 'zh' ? '、' : ', ')
}
