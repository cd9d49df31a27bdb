/** The devices: how each is, since when, and its test. */
import { html, type TemplateResult } from 'lit'
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import type { DeviceHealth } from '../../shared/device-health.ts'
import type { StaffModel } from './staff-model.ts'
import { kindWords, stateWords, staffWords } from './staff-words.ts'

/** One row a device. */
export function devicesView(model: StaffModel): TemplateResult {
  const { facts } = model
  const { test } = facts.kept
  const devices = facts.dashboard?.devices ?? []
  // What a test found is newer than what the overview knows.
  const now = devices.map((device) => (device.name === test?.name ? test : device))
  return html`<ul class="devices">
    ${now.map((device) => row(device, model))}
  </ul>`
}

function row(device: DeviceHealth, { desk, language }: StaffModel): TemplateResult {
  const { name, kind, state, since, detail } = device
  return html`<li data-device=${name} data-state=${state}>
    <span class="state">${mark(state)} ${stateWords[state][language]}</span>
    <span class="what">
      <strong>${kindWords[kind][language]}</strong> ${name}
      <small>${instantWords(since, language)}${detail === undefined ? '' : ` · ${detail}`}</small>
    </span>
    <button
      type="button"
      data-act="test"
      aria-label="${staffWords.test[language]} ${name}"
      @click=${() => void desk.act({ act: 'test', device: name })}
    >
      ${staffWords.test[language]}
    </button>
  </li>`
}

/** A sign beside the word and its colour. */
const mark = (state: DeviceHealth['state']): string =>
  state === 'ready' ? '✓' : state === 'starting' ? '…' : '✕'
