/** A button that a passing finger does not press: it must be held, while a keyboard presses it as ever. */

/** How long a finger holds it. */
export const holdMs = 900

/** What to put on the button. */
export interface Held {
  readonly down: () => void
  readonly up: () => void
  readonly click: (event: Pick<MouseEvent, 'detail'>) => void
}

// One for the whole page: the view may be drawn anew while the finger is down.
let holding: ReturnType<typeof setTimeout> | undefined

/** Calls back once it was held, or pressed by a keyboard or an assistive technology. */
export function holdToOpen(open: () => void): Held {
  const up = () => {
    clearTimeout(holding)
    holding = undefined
  }
  return {
    down() {
      up()
      holding = setTimeout(open, holdMs)
    },
    up,
    click({ detail }) {
      // A click that no pointer made has no count.
      if (detail === 0) open()
    },
  }
}
