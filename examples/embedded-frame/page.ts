/** A page of one origin around the verifier of another: hears what was decided, and nothing of what was shown. */

/** What the verifier tells; docs/elements.md has the whole of it. */
interface Told {
  /** `greengate-decision`; a frame may come to say more. */
  readonly type: string
  /** 1: of this form. */
  readonly version: number
  readonly outcome: 'pass' | 'check' | 'stop' | 'invalid' | 'unreadable'
  readonly reasons: readonly string[]
}

const frame = document.querySelector('iframe')
const output = document.querySelector('output')
if (frame === null || output === null) throw new TypeError('the page has no frame')
const verifier = new URL(frame.src).origin

window.addEventListener('message', ({ origin, source, data }: MessageEvent<Told>) => {
  // Anybody may send a message: this is the verifier's only if it comes from its origin and out of that frame.
  if (origin !== verifier || source !== frame.contentWindow) return
  if (data.type !== 'greengate-decision' || data.version !== 1) return
  // Only `pass` opens anything; whatever else comes, staff look at the frame.
  output.dataset['outcome'] = data.outcome
  output.textContent = [data.outcome, ...data.reasons].join(', ')
})
