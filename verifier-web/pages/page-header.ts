/** The head of the page: its name, the way to the holder's page, and the languages. */
import { msg } from '@lit/localize'
import { html, type TemplateResult } from 'lit'
import { languageButtons } from './language-buttons.ts'
import { mark } from './page-pictures.ts'

/** The page's name. */
export function pageTitle(): string {
  return msg('健康码核验', { id: 'page-title' })
}

/** Draws it. */
export function pageHeader(): TemplateResult {
  return html`<header>
    <h1>${mark}${pageTitle()}</h1>
    <nav aria-label=${msg('页面', { id: 'page-pages' })}>
      <a href="holder.html">${msg('我的码', { id: 'page-holder' })}</a>
    </nav>
    ${languageButtons()}
  </header>`
}
