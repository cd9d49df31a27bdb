/** The colours of the outcomes as CSS custom properties; each ink stands on its ground at 4.5:1 or more. */
import { css, unsafeCSS, type CSSResult } from 'lit'
import type { Outcome } from 'greengate'

/** A ground and the ink to write on it with. */
export interface ColourPair {
  readonly ground: string
  readonly ink: string
}

/** The same by day and by night: staff learn one green, one yellow, one red. */
export const outcomeColour: Readonly<Record<Outcome, ColourPair>> = {
  pass: { ground: '#0a6b3d', ink: '#ffffff' },
  check: { ground: '#ffcf33', ink: '#1f1a00' },
  stop: { ground: '#b3201c', ink: '#ffffff' },
  invalid: { ground: '#3d4f66', ink: '#ffffff' },
  unreadable: { ground: '#56697f', ink: '#ffffff' },
}

const properties = Object.entries(outcomeColour)
  .map(
    ([outcome, { ground, ink }]) =>
      `--greengate-${outcome}: ${ground}; --greengate-on-${outcome}: ${ink};`,
  )
  .join('\n')

/**
 * `--greengate-<outcome>` and `--greengate-on-<outcome>` on the host, and the classes
 * `.outcome-<outcome>` that set ground, ink and the mark of the shape together.
 */
export const outcomeColours: CSSResult = css`
  :host {
    ${unsafeCSS(properties)}
  }
  ${unsafeCSS(
    Object.keys(outcomeColour)
      .map(
        (outcome) => `.outcome-${outcome} {
    background: var(--greengate-${outcome});
    color: var(--greengate-on-${outcome});
    --greengate-mark: var(--greengate-${outcome});
  }`,
      )
      .join('\n  '),
  )}
`
