/** What is brought to an appeal beside the gate's answer: the code that was shown, and what its holder kept. */
import { readBytes } from '../edges/file.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { readPresented } from '../edges/presented.ts'
import { OperatorError } from '../operator-error.ts'
import { parseOpening, type Opening } from '../rules/replay/opening.ts'

/** Code and opening. */
export interface Brought {
  /** undefined: nobody brought it. */
  readonly text: string | undefined
  readonly opening: BroughtOpening | undefined
}

/** An opening, and whether it says by itself what its issuer might say, to which no code is bound. */
export interface BroughtOpening extends Opening {
  readonly statesPermission: boolean
}

const what = 'an opening (docs/receipt.md 8), by itself or with its code as the desk gives it'

/**
 * Reads --code and --opening; a desk gives both in one file, as `{"text", "opening"}`.
 *
 * @throws {@link OperatorError} which says nothing of what is in them
 */
export async function readBrought(
  code: string | undefined,
  openingFile: string | undefined,
): Promise<Brought> {
  const text = code === undefined ? undefined : await readPresented(code)
  if (openingFile === undefined) return { text, opening: undefined }
  const value = parseJson(await readBytes(openingFile, what), openingFile, what)
  const both = asObject(value)
  const isBoth = typeof both?.['text'] === 'string' && both['opening'] !== undefined
  const inner = isBoth ? openingIn(both['opening'], openingFile) : value
  const beside = isBoth ? (both['text'] as string) : undefined
  if (text !== undefined && beside !== undefined && text !== beside) {
    throw new OperatorError(`${openingFile}: stands beside another code than --code; leave one out`)
  }
  const statesPermission = asObject(inner)?.['permission'] !== undefined
  return {
    text: text ?? beside,
    opening: { ...parseOpening(inner, openingFile), statesPermission },
  }
}

/** A desk hands the opening over as JSON text within JSON. */
function openingIn(value: unknown, path: string): unknown {
  if (typeof value !== 'string') return value
  return parseJson(new TextEncoder().encode(value), path, what)
}
