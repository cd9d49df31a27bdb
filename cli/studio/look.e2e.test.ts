/** temp */
import { mkdirSync, writeFileSync, renameSync, copyFileSync } from 'node:fs'
import { afterAll, beforeAll, test } from 'vitest'
import type { Browser } from 'webdriverio'
import { look, openBrowser, type OpenBrowser } from '../../verifier-web/walk/browser.ts'
import { casesText, setText, ruleSets } from '../rules/test-set.ts'
import { scratch, startGreengate, type Running } from '../test-process.ts'
import { barriers, buildPage, top } from './test-page.ts'

const folder = scratch()
let running: Running, open: OpenBrowser, browser: Browser
const pictures = `${top}artifacts/studio`
const shot = async (name: string) => {
  const { data } = (await browser.sendCommandAndGetResult('Page.captureScreenshot', {
    format: 'png',
  })) as { data: string }
  writeFileSync(`${pictures}/${name}.png`, Buffer.from(data, 'base64'))
}
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  await buildPage()
  copyFileSync(`${ruleSets}/fact-types.json`, folder.at('fact-types.json'))
  writeFileSync(folder.at('small-1.yaml'), setText)
  writeFileSync(
    folder.at('small.yaml'),
    setText
      .replace('version: 1', 'version: 2')
      .replace('value: 14', 'value: 10')
      .replace(
        'otherwise',
        `  - no: 4
    id: cough
    outcome: check
    when: some(symptom, days(at) <= 7)
    reason: { zh: 咳嗽, en: Cough }
otherwise`,
      )
      .replace('reviewedBy: others', 'reviewedBy: them'),
  )
  writeFileSync(folder.at('small.cases.yaml'), casesText.replace('version: 1', 'version: 2'))
  running = startGreengate([
    'rules',
    'studio',
    folder.at('small.yaml'),
    '--no-open',
    '--json',
    '--lang',
    'en',
  ])
  const said = await running.seen('}')
  const { url } = JSON.parse(said) as { url: string }
  open = await openBrowser({})
  browser = open.browser
  await look(browser, { width: 1280, height: 800 }, 'light')
  await browser.url(url)
  await browser.pause(2500)
})
afterAll(async () => {
  await open.close()
  await running[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
})
test('look', async () => {
  console.log(await browser.getLogs('browser'))
  const press = async (panel: string) => {
    await browser.$('rule-studio').shadow$('studio-panels').shadow$(`#tab-${panel}`).click()
    await browser.pause(900)
  }
  for (const panel of ['cases', 'explanation', 'findings', 'difference', 'change', 'impact']) {
    await press(panel)
    if (panel === 'impact') {
      await browser
        .$('rule-studio')
        .shadow$('studio-panels')
        .shadow$('impact-panel')
        .shadow$('button.primary')
        .click()
      await browser.pause(9000)
    }
    await shot(`look-${panel}`)
    console.log(panel, JSON.stringify(await barriers(browser)))
  }
  console.log(await browser.getLogs('browser'))
})
