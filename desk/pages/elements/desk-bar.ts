/** The top of every page: its name, the language, the size of text. */
import { css, html, type TemplateResult } from 'lit'
import { languageTag, type Language } from '../../../verifier-web/elements/language.ts'
import { deskWords } from './desk-words.ts'
import { textSizes, type PageSettings } from './page-settings.ts'

const names: readonly (readonly [Language, string])[] = [
  ['zh', '中文'],
  ['en', 'EN'],
]

/** Draws it. */
export function deskBar(
  title: string,
  settings: PageSettings,
  choose: (settings: PageSettings) => void,
): TemplateResult {
  const { language, textSize } = settings
  return html`<header class="bar">
    <h1>${title}</h1>
    <div class="row">
      <div class="pair" role="group" aria-label=${deskWords.language[language]}>
        ${names.map(
          ([of, name]) =>
            html`<button
              type="button"
              lang=${languageTag[of]}
              aria-pressed=${String(language === of)}
              @click=${() => {
                choose({ language: of, textSize })
              }}
            >
              ${name}
            </button>`,
        )}
      </div>
      <div class="pair" role="group" aria-label=${deskWords.textSize[language]}>
        ${textSizes.map(
          (size, at) =>
            html`<button
              type="button"
              class="size-${at}"
              aria-label=${`${deskWords.textSize[language]} ${String(at + 1)}`}
              aria-pressed=${String(textSize === size)}
              @click=${() => {
                choose({ language, textSize: size })
              }}
            >
              A
            </button>`,
        )}
      </div>
    </div>
  </header>`
}

/** The page around its parts. */
export const barStyles = css`
  :host {
    min-height: 100vh;
    background: var(--greengate-paper);
  }
  .sheet {
    max-width: 64rem;
    margin: 0 auto;
    padding: 0 clamp(0.75rem, 3vw, 2rem) 2rem;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem 1rem;
    align-items: center;
    justify-content: space-between;
    padding: 0.75rem 0;
  }
  h1 {
    margin: 0;
    font-size: 1.2rem;
  }
  .pair {
    display: flex;
  }
  .pair button {
    min-width: 2.6rem;
    min-height: 2.4rem;
    padding: 0.2rem 0.6rem;
    border-radius: 0;
    font-weight: 500;
  }
  .pair button + button {
    border-inline-start: 0;
  }
  .pair button:first-child {
    border-radius: 0.7rem 0 0 0.7rem;
  }
  .pair button:last-child {
    border-radius: 0 0.7rem 0.7rem 0;
  }
  .pair button[aria-pressed='true'] {
    background: var(--greengate-ink);
    border-color: var(--greengate-ink);
    color: var(--greengate-paper);
  }
  .size-0 {
    font-size: 0.85rem;
  }
  .size-2 {
    font-size: 1.2rem;
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
    margin: 0 0 1rem;
  }
  nav a {
    display: inline-flex;
    align-items: center;
    min-height: 2.6rem;
    padding: 0.2rem 0.8rem;
    border: 1px solid var(--greengate-line);
    border-radius: 0.7rem;
    background: var(--greengate-raised);
    color: var(--greengate-ink);
    font-weight: 600;
    text-decoration: none;
  }
  @media (max-width: 30rem) {
    .bar {
      padding: 0.5rem 0;
    }
    nav {
      gap: 0.3rem;
      margin: 0 0 0.75rem;
    }
    nav a,
    nav button {
      padding: 0.1rem 0.55rem;
      font-size: 0.95rem;
    }
  }
  @media print {
    nav,
    .bar .row {
      display: none;
    }
  }
  nav a[aria-current='page'] {
    background: var(--greengate-ink);
    border-color: var(--greengate-ink);
    color: var(--greengate-paper);
  }
`
