/** What the demo's departments can say of somebody, and the reading of it from what the page posts. */

/** One act: what is pushed, and of whom, by the id that the desk gave them. */
export interface DepartmentAct {
  readonly push: DepartmentPush
  readonly person: string
}

/** A negative PCR test of now; a close contact today; a quarantine that was completed today. */
export type DepartmentPush = 'negative-test' | 'contact' | 'release'

/** Every push. */
const departmentPushes: readonly DepartmentPush[] = ['negative-test', 'contact', 'release']

/** Undefined: it is no act. */
export function parseDepartmentAct(text: string): DepartmentAct | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const { push, person } = value as Readonly<Record<string, unknown>>
  const found = departmentPushes.find((one) => one === push)
  return found === undefined || typeof person !== 'string' ? undefined : { push: found, person }
}
