/** All that an implementation decides of the vectors, whole: to hold runtimes against each other, byte for byte. */
import type { Api, Read } from './api.ts'
import { bundle } from './bundle.ts'
import { json } from './bytes.ts'
import { outcomeOf } from './compare.ts'
import { decide, verifierOf, type Given } from './verify.ts'

/** What an outcome is of, and the outcome as JSON. */
export type Told = readonly [id: string, outcome: string]

interface Shown {
  readonly id: string
  readonly now: string
  readonly context: Readonly<Record<string, unknown>>
  readonly text?: string
  readonly texts?: readonly string[]
  readonly card?: unknown
}

interface File {
  readonly groups: readonly { readonly given: Given; readonly cases: readonly Shown[] }[]
}

interface Index {
  readonly files: readonly { readonly path: string; readonly schema: string }[]
}

/**
 * Decides every case of verify/ and card/, says what each text is, and offers every bundle of bundle/. No station's keys
 * are opened: not every runtime can.
 *
 * @param isAsked - Which of the cases, by their number: an implementation may be slow.
 */
export const outcomesOf = async (
  api: Api,
  read: Read,
  isAsked: (at: number) => boolean = () => true,
): Promise<readonly Told[]> => {
  const told: Told[] = []
  let at = 0
  const tell = async (id: string, call: () => unknown): Promise<void> => {
    if (isAsked(at++)) told.push([id, JSON.stringify(await outcomeOf(call))])
  }
  const { files } = json(await read('index.json')) as Index
  for (const { path } of files.filter((file) => file.path.startsWith('bundle/'))) {
    for (const { id, got } of bundle(api, json(await read(path)) as never)) {
      await tell(`${path}: ${id}`, got)
    }
  }
  for (const { path } of files.filter((file) => /^(verify|card)\//.test(file.path))) {
    for (const { given, cases } of (json(await read(path)) as File).groups) {
      // Accepted once, and only where it is asked for: that is dear where signatures are.
      let accepted: Promise<unknown> | undefined
      const holding = (): Promise<unknown> => (accepted ??= verifierOf(api, read, given))
      for (const shown of cases) {
        const now = new Date(shown.now)
        const texts = shown.text ?? shown.texts ?? []
        const formats = given.formats ?? api.allFormats
        await tell(`${path}: ${shown.id}`, async () => {
          const bundle = await holding()
          return shown.card === undefined
            ? decide(api, bundle, shown, formats)
            : api.decideCard(shown.card, { bundle, now, context: shown.context })
        })
        if (shown.card !== undefined) continue
        await tell(`${path}: ${shown.id} inspected`, async () => {
          const bundle = await holding()
          return api.inspect(texts, { now, formats, ...(bundle !== undefined && { bundle }) })
        })
      }
    }
  }
  return told
}
