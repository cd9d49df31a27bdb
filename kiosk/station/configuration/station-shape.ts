/** The shape of a whole configuration: every member, what it is for, and what holds where it is absent. */
import type { Outcome, World } from 'greengate'
import { mostInGroup } from '../../shared/channels.ts'
import { defaultSettings } from '../../shared/screen-settings.ts'
import { devicesShape } from './device-shapes.ts'
import { may, must, object, optional, section } from './members.ts'
import { choice, flag, list, number, path, text } from './shape.ts'
import type { ScreenConfiguration, StationConfiguration } from './station-configuration.ts'
import { nameText, replayAddress, ruleSetText, sourceText } from './texts.ts'
import { uploadConfiguration, uploadShape } from './upload-shape.ts'

const dayMs = 86_400_000
const mebibyte = 1_048_576
const { dwellMs, awaitMs, voice, ...shown } = defaultSettings
const outcome = choice('pass', 'check', 'stop', 'invalid', 'unreadable')
const production: readonly World[] = ['production']
const sealed: readonly Outcome[] = ['stop', 'check']

const station = object({
  name: optional(nameText, 'what this station is called; as it was enrolled where it is absent'),
  lane: may(nameText, 'which gate of the station this is', '1'),
})

const bundle = object({
  folder: must(path(), 'where root.ggb lies, and bundle.ggb where no source is named'),
  source: optional(
    sourceText,
    'where newer bundles come from: an http(s) address, a folder, a file',
  ),
  class: optional(
    choice('poll', 'stick'),
    'how old its data may be, by the schedule of root: poll over a network, stick where it is carried',
  ),
  worlds: may(
    list(choice('test', 'demo', 'production'), 1),
    'worlds whose root may be pinned',
    production,
  ),
})

const replay = object({
  listen: optional(replayAddress, 'this lane keeps what was shown, and answers the others here'),
  ask: optional(replayAddress, 'this lane asks the one that does'),
  key: must(path('private'), 'the file that "greengate station replay-key" made'),
})

const seal = object({
  to: must(path('there'), "the file of the operator's public key"),
  outcomes: may(list(outcome, 1), 'the outcomes whose codes and cards are kept', sealed),
  days: may(number(1, 3_650), 'after so many days what is sealed is deleted', 14),
  what: may(choice('code', 'card', 'both'), 'what is kept of a presentation', 'both'),
})

const journal = object({
  folder: may(path(), 'where receipts go, and the bundle in force', './journal'),
  quotaMiB: may(
    number(16, 16_777_216),
    'how much it may take of the disk; when full the lane closes, and nothing is thrown away',
    4_096,
  ),
  keepDays: may(number(1, 3_650), 'for how long receipts stay once the collector has them', 30),
  seal: optional(seal, 'what is kept of codes and cards, so that the operator alone can read it'),
  upload: optional(uploadShape, 'where receipts are sent, and heartbeats'),
})

const dwell = (of: Outcome) =>
  may(number(1, 60, 'any'), `for how long ${of} is shown, in seconds`, dwellMs[of] / 1_000)

const screen = object({
  port: may(number(0, 65_535), 'on 127.0.0.1; 0 is any free one', 8480),
  handover: may(flag, 'whether staff may hand over a bundle as a file at the screen', false),
  size: may(number(3, 100, 'any'), 'the diagonal of the panel, in inches', shown.diagonalInches),
  capitalMm: may(number(2, 60, 'any'), 'the height of the smallest capital H', shown.capitalMm),
  language: may(choice('zh', 'en'), 'which language comes first', shown.language),
  dwell: section(
    object({
      pass: dwell('pass'),
      check: dwell('check'),
      stop: dwell('stop'),
      invalid: dwell('invalid'),
      unreadable: dwell('unreadable'),
    }),
    'for how long each outcome is shown',
  ),
  awaitSeconds: may(
    number(2, 60),
    'for how long the other half is waited for: the card to a code, the code to a card',
    awaitMs / 1_000,
  ),
  camera: may(flag, 'whether the screen reads codes with a camera', shown.camera),
  wedge: may(flag, 'whether a scanner types into the screen as a keyboard does', shown.wedge),
  groups: may(
    number(1, mostInGroup),
    'the most people who go through together; 1: none',
    shown.mostInGroup,
  ),
  voice: section(
    object({
      on: may(flag, 'whether it speaks', voice.on),
      volume: may(number(0, 1, 'any'), 'from 0 to 1', voice.volume),
      pace: may(choice('normal', 'slow'), 'how fast it speaks', voice.pace),
      saysOutcome: may(flag, 'whether bystanders may hear why', voice.saysOutcome),
      pack: optional(path(), 'a folder of other recordings'),
    }),
    'what is heard',
  ),
})

