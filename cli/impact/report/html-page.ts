/** One HTML page that needs no network, no other file, and says so by its policy: what all reports are written as. */
import { createHash } from 'node:crypto'
import type { Language } from '../../edges/language.ts'
import type { Both } from '../words.ts'
import { escaped, tags } from './markup.ts'

/** What it is made of; everything but the title is HTML, CSS and JavaScript already. */
export interface HtmlPage {
  readonly title: Both
  /** The one in which it opens. */
  readonly language: Language
  readonly style: string
  readonly script: string
  readonly main: readonly string[]
  readonly footer: string
}

/** The page as text. */
export function htmlPage({ title, language, style, script, main, footer }: HtmlPage): string {
  const policy = [
    "default-src 'none'",
    `style-src '${digestOf(style)}'`,
    `script-src '${digestOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="${tags[language]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title[language])}</title>
<style>${style}</style>
</head>
<body>
<main>
${main.join('\n')}
</main>
${footer}
<script>${script}</script>
</body>
</html>
`
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
