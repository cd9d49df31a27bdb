/** The departments on the page of codes: whom they can speak of, what they can push, and the codes of sign-ins. */
import { outcomeWord } from '../../verifier-web/elements/outcome-words.ts'
import { both } from './bilingual-html.ts'
import type { DepartmentPush } from './department-act.ts'

const pushes: readonly (readonly [DepartmentPush, { zh: string; en: string }])[] = [
  ['negative-test', { zh: '核酸阴性', en: 'Negative PCR test' }],
  ['contact', { zh: '密切接触', en: 'Close contact' }],
  ['release', { zh: '解除隔离', en: 'Quarantine completed' }],
]

/** The section; its script fills it. */
export const departmentsHtml = `<section id="departments" aria-labelledby="departments-title">
<h2 id="departments-title">${both({ zh: '申领与部门数据', en: 'Apply, and what departments know' })}</h2>
<p>在<a data-desk href="#departments">签发台</a>用任意邮箱登录（验证码显示在下面）、申领、申报、打卡；再由医院推送一次核酸阴性，本人手机上的码即可通行。推送一条密切接触，旧码随即吊销。</p>
<p lang="en">At <a data-desk href="#departments">the desk</a> sign in with any address (the code stands below), apply, declare and check in; then have the hospital push a negative test: the code on the phone passes. Push a contact, and the old code is revoked at once.</p>
<div class="push">
<label for="applicant">${both({ zh: '申领人', en: 'Who applied' })}</label>
<select id="applicant" disabled><option value="">还没有人申领 nobody yet</option></select>
<div role="group" aria-label="部门推送 push as a department">
${pushes.map(([push, words]) => `<button type="button" data-push="${push}" disabled>${both(words)}</button>`).join('\n')}
</div>
<p id="pushed" role="status"></p>
</div>
<h3 id="sign-in-title">${both({ zh: '登录验证码', en: 'Codes of sign-ins' })}</h3>
<ul id="sign-in" aria-labelledby="sign-in-title" aria-live="polite"><li>${both({ zh: '还没有', en: 'none yet' })}</li></ul>
</section>`

/** What the script says. */
const words = {
  outcome: outcomeWord,
  nobody: { zh: '还没有人申领', en: 'nobody yet' },
  waiting: { zh: '未评定', en: 'not assessed' },
  none: { zh: '还没有', en: 'none yet' },
  taken: { zh: '已推送', en: 'Pushed' },
  refused: { zh: '签发台没有接受', en: 'The desk did not take it' },
} as const

/** The script, in a block: it shares its page with that of the lane. What it is given is put in as text and never as HTML. */
export const departmentsScript = `
{
const words = ${JSON.stringify(words)}
const byId = (id) => document.getElementById(id)
const list = byId('applicant')
const buttons = [...document.querySelectorAll('[data-push]')]
const inBoth = ({ zh, en }) => {
  const english = document.createElement('span')
  english.lang = 'en'
  english.textContent = en
  return [zh + ' ', english]
}
const drawn = {}
const once = (part, value, draw) => {
  const text = JSON.stringify(value)
  if (drawn[part] === text) return
  drawn[part] = text
  draw(value)
}
const drawPeople = (people) => {
  const chosen = list.value
  list.replaceChildren(...people.map(({ id, name, lastFour, outcome }) => {
    const { zh, en } = outcome === null ? words.waiting : words.outcome[outcome]
    const option = document.createElement('option')
    option.value = id
    option.textContent = name + ' ' + lastFour + ': ' + zh + ' ' + en
    return option
  }))
  if (people.some(({ id }) => id === chosen)) list.value = chosen
  const isEmpty = people.length === 0
  if (isEmpty) list.append(new Option(words.nobody.zh + ' ' + words.nobody.en, ''))
  for (const one of [list, ...buttons]) one.disabled = isEmpty
}
const drawCodes = (codes) => {
  const rows = codes.map(({ contact, code }) => {
    const row = document.createElement('li')
    const strong = document.createElement('strong')
    strong.textContent = code
    row.append(contact + ' ', strong)
    return row
  })
  if (rows.length === 0) {
    const row = document.createElement('li')
    row.append(...inBoth(words.none))
    rows.push(row)
  }
  byId('sign-in').replaceChildren(...rows)
}
const look = async () => {
  const answer = await fetch('departments.json').catch(() => undefined)
  if (!answer?.ok) return
  const { desk, people, codes } = await answer.json()
  for (const link of document.querySelectorAll('[data-desk]')) link.href = desk
  once('people', people, drawPeople)
  once('codes', codes, drawCodes)
}
document.addEventListener('click', async ({ target }) => {
  const button = target.closest('button[data-push]')
  if (button === null) return
  const headers = { 'Content-Type': 'application/json' }
  const body = JSON.stringify({ push: button.dataset.push, person: list.value })
  const answer = await fetch('departments', { method: 'POST', headers, body }).catch(() => undefined)
  byId('pushed').replaceChildren(...inBoth(answer?.ok ? words.taken : words.refused))
  await look()
})
const watch = async () => {
  if (!document.hidden) await look()
  setTimeout(watch, 1000)
}
void watch()
}
`

/** As CSS. */
export const departmentsStyles = `
#departments { padding: 1.25rem; background: #fff; border-radius: 0.9rem; }
#departments h3 { margin-top: 1rem; }
.push { display: grid; gap: 0.6rem; margin-top: 0.8rem; }
.push label { font-weight: 600; }
.push [role='group'] { display: flex; flex-wrap: wrap; gap: 0.6rem; }
select { min-height: 2.75rem; padding: 0.3rem 0.6rem; border: 1px solid #56697f; border-radius: 0.6rem; background: #fff; color: inherit; font: inherit; }
select:focus-visible { outline: 3px solid #1f5fa8; outline-offset: 3px; }
button:disabled { background: #e6ebe7; color: #43544a; cursor: default; }
#pushed { min-height: 1.45em; }
#sign-in { margin: 0; padding-left: 1.1rem; }
#sign-in strong { font-size: 1.3rem; letter-spacing: 0.1em; }
#departments a { color: #1f5fa8; }
`
