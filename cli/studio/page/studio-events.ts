/** What the page's elements ask of the whole: events that rise to `<rule-studio>`. */
import type { Language, TextPlace } from '../studio-api.ts'
import type { EditorKind } from './studio-session.ts'

/** The events by name, each with its detail. */
export interface StudioEvents {
  /** Work on another set. */
  'studio-open': { readonly path: string }
  /** A text was changed, by hand or by a form. */
  'studio-edit': { readonly path: string; readonly text: string }
  /** Show a place in an editor. */
  'studio-show': { readonly kind: EditorKind; readonly place: TextPlace }
  /** Explain a case. */
  'studio-explain': { readonly id: string }
  'studio-compare': { readonly before: string | null }
  'studio-settle': { readonly path: string; readonly choice: 'mine' | 'theirs' }
  'studio-speak': { readonly language: Language }
  'studio-panel': { readonly panel: string }
}

/** Tells it upwards. */
export function tell<Name extends keyof StudioEvents>(
  from: Element,
  name: Name,
  detail: StudioEvents[Name],
): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
}

declare global {
  interface HTMLElementEventMap {
    'studio-open': CustomEvent<StudioEvents['studio-open']>
    'studio-edit': CustomEvent<StudioEvents['studio-edit']>
    'studio-show': CustomEvent<StudioEvents['studio-show']>
    'studio-explain': CustomEvent<StudioEvents['studio-explain']>
    'studio-compare': CustomEvent<StudioEvents['studio-compare']>
    'studio-settle': CustomEvent<StudioEvents['studio-settle']>
    'studio-speak': CustomEvent<StudioEvents['studio-speak']>
    'studio-panel': CustomEvent<StudioEvents['studio-panel']>
  }
}
