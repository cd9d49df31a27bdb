/** For the test in a browser: what its page runs, and what it writes down of what happened. */
import './before-view.ts'
import './rule-editor.ts'

declare global {
  var happened: string[]
}

globalThis.happened = []
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  happened.push(`refused ${violatedDirective} ${blockedURI}`)
})
// CodeMirror tells what went wrong in its parts to whoever stands here.
window.onerror = (message) => {
  happened.push(`error ${typeof message === 'string' ? message : message.type}`)
}
for (const name of ['text-change', 'save', 'format']) {
  document.addEventListener(name, () => {
    happened.push(name)
  })
}
