/** The script of a page that reads codes and decides here, on the visitor's machine: the whole of it. */
import { acceptBundle, pinRoot, verify } from 'greengate'
import { GreengateDecision, GreengateScanner } from 'greengate/element'

const find = <Kind extends Element>(selector: string, kind: new () => Kind): Kind => {
  const found = document.querySelector(selector)
  if (!(found instanceof kind)) throw new TypeError(`the page has no ${selector}`)
  return found
}
const scanner = find('greengate-scanner', GreengateScanner)
const shown = find('greengate-decision', GreengateDecision)
const file = find('input[type=file]', HTMLInputElement)
const note = find('[role=alert]', HTMLParagraphElement)
const ruleSet = find('meta[name="rule-set"]', HTMLMetaElement).content

const read = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await (await fetch(name)).arrayBuffer())

// Throws, with a code, for a root of another world, and for a bundle that is not signed as the root says.
const root = await pinRoot(await read('bundle/root.ggb'), { worlds: ['demo'] })
const bundle = await acceptBundle(root, await read('bundle/bundle.ggb'), new Date())

let turns = 0
/** Somebody else: what stands there is of the one before. Tells whether nobody came since. */
function next(): () => boolean {
  const turn = ++turns
  shown.decision = undefined
  return () => turn === turns
}
async function decide(texts: readonly string[], isCurrent: () => boolean): Promise<void> {
  // Any text is a decision, and never a throw; only `pass` lets anybody in.
  const decision = await verify(texts, { bundle, now: new Date(), context: { ruleSet } })
  if (isCurrent()) Object.assign(shown, { bundle, decision })
}

scanner.addEventListener('greengate-text', ({ detail }) => void decide([detail.text], next()))
file.addEventListener('change', () => {
  const [picture] = file.files ?? []
  note.hidden = true
  if (picture !== undefined) {
    const isCurrent = next()
    scanner.read(picture).then(
      (texts) => decide(texts, isCurrent),
      () => {
        note.hidden = !isCurrent()
      },
    )
  }
  file.value = ''
})
