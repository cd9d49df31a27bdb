/** A blank page: one Lit element, and nothing that it does. */
import { html, LitElement } from 'lit'

class BlankPage extends LitElement {
  protected override render() {
    return html`<p>0</p>`
  }
}

customElements.define('blank-page', BlankPage)
document.body.append(document.createElement('blank-page'))
