/** A React component that reads codes and shows what is decided of each. */
import { useRef, useState } from 'react'
import { verify, type Bundle, type Decision } from 'greengate'
import 'greengate/element'

interface CheckPageProps {
  readonly bundle: Bundle
  readonly ruleSet: string
}

/** React 19 gives an element its properties and listens to its events: nothing stands between the two. */
export function CheckPage({ bundle, ruleSet }: CheckPageProps) {
  const [decision, setDecision] = useState<Decision>()
  const turns = useRef(0)
  const decide = async (text: string): Promise<void> => {
    const turn = ++turns.current
    const decided = await verify(text, { bundle, now: new Date(), context: { ruleSet } })
    // What was overtaken by the next person is not shown.
    if (turn === turns.current) setDecision(decided)
  }
  const next = (): void => {
    turns.current++
    setDecision(undefined)
  }
  return (
    <main>
      <h1>Health code check</h1>
      <greengate-scanner
        language="en"
        ongreengate-text={(event) => void decide(event.detail.text)}
      />
      <greengate-decision language="en" bundle={bundle} decision={decision}>
        <button slot="actions" type="button" disabled={decision === undefined} onClick={next}>
          Next person
        </button>
      </greengate-decision>
    </main>
  )
}
