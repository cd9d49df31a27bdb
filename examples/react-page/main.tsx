/** Opens the verifier's data, then the page. */
import { createRoot } from 'react-dom/client'
import { acceptBundle, pinRoot } from 'greengate'
import { CheckPage } from './check-page.tsx'

const read = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await (await fetch(name)).arrayBuffer())

const root = await pinRoot(await read('bundle/root.ggb'), { worlds: ['demo'] })
const bundle = await acceptBundle(root, await read('bundle/bundle.ggb'), new Date())
const place = document.getElementById('root')
if (place === null) throw new TypeError('the page has no place for it')
createRoot(place).render(<CheckPage bundle={bundle} ruleSet="demo-hz" />)