const staff = object({
  operators: must(path('private-or-new'), 'the file of "station operators"'),
  stick: optional(path(), 'where sticks are mounted; without it nothing is imported or exported'),
  setClock: optional(
    list(text(/^[^\0]+$/, 'a word of a command'), 1),
    'the command that sets the clock, to which the time is added; without it nobody sets it here',
  ),
  idleSeconds: may(number(10, 3_600), 'without an act for so long, a session ends', 120),
})

const log = object({
  file: optional(path(), 'a file that lines go to besides standard error'),
  level: may(choice('error', 'warning', 'info', 'debug'), 'how much is said', 'info'),
  maxMiB: may(number(1, 1_024), 'when the file is as large, the next one begins', 10),
  keep: may(number(0, 100), 'how many full files stay', 5),
})

/** The whole file. */
export const fileShape = object({
  station: section(station, 'what this station is called'),
  bundle: must(bundle, 'where its rules, keys and lists come from'),
  rules: must(ruleSetText, 'the id of the rule set that applies at this gate'),
  enrolled: optional(path(), 'the folder of "greengate station enrol"'),
  replay: optional(replay, 'how the lanes of a station know what was shown at the others'),
  journal: section(journal, 'where receipts go'),
  screen: section(screen, 'the screen and what is heard'),
  devices: section(devicesShape, 'what is plugged in'),
  staff: optional(staff, 'who may sign in; without it nobody may'),
  log: section(log, 'the log'),
})

/** A file as it was written, with defaults. */
export type StationFile = NonNullable<ReturnType<typeof fileShape.read>>

/** Turns units of people into ours. */
export function configurationOf(
  file: StationFile,
  whole: (path: string) => string,
): StationConfiguration {
  const { journal: kept, staff: people, log: lines, replay: joined } = file
  const at = joined?.listen ?? joined?.ask
  return {
    station: { name: file.station.name, lane: file.station.lane },
    bundle: {
      ...{ folder: file.bundle.folder, source: file.bundle.source },
      ...{ class: file.bundle.class, worlds: file.bundle.worlds },
    },
    rules: file.rules,
    enrolled: file.enrolled,
    replay:
      joined === undefined || at === undefined
        ? undefined
        : { do: joined.listen === undefined ? 'ask' : 'listen', at, keyFile: joined.key },
    journal: {
      folder: whole(kept.folder),
      quotaBytes: kept.quotaMiB * mebibyte,
      keepMs: kept.keepDays * dayMs,
      seal: kept.seal && {
        keyFile: kept.seal.to,
        outcomes: kept.seal.outcomes,
        keepMs: kept.seal.days * dayMs,
        what: kept.seal.what,
      },
      upload: kept.upload && uploadConfiguration(kept.upload),
    },
    screen: screenOf(file),
    devices: file.devices,
    staff: people && {
      operatorsFile: people.operators,
      stickFolder: people.stick,
      setClock: people.setClock,
      idleMs: people.idleSeconds * 1_000,
    },
    log: {
      ...{ file: lines.file, level: lines.level, keep: lines.keep },
      maxBytes: lines.maxMiB * mebibyte,
    },
  }
}

function screenOf({ screen: file, staff: people }: StationFile): ScreenConfiguration {
  const { port, handover, dwell: seconds, voice: heard } = file
  const { pack, ...spoken } = heard
  return {
    port,
    handover,
    voicePack: pack,
    settings: {
      language: file.language,
      dwellMs: {
        pass: seconds.pass * 1_000,
        check: seconds.check * 1_000,
        stop: seconds.stop * 1_000,
        invalid: seconds.invalid * 1_000,
        unreadable: seconds.unreadable * 1_000,
      },
      awaitMs: file.awaitSeconds * 1_000,
      capitalMm: file.capitalMm,
      diagonalInches: file.size,
      camera: file.camera,
      wedge: file.wedge,
      mostInGroup: file.groups,
      staff: people !== undefined,
      voice: spoken,
    },
  }
}
