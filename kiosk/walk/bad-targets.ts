/** Whether everything on the staff panel can be hit with a finger. */
import type { Browser } from 'webdriverio'

/** The targets of the panel's page that a finger misses, or that are cut off. */
export function badTargets(browser: Browser): Promise<readonly string[]> {
  return browser.execute(() => {
    const root = document.querySelector('staff-panel')?.shadowRoot
    const diagonalMm = 21.5 * 25.4
    const mmOf = (pixels: number) => (pixels / Math.hypot(innerWidth, innerHeight)) * diagonalMm
    return [...(root?.querySelectorAll<HTMLElement>('button, summary, .field input') ?? [])]
      .filter((one) => {
        const { width, height, left, right } = one.getBoundingClientRect()
        const isSmall = mmOf(width) < 9 || mmOf(height) < 9
        return (
          isSmall || left < 0 || right > innerWidth + 1 || one.scrollWidth > one.clientWidth + 2
        )
      })
      .map((one) => one.outerHTML.slice(0, 120))
  })
}

/** The buttons of the panel's page that staff would have to scroll for, and may not know of. */
export function buttonsOutOfView(browser: Browser): Promise<readonly string[]> {
  return browser.execute(() => {
    const root = document.querySelector('staff-panel')?.shadowRoot
    const body = root?.querySelector('.body')?.getBoundingClientRect()
    return [...(root?.querySelectorAll<HTMLElement>('.body button') ?? [])]
      .filter((one) => one.getBoundingClientRect().bottom > (body?.bottom ?? 0) + 1)
      .map((one) => one.innerText)
  })
}
