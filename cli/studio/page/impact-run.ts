/** One count of an impact, from its start to its end: what is known of it at any time. */
import type { Impact } from '../../impact/impact.ts'
import type { ImpactNews, ImpactQuestion, StudioApi } from '../studio-api.ts'
import { StudioError } from './studio-error.ts'

/** How a count stands. */
export type ImpactState =
  | { readonly is: 'idle' }
  | {
      readonly is: 'counting'
      readonly done: number
      readonly whole: number
      readonly people: number
    }
  | { readonly is: 'done'; readonly impact: Impact; readonly text: string }
  | { readonly is: 'stopped' | 'ended' }
  | { readonly is: 'refused'; readonly error: string }

/**
 * Counts; every change of its state is told, and a state that ends it is the last.
 *
 * @param signal - Stops it.
 */
export async function runImpact(
  api: StudioApi,
  question: ImpactQuestion,
  signal: AbortSignal,
  tell: (state: ImpactState) => void,
): Promise<void> {
  tell({ is: 'counting', done: 0, whole: 0, people: 0 })
  let last: ImpactNews | undefined
  try {
    for await (const news of api.impact(question, signal)) {
      last = news
      if (news.is === 'progress') tell({ ...news, is: 'counting' })
    }
  } catch (error) {
    if (signal.aborted) tell({ is: 'stopped' })
    else if (error instanceof StudioError && error.trouble === 'gone') tell({ is: 'ended' })
    else if (error instanceof StudioError) tell({ is: 'refused', error: error.message })
    else throw error
    return
  }
  if (signal.aborted) tell({ is: 'stopped' })
  else if (last?.is === 'impact') tell({ is: 'done', impact: last.impact, text: question.text })
  else if (last?.is === 'refused') tell({ is: 'refused', error: last.error })
  else tell({ is: 'ended' })
}
