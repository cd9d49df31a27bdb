/** One answer of `greengate inspect`, in the shape of schema/inspect-output.schema.json. */
import {
  allFormats,
  GreengateError,
  inspect,
  type Inspection,
  type InspectOptions,
} from 'greengate'
import { OperatorError } from '../operator-error.ts'

/** What a code is; `id` is that of the input line. */
export type Answer = { readonly id: string | number | null } & Inspection

const nothing: Inspection = {
  format: null,
  payload: null,
  signature: null,
  time: null,
  keyUsage: null,
  reasons: ['not-a-credential'],
}

/**
 * Says what was presented.
 *
 * @param texts - One text; none for a picture without a code; several are the parts of one code, in any order.
 * @throws {@link OperatorError} for a key that is believed and is none
 */
export async function answer(
  id: Answer['id'],
  texts: readonly string[],
  options: InspectOptions,
): Promise<Answer> {
  if (texts.length === 0) return { id, ...nothing }
  try {
    return { id, ...(await inspect(texts, { ...options, formats: allFormats })) }
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(`trust: ${error.message} (${error.code})`, { cause: error })
  }
}
