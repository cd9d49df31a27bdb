/** For the walk: what a live code shows from one step into the next, watched in the page itself by a clock that is set. */

/** What stood there. */
export interface Watched {
  /** How many pictures there were, one after the other. */
  readonly pictures: number
  /** How often there was none. */
  readonly missing: number
  /** How often the seconds to the next became more: from the top again, once a step. */
  readonly rises: number
}

/** Sets the page's clock to just before the next step, and watches until some seconds after it. Runs in the page. */
export async function watchStep(): Promise<Watched> {
  const page = document.querySelector('holder-page')?.shadowRoot
  const code = page?.querySelector('code-view')?.shadowRoot?.querySelector('live-code')
  const live = code?.shadowRoot
  if (live == null) throw new TypeError('there is no live code')
  /** As with another key: from the beginning, by the clock as it is now. */
  const showAnew = () => {
    code?.requestUpdate('holderKey')
  }
  const Real = Date
  const aheadMs = 30_000 - (Real.now() % 30_000) - 500
  globalThis.Date = new Proxy(Real, {
    construct: (_, given: [] | [number]) =>
      given.length === 0 ? new Real(Real.now() + aheadMs) : new Real(...given),
    get: (of, name): unknown =>
      name === 'now' ? () => Real.now() + aheadMs : Reflect.get(of, name),
  })
  showAnew()
  const pictures: string[] = []
  const left: number[] = []
  let missing = 0
  let isAnew = false
  await new Promise<void>((done) => {
    const note = () => {
      const picture = live.querySelector('svg.code path')?.getAttribute('d') ?? undefined
      // Until then it is the picture of before.
      isAnew ||= picture === undefined
      if (!isAnew) return
      if (pictures.length > 0 && picture === undefined) missing++
      if (picture !== undefined && pictures.at(-1) !== picture) pictures.push(picture)
      const seconds = live.querySelector('progress')?.value
      if (seconds !== undefined && left.at(-1) !== seconds) left.push(seconds)
      if (seconds === undefined || seconds > 26 || seconds < 20) return
      watching.disconnect()
      done()
    }
    const watching = new MutationObserver(note)
    watching.observe(live, { subtree: true, childList: true, attributes: true })
  })
  globalThis.Date = Real
  showAnew()
  const rises = left.filter((seconds, at) => seconds > (left[at - 1] ?? seconds)).length
  return { pictures: pictures.length, missing, rises }
}
