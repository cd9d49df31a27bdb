/** The desk for whoever starts one: the command `greengate desk`, and the demo. */
export { startDesk, type RunningDesk } from './start-desk.ts'
export type { DeskSettings } from './desk-settings.ts'
export { demoOfficers, demoSources, settingsOfDemo, type DemoDeskOptions } from './demo-settings.ts'
