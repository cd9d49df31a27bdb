/** The trial in a realm that has ECMAScript alone: what the test calls in there. Only texts cross the border. */
import { outcomesOf } from '../../test-vectors/run/outcomes.ts'
import type { Api } from '../../test-vectors/run.ts'

/** Decides each `every`-th case from `first` on; the answer is JSON. A file comes as text, a character a byte. */
export const tellOutcomes = async (
  api: Api,
  readText: (path: string) => string,
  every: number,
  first: number,
): Promise<string> => {
  const read = (path: string): Promise<Uint8Array> => {
    const text = readText(path)
    const bytes = new Uint8Array(text.length)
    for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i)
    return Promise.resolve(bytes)
  }
  return JSON.stringify(await outcomesOf(api, read, (at) => at % every === first))
}
