/** Who may import whom: the whole architecture as one table, and the tests that keep it true. */
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { violations, type Arrows } from './house/arrows.ts'

const words = ['lib/errors.ts', 'lib/reasons.ts', 'lib/reason-words.ts', 'lib/decision.ts']
const crypto = ['lib/errors.ts', 'lib/encoding', 'lib/crypto', '#backend']

// prettier-ignore
const below = [...words, 'lib/encoding', 'lib/crypto', '#backend', 'lib/facts', 'lib/rules', 'lib/credential', 'lib/formats', 'lib/trust', 'lib/status']
/** Data without elements: usable outside a browser too. */
const looks = ['verifier-web/elements/outcome-words.ts', 'verifier-web/elements/outcome-colours.ts']
const entries = [
  'greengate',
  'greengate/element',
  'greengate/holder',
  'greengate/issue',
  'greengate/rules',
  'greengate/update',
]

/** What starts the desk of the demo: not by its entry, which reads configurations too. */
const startsDesk = ['desk/demo-coverage.ts', 'desk/demo-settings.ts', 'desk/start-desk.ts']

/** One line a room. A room may always import itself; what is not listed is refused. */
// prettier-ignore
const arrows: Arrows = {
  'lib/errors.ts': [],
  'lib/reasons.ts': [],
  'lib/reason-words.ts': ['lib/encoding/json-shape.ts', 'lib/reasons.ts'],
  'lib/list-reasons.ts': ['lib/encoding/json-shape.ts', 'lib/reason-words.ts', 'lib/reasons.ts'],
  'lib/decision.ts': ['lib/reasons.ts'],
  'lib/encoding': ['lib/errors.ts'],
  'lib/crypto': ['lib/errors.ts', 'lib/encoding', '#backend', 'lib/crypto/ed25519.ts'],
  // Seals receipts, and loads what does so only then.
  'lib/crypto/seal.ts': ['lib/errors.ts', 'lib/encoding', 'lib/crypto', 'tweetnacl'],
  // Plain ECMAScript, for realms that have no cryptography.
  'lib/crypto/backend-portable.ts': ['lib/errors.ts', 'lib/crypto', '@noble/hashes/hmac.js', '@noble/hashes/sha2.js'],
  'lib/crypto/ed25519.ts': ['lib/encoding', 'lib/crypto', 'tweetnacl'],
  'lib/crypto/p256.ts': ['lib/errors.ts', 'lib/encoding', 'lib/crypto', '@noble/curves/abstract/weierstrass.js', '@noble/hashes/sha2.js'],
  'lib/crypto/backend-node.ts': ['lib/errors.ts', 'lib/crypto', 'node'],
  // The engine knows no credential, bundle or key; of encoding it has only the readers of instants and of JSON.
  'lib/rules': ['lib/errors.ts', 'lib/encoding/instant.ts', 'lib/encoding/json-shape.ts'],
  // Looks into the engine, which knows nothing of it.
  'lib/rules/check': ['lib/errors.ts', 'lib/encoding/instant.ts', 'lib/encoding/json-shape.ts', 'lib/rules'],
  // A second engine, kept apart: neither imports the other.
  'lib/rules/certlogic': ['lib/errors.ts', 'lib/encoding/instant.ts', 'lib/encoding/json-shape.ts'],
  // What a country makes of a DCC, by the second engine; the first knows nothing of it.
  'lib/rules/country': ['lib/errors.ts', 'lib/encoding/instant.ts', 'lib/encoding/json-shape.ts', 'lib/rules/certlogic', 'lib/rules/check/finding.ts', 'lib/rules/check/in-chinese.ts', 'lib/rules/fault.ts'],
  'lib/facts': ['lib/errors.ts', 'lib/encoding', 'lib/rules/vocabulary.ts'],
  'lib/credential': [...crypto, 'lib/facts'],
  // Check characters are a maintained library's.
  'lib/credential/id-types.ts': ['lib/encoding/instant.ts', 'cdigit'],
  'lib/formats': [...crypto, 'lib/facts', 'lib/rules/vocabulary.ts', 'lib/decision.ts', 'lib/trust'],
  'lib/trust': [...crypto, 'lib/decision.ts', 'lib/trust/load-x509.ts'],
  // The parser of certificates, in a chunk of its own, loaded when there is one to read.
  'lib/trust/load-x509.ts': ['lib/trust/x509'],
  'lib/trust/x509': [...crypto, 'lib/trust', 'asn1js', 'pkijs'],
  'lib/status': crypto,
  'lib/receipt': [...crypto, ...words],
  'lib/bundle': [...crypto, ...words, 'lib/trust', 'lib/status', 'lib/rules', 'lib/facts'],
  'lib/judge': [...below, 'lib/bundle'],
  // How a bundle travels: compressed, as a delta, as frames, as a folder. Still pure.
  'lib/carriage': ['lib/errors.ts', 'lib/encoding', '#backend', 'lib/bundle'],
  // The door: network, files, IndexedDB, timers; still no clock and no chance of its own.
  'lib/update': ['lib/errors.ts', 'lib/encoding', 'lib/crypto/jws.ts', '#backend', '#files', 'lib/bundle', 'lib/carriage', 'idb'],
  'lib/update/files-node.ts': ['lib/errors.ts', 'lib/update', 'node'],
  // Opens what is sealed to stations; loaded where there is something to open.
  'lib/open-station-keys.ts': ['lib/errors.ts', 'lib/encoding', 'lib/bundle', 'lib/judge', 'jose'],
  // The holder's door: key generation, timers, and a clock where none is given.
  'lib/holder': [...crypto, 'lib/credential'],
  'lib/*': [...below, 'lib/list-reasons.ts', 'lib/open-station-keys.ts', 'lib/bundle', 'lib/carriage', 'lib/holder', 'lib/judge', 'lib/receipt', 'lib/update'],
  'lib/portable.test.ts': ['lib', 'verifier-web/backend/realm.ts', 'vitest'],
  // What the tests of lib/ stand on; nothing that is shipped may import it.
  'lib/testing': ['lib', '#backend', '#files', 'node', 'cbor2', 'jose', 'esbuild', 'fast-check'],
  'lib/testing/answer-foreign.ts': ['greengate'],
  'lib/testing/first-verify.ts': ['greengate', 'node'],
  'lib/formats/three-runtimes.e2e.test.ts': ['lib/testing', 'lib/inspect.ts', 'verifier-web/walk', 'node', 'esbuild', 'vitest'],
  'lib/testing/store-trial.ts': ['greengate/update', 'idb'],
  'lib/status/population/population.e2e.test.ts': ['lib/testing', 'verifier-web/walk', 'node', 'esbuild', 'vitest'],
  'lib/testing/holder-trial.ts': ['greengate/holder', 'idb'],
  'lib/holder/holder.e2e.test.ts': ['lib/testing', ...entries, 'verifier-web/walk', 'node', 'esbuild', 'vitest'],
  'lib/update/indexed-db-store.e2e.test.ts': ['lib/testing', 'verifier-web/walk', 'node', 'esbuild', 'vitest', 'webdriverio'],
  cli: [...entries, 'cli/appeal', 'cli/demo/appeal.ts', 'cli/batch', 'cli/desk', 'cli/fleet/report', 'cli/language', 'cli/impact', 'node', 'age-encryption', 'commander', 'jose', 'qrcode', 'sharp', 'temporal-polyfill', 'zxing-wasm/reader', 'cli/nats', 'cli/collect/serve-nats.ts', 'kiosk/shared/heartbeat.ts', 'verifier-web/elements/reason-words.ts'],
  // Reads slips as the station prints them, and makes its decisions again.
  'cli/appeal': ['cli', 'cli/language', ...entries, 'kiosk/station/devices/printer', 'kiosk/station/presentations', 'verifier-web/elements/outcome-words.ts', 'node', 'commander'],
  'cli/appeal/test-gate.ts': ['cli/test-process.ts', 'greengate', 'greengate/issue', 'kiosk/station', 'kiosk/station/devices', 'node'],
  // The demo's slips are as the station prints them.
  'cli/demo/appeal.ts': ['cli', ...entries, 'kiosk/station/devices/printer', 'kiosk/station/presentations', 'node'],
  // Connects to NATS; servers for everybody's tests.
  'cli/nats': ['greengate/issue', 'cli/edges', 'cli/keys', 'cli/operator-error.ts', 'node', 'commander', '@nats-io/nkeys', '@nats-io/transport-node', '@nats-io/nkeys/lib/codec.js'],
  'cli/nats/test-nats.ts': ['node', '@nats-io/jetstream', '@nats-io/transport-node'],
  'cli/collect/serve-nats.ts': ['cli', 'cli/nats', '@nats-io/transport-node'],
  'cli/collect/nats.test.ts': ['cli', 'cli/nats', ...entries, 'node', 'vitest', '@nats-io/transport-node'],
  // Hears what is pushed.
  'cli/bundle/push.test.ts': ['cli', 'cli/nats', ...entries, 'node', 'vitest', '@nats-io/transport-node'],
  // Read and written at the desk and in the studio's page: nothing of Node.
  'cli/language': ['greengate/rules', 'yaml'],
  'cli/language/testing': ['cli/language', 'greengate/rules', 'fast-check', 'house/any-text.ts'],
  // Counts people on all cores, and draws what came of it.
  'cli/impact': ['greengate/rules', 'greengate/issue', 'cli/edges', 'cli/people', 'cli/operator-error.ts', 'node', 'echarts/charts', 'echarts/components', 'echarts/core', 'echarts/renderers'],
  'cli/impact/report/test-recount.ts': ['greengate/rules', 'cli/people', 'temporal-polyfill'],
  'cli/impact/report/test-shot.ts': ['node', 'webdriverio'],
  'cli/impact/report/page.e2e.test.ts': ['cli/impact', 'cli/people', 'cli/rules', 'cli/test-process.ts', 'verifier-web/walk', ...entries, 'node', 'vitest', 'webdriverio', 'temporal-polyfill'],
  // Whole populations: the threads of the local run are a pool's.
  'cli/batch/decided.test.ts': ['cli', ...entries, 'house/sampled.ts', 'lib/testing', 'node', 'vitest'],
  'cli/batch': ['cli', ...entries, 'node', 'commander', 'piscina'],
  // Whom a change of version or coverage can touch, asked of the rules alone.
  'cli/assessing': ['greengate/issue', 'greengate/rules'],
  // The same on other machines, by way of JetStream.
  'cli/batch/stream': ['cli', ...entries, 'node', 'piscina', '@nats-io/jetstream', '@nats-io/kv', '@nats-io/transport-node'],
  // Reads people from bytes, and says of what is none what it must be.
  'cli/batch/people': ['greengate/issue', 'greengate/rules', 'cli/batch/job.ts', 'cli/edges', 'cli/impact', 'cli/operator-error.ts', 'node', 'csv-parse/sync'],
  'cli/batch/people/cut-people.test.ts': ['cli/batch', 'cli/operator-error.ts', 'cli/test-process.ts', 'greengate/rules', 'node', 'vitest'],
  'cli/batch/people/test-people.ts': ['cli/people', 'greengate/rules', 'node'],
  // Tells who of an earlier batch need not be assessed again.
  'cli/batch/changed': ['greengate/rules', 'cli/assessing', 'cli/batch/people', 'cli/edges'],
  'cli/batch/changed/open-changed.test.ts': ['cli/batch/changed', 'cli/batch/people', 'cli/people', 'desk/assessing/test-changes.ts', 'greengate/issue', 'greengate/rules', 'house/sampled.ts', 'node', 'vitest'],
  // Counts people of a batch, and tells of them as the impact of a change is told.
  'cli/batch/summary': ['greengate/rules', 'cli/batch/people', 'cli/edges', 'cli/impact', 'cli/rules/table-lines.ts', 'node'],
  // Starts the desk, and does beside it what its operator does.
  'cli/desk': ['cli', 'desk', ...entries, 'node', 'commander'],
  // The studio's page: a browser's, and so nothing of Node; charts are the report's own.
  'cli/studio/page': ['greengate', 'greengate/rules', ...looks, 'verifier-web/elements/outcome-shape.ts', 'verifier-web/elements/language.ts', 'verifier-web/elements/explained-rule.ts', 'verifier-web/elements/explained-words.ts', 'verifier-web/elements/value-mark.ts', 'cli/studio/studio-api.ts', 'cli/studio/page/editor', 'cli/language', 'cli/impact/impact.ts', 'cli/impact/words.ts', 'cli/impact/report', 'lit', 'lit/directives/unsafe-html.js'],
  // The fleet page: a browser's too; it reads the state of the fleet by its types, and draws as the report of impacts does.
  'cli/fleet/page': ['greengate', ...looks, 'verifier-web/elements/outcome-shape.ts', 'verifier-web/elements/language.ts', 'verifier-web/elements/time-words.ts', 'cli/fleet/fleet-state.ts', 'cli/fleet/charts', 'cli/bundle/in-fours.ts', 'cli/impact/words.ts', 'cli/impact/report/svg.ts', 'lit', 'lit/directives/guard.js', 'lit/directives/live.js', 'lit/directives/repeat.js', 'lit/directives/unsafe-html.js'],
  'cli/fleet/page/page-words.test.ts': ['cli/fleet', 'cli/fleet/charts', 'cli/fleet/page', 'vitest'],
  // Drives the page in a browser, against a collector as it is.
  'cli/fleet/page/test-collector.ts': ['cli', 'cli/fleet', 'kiosk/shared/heartbeat.ts', 'greengate/issue', 'node'],
  'cli/fleet/page/test-hands.ts': ['cli/fleet/fleet-state.ts', 'cli/studio/page-files.ts', 'desk/pages/test-hands.ts', 'verifier-web/walk', 'node', 'sharp', 'webdriverio'],
  'cli/fleet/page.e2e.test.ts': ['cli', 'cli/fleet', 'cli/fleet/page', 'cli/fleet/report', 'house', 'verifier-web/walk', 'node', 'vitest', 'webdriverio'],
  // A day of a fleet on paper, as other reports are written, with the words of the page.
  'cli/fleet/report': ['cli/bundle/in-fours.ts', 'cli/edges/language.ts', 'cli/fleet/day-report.ts', 'cli/fleet/charts', 'cli/fleet/page/alarm-groups.ts', 'cli/fleet/page/oddity-text.ts', 'cli/fleet/page/page-words.ts', 'cli/impact/report', 'cli/impact/words.ts', 'node'],
  // Drawn on the page and in the report of a day.
  'cli/fleet/charts': ['greengate', 'verifier-web/elements/outcome-words.ts', 'verifier-web/elements/language.ts', 'verifier-web/elements/time-words.ts', 'cli/impact/words.ts', 'cli/impact/report/colours.ts', 'cli/impact/report/svg.ts', 'echarts/charts', 'echarts/core'],
  // Where rules are written: knows the language, and the studio's contract by its types.
  'cli/studio/page/editor': ['cli/language', 'cli/studio/studio-api.ts', 'lit', '@codemirror/autocomplete', '@codemirror/commands', '@codemirror/lang-yaml', '@codemirror/language', '@codemirror/lint', '@codemirror/merge', '@codemirror/search', '@codemirror/state', '@codemirror/view', '@lezer/highlight'],
  // Drives the studio as it ships: the page built, the command as a process of its own, a browser.
  // Careless gates are made of the one that the examples show.
  'cli/conformance/test-gate.ts': ['cli/conformance', 'examples/node-gate', 'greengate', 'node'],
  'cli/studio/test-desk.ts': ['cli/rules/test-set.ts', 'node'],
  'cli/studio/test-hands.ts': ['cli/studio/test-page.ts', 'node', 'webdriverio'],
  'cli/studio/test-page.ts': ['node', 'webdriverio'],
  'cli/studio/studio.e2e.test.ts': ['cli', 'house', 'verifier-web/walk', 'node', 'vitest', 'webdriverio'],
  'cli/studio/page/editor/test-known.ts': ['cli/studio/page/editor', 'cli/studio/studio-api.ts', 'node'],
  'cli/studio/page/editor/test-site.ts': ['node', 'esbuild'],
  'cli/studio/page/editor/test-hands.ts': ['cli/studio/page/editor', 'node', 'webdriverio'],
  'cli/studio/page/editor/yaml-outline.test.ts': ['cli/studio/page/editor', 'cli/language', 'yaml', 'node', 'vitest'],
  'cli/studio/page/editor/editor.e2e.test.ts': ['cli/studio/page/editor', 'cli/studio/studio-api.ts', 'verifier-web/walk', 'node', 'vitest', 'webdriverio'],
  'kiosk/shared': ['greengate'],
  'kiosk/shared/kiosk-api.contract.ts': ['vitest', 'kiosk/shared'],
  'kiosk/station/temporary-screen.ts': ['node', 'vitest'],
  'kiosk/station': ['greengate', 'greengate/rules', 'greengate/update', 'kiosk/shared', 'kiosk/station/configuration', 'kiosk/station/journal', 'node', 'ws', 'sirv', 'kiosk/station/devices', 'kiosk/station/upload', 'kiosk/station/nats', 'kiosk/station/lane', 'greengate/issue'],
  // What an operator wrote, and nothing that it is for.
  'kiosk/station/configuration': ['greengate', 'kiosk/shared', 'kiosk/station/replay/replay-tls.ts', 'kiosk/station/devices/card-reader/sdt-frame.ts', 'kiosk/station/devices/scanner/scanner-bauds.ts', 'kiosk/station/station-error.ts', 'node', 'yaml'],
  'kiosk/station/upload/test-network.ts': ['node'],
  'kiosk/station/upload/test-killed-station.ts': ['kiosk/station/upload', 'kiosk/station/nats', 'kiosk/station/journal', 'node'],
  'kiosk/station/upload/killed.test.ts': ['kiosk/station/upload', 'kiosk/station/nats', 'cli/nats/test-nats.ts', 'node', 'vitest'],
  'kiosk/station/upload/test-same-records.ts': ['greengate-cli/collect', 'kiosk/station/upload', 'node'],
  'kiosk/station/upload/test-collecting.ts': ['greengate', 'greengate/issue', 'greengate-cli/collect', 'kiosk/station', 'node'],
  'kiosk/station/test-station.ts': ['greengate', 'greengate-cli/demo', 'kiosk/shared', 'kiosk/station', 'node'],
  'kiosk/station/test-made-station.ts': ['greengate', 'greengate/update', 'greengate-cli/demo', 'kiosk/station', 'node'],
  // Sends journals to a collector and onto sticks.
  // Signs what it sends.
  'kiosk/station/upload': ['greengate', 'greengate/issue', 'kiosk/shared', 'kiosk/station/journal', 'kiosk/station/durable-file.ts', 'kiosk/station/station-error.ts', 'node'],
  // The one room of a station that speaks to NATS; loaded where a server is named.
  'kiosk/station/nats': ['greengate/issue', 'kiosk/station/upload/collector-line.ts', 'kiosk/station/station-error.ts', 'node', '@nats-io/nkeys', '@nats-io/nkeys/lib/codec.js', '@nats-io/transport-node'],
  'kiosk/station/nats/nats-known.test.ts': ['kiosk/station/nats', 'kiosk/station/journal', 'cli/nats/test-nats.ts', 'node', 'vitest', '@nats-io/nkeys', '@nats-io/jwt'],
  'kiosk/station/fleet/nats-station.test.ts': ['kiosk/station', 'kiosk/walk/updates.ts', 'cli/fleet', 'cli/nats', ...entries, 'greengate-cli/collect', 'node', 'vitest', '@nats-io/transport-node'],
  'kiosk/station/nats/test-nats-collector.ts': ['node', '@nats-io/transport-node'],
  'kiosk/station/nats/nats-line.test.ts': ['kiosk/station/nats', 'kiosk/station/upload', 'cli/fleet/nats-users.ts', 'cli/nats', ...entries, 'node', 'vitest', '@nats-io/nkeys', '@nats-io/transport-node', '@nats-io/jwt'],
  // Signs what it wrote.
  'kiosk/station/journal': ['greengate', 'greengate/issue', 'kiosk/shared', 'kiosk/station/durable-file.ts', 'kiosk/station/station-error.ts', 'node'],
  // Drivers: each brings the library that speaks to its device, and nothing of the station but its errors.
  'kiosk/station/devices': ['kiosk/station/devices/printer/slip-lines.ts', 'greengate', 'kiosk/shared', 'kiosk/station/station-error.ts', 'node', 'serialport', 'node-hid', 'modbus-serial', 'mrz', 'iconv-lite'],
  // The words of outcomes are the screen's own.
  'kiosk/station/devices/printer': ['greengate', 'kiosk/shared', 'kiosk/station/devices', 'kiosk/station/station-error.ts', 'verifier-web/elements/outcome-words.ts', 'node', 'iconv-lite'],
  // Knows what a configuration names, and every driver.
  'kiosk/station/devices/open-devices.ts': ['kiosk/station/configuration/device-configuration.ts', 'kiosk/station/devices'],
  'kiosk/station/devices/line/test-pty.ts': ['node'],
  'kiosk/station/devices/gate/test-bench.ts': ['kiosk/station/devices', 'kiosk/station/devices/line/test-pty.ts', 'vitest', 'kiosk/shared', 'node'],
  'kiosk/screen': ['greengate', 'kiosk/shared', 'verifier-web/elements', 'verifier-web/edges', 'lit', 'qrcode'],
  'kiosk/screen/scanner-setup.e2e.test.ts': ['kiosk/screen', 'verifier-web/walk', 'node', 'vitest', 'esbuild', 'webdriverio', 'qrcode'],
  'kiosk/screen/wedge.e2e.test.ts': ['kiosk/screen', 'verifier-web/walk', 'node', 'vitest', 'esbuild', 'webdriverio'],
  // Made by hand with synthesisers of speech; nothing that is shipped imports it.
  'kiosk/voice': ['node'],
  'kiosk/electron': ['greengate', 'kiosk/shared', 'kiosk/station', 'node', 'electron'],
  'kiosk/electron/security.test.ts': ['kiosk/electron', 'kiosk/shared', 'node', 'vitest', 'electron', 'yaml'],
  'kiosk/browser-shell': ['kiosk/shared', 'node'],
  // Units, policies and what installers are made of: held against the programs that read them.
  'kiosk/packaging': ['kiosk/browser-shell', 'kiosk/demo/find-electron.ts', 'kiosk/station', 'node'],
  // What `npm start` shows: authority, station, pages and windows, all on this machine.
  'kiosk/demo': ['greengate', 'greengate/holder', 'greengate/issue', ...looks, 'greengate-cli/demo', 'kiosk/shared', 'kiosk/station', ...startsDesk, 'desk/people/applicants.ts', 'desk/http/person-wire.ts', 'kiosk/browser-shell', 'node', 'sirv', 'qrcode'],
  // Callers of a desk by HTTP, and a desk of their own, for tests and benchmarks.
  'kiosk/demo/test-desk.ts': ['kiosk/demo', ...startsDesk, 'desk/orders/sign-order.ts', 'greengate-cli/bundle', 'greengate-cli/demo', 'node'],
  'kiosk/demo/desk-chain.test.ts': ['kiosk/demo', 'desk/shared', ...entries, 'vitest'],
  'kiosk/demo/test-callers.ts': ['kiosk/demo', 'desk/shared', 'greengate', 'greengate/holder', 'greengate/issue', 'greengate/update', 'greengate-cli/demo'],
  // A lane under load: a station in a process of its own, the devices at the far ends of cables.
  'kiosk/rig': ['greengate', 'cli/demo', 'kiosk/shared', 'kiosk/station', 'kiosk/station/devices', 'kiosk/station/devices/line/test-pty.ts', 'node', 'esbuild'],
  'kiosk/walk': [...entries, ...looks, 'greengate-cli/demo', 'kiosk/shared', 'kiosk/station', 'verifier-web/walk', 'node', 'vitest', 'webdriverio', 'house/built-pages.ts', 'house/sampled.ts', 'sharp', 'qrcode', 'jose', 'cli/journal', 'kiosk/demo/live-code.ts', 'kiosk/screen/attendant-times.ts'],
  // From the desk's page to the kiosk's camera: the demo's desk as it starts, its pages, and hands on them.
  'kiosk/walk/desk-place.ts': ['kiosk/walk', 'kiosk/demo/source-client.ts', 'greengate-cli/demo', ...startsDesk, 'house/built-pages.ts', 'node'],
  'kiosk/walk/desk-hands.ts': ['kiosk/walk', 'desk/pages/test-hands.ts', 'verifier-web/walk', 'node', 'webdriverio'],
  'kiosk/walk/desk.e2e.test.ts': ['kiosk/walk', ...entries, 'kiosk/demo', 'desk/assessing/test-desk.ts', 'verifier-web/walk', 'node', 'vitest', 'webdriverio'],
  'verifier-web/elements/greengate-scanner.e2e.test.ts': ['verifier-web/elements', 'verifier-web/walk', 'vitest', 'webdriverio'],
  'verifier-web/elements/hundred-codes.e2e.test.ts': ['verifier-web/walk', 'vitest', 'webdriverio'],
  'verifier-web/edges/pictures.e2e.test.ts': ['verifier-web/walk', 'node', 'vitest', 'sharp'],
  'verifier-web/elements': ['greengate', 'verifier-web/edges', 'lit', 'lit/directives/keyed.js'],
  // Shows what the library decides, and explains, to a test.
  'verifier-web/elements/trial-page.ts': ['verifier-web/elements', 'greengate', 'greengate/rules'],
  'verifier-web/elements/trial-site.ts': ['node', 'esbuild'],
  'verifier-web/elements/test-card.ts': ['verifier-web/elements', 'webdriverio'],
  'verifier-web/elements/greengate-decision.e2e.test.ts': ['verifier-web/elements', 'verifier-web/walk', 'greengate', 'vitest', 'webdriverio'],
  // What is shown of one's own codes; no verifier draws one.
  'verifier-web/elements/code-picture.ts': ['lit', 'qrcode'],
  // Where there is no wasm: the core of @zxing/browser, and no more of it.
  'verifier-web/edges/decoder-fallback.ts': ['verifier-web/edges', '@zxing/library/esm/core/BarcodeFormat.js', '@zxing/library/esm/core/BinaryBitmap.js', '@zxing/library/esm/core/Exception.js', '@zxing/library/esm/core/RGBLuminanceSource.js', '@zxing/library/esm/core/ResultMetadataType.js', '@zxing/library/esm/core/common/HybridBinarizer.js', '@zxing/library/esm/core/qrcode/QRCodeReader.js'],
  'verifier-web/edges/read-codes.test.ts': ['verifier-web/edges', 'bench/camera', 'node', 'vitest'],
  'verifier-web/edges/decoder.e2e.test.ts': ['verifier-web/edges', 'verifier-web/walk', 'bench/camera', 'node', 'esbuild', 'vitest', 'sharp'],
  'verifier-web/edges': ['greengate', 'greengate/rules', 'greengate/update', 'idb', 'zxing-wasm/reader'],
  // What the package has under greengate/element: for other people's pages.
  'verifier-web/element.ts': ['verifier-web/elements', 'verifier-web/edges/decoder-places.ts'],
  // For a frame in somebody else's page: the elements and the keeping of data, and not the verifier's own page.
  'verifier-web/embedded': ['greengate', 'verifier-web/elements', 'verifier-web/edges', 'verifier-web/pages/take-data.ts', 'lit'],
  'verifier-web/words': ['verifier-web/elements/is-no-part.ts', 'verifier-web/elements/language.ts', '@lit/localize'],
  'verifier-web/offline/offline.e2e.test.ts': ['verifier-web/walk', 'node', 'vitest', 'webdriverio'],
  // Keeps the pages for use without a network.
  'verifier-web/offline': ['verifier-web/elements/surface-colours.ts', '@lit/localize', 'lit', 'workbox-precaching', 'workbox-window/Workbox.js'],
  'verifier-web/pages': ['greengate', 'greengate/update', 'verifier-web/elements', 'verifier-web/edges', 'verifier-web/words', '@lit/localize', 'lit'],
  // One's own codes: what is kept of them stays here.
  'verifier-web/holder': ['greengate', 'greengate/holder', 'verifier-web/elements', 'verifier-web/edges', 'verifier-web/offline', 'verifier-web/pages', 'verifier-web/words', '@lit/localize', 'lit', 'lit/directives/keyed.js', 'idb', 'qrcode'],
  'verifier-web/holder/check-ahead.test.ts': ['cli', ...entries, 'greengate-cli/demo', 'verifier-web/holder', 'node', 'vitest'],
  'verifier-web/holder/test-kept.ts': ['node'],
  'verifier-web/holder/test-claims.ts': ['greengate/issue', 'cli/demo/health.ts'],
  'verifier-web/holder/test-hands.ts': ['verifier-web/walk', 'node', 'webdriverio'],
  'verifier-web/holder/holder.e2e.test.ts': ['cli', ...entries, 'verifier-web/holder', 'verifier-web/walk', 'node', 'vitest', 'webdriverio'],
  'verifier-web/*': ['greengate', 'verifier-web/pages', 'verifier-web/elements', 'verifier-web/edges', 'verifier-web/offline', 'verifier-web/words'],
  // What a test of the page does with its hands: a browser, a camera, a server.
  'verifier-web/walk/scanner-site.ts': ['node', 'esbuild'],
  'verifier-web/walk/heaps.ts': ['webdriverio'],
  'verifier-web/walk/scanner-hands.ts': ['verifier-web/elements', 'webdriverio'],
  'verifier-web/walk': [...entries, 'verifier-web/pages', 'cli/demo', 'house/built-pages.ts', 'house/sampled.ts', 'node', 'webdriverio', 'sharp', 'qrcode'],
  // The Web backend in a browser: what is below the public entries, and all vectors.
  'verifier-web/backend': [...entries, 'lib/crypto', 'lib/encoding', 'lib/errors.ts', 'test-vectors/run.ts', 'test-vectors/run/outcomes.ts', 'verifier-web/walk', 'esbuild', 'node', 'webdriverio'],
  // Made by a second hand: nothing of ours.
  'test-vectors': ['node', 'cbor2', 'jose'],
  // The issuing desk: its rooms know each other, the library and the command by their entries.
  desk: ['desk/configuration', 'desk/counter', 'desk/http', 'desk/shared', 'desk/sign-in', 'desk/sources', ...entries, 'greengate-cli/assessing', 'greengate-cli/bundle', 'greengate-cli/collect', 'greengate-cli/database', 'greengate-cli/demo', 'greengate-cli/population', 'greengate-cli/status', 'node'],
  'desk/http': ['desk', 'desk/paper', ...entries, 'greengate-cli/bundle', 'greengate-cli/status', 'node', 'hono', '@hono/node-server', 'typebox', 'typebox/compile'],
  // Made-up people and the rules of the vectors.
  'desk/assessing/test-desk.ts': ['desk', ...entries, 'greengate-cli/people', 'node'],
  // A desk under the demo's authority; also for the trial that kills it.
  'desk/issuing/test-desk.ts': ['desk', 'desk/assessing/test-desk.ts', ...entries, 'greengate-cli/demo', 'greengate-cli/status', 'node'],
  'desk/assessing/test-changes.ts': ['greengate/rules', 'fast-check'],
  // The devices of a counter, by the station's drivers.
  'desk/counter': ['desk', 'desk/paper', 'desk/http', 'greengate', 'kiosk/station/devices'],
  // Draws sheets and slips; the one word of an outcome is the screens'.
  'desk/paper': ['desk', 'greengate', 'kiosk/station/devices', 'verifier-web/elements/outcome-words.ts', 'fontkit', 'pdfkit', 'qrcode', 'node'],
  'desk/sign-in': ['desk', ...entries, 'node', 'openid-client'],
  'desk/sign-in/test-provider.ts': ['node', 'oidc-provider'],
  // Sources may sign what they send.
  'desk/sources': ['desk', ...entries, 'greengate-cli/population', 'jose', 'node'],
  'desk/shared': ['greengate', 'typebox'],
  // The desk's pages, by the one contract.
  'desk/pages': ['greengate', 'greengate/holder', 'desk/shared', 'verifier-web/elements', 'lit', 'idb', 'qrcode'],
  'desk/pages/test-desk.ts': ['desk', 'house/built-pages.ts', ...entries, 'greengate-cli/bundle', 'node'],
  'desk/pages/test-hands.ts': ['verifier-web/walk/barriers.ts', 'node', 'webdriverio'],
  'desk/pages/counter/counter.e2e.test.ts': ['desk', ...entries, 'kiosk/station/devices', 'kiosk/station/devices/line/test-pty.ts', 'verifier-web/walk', 'node', 'vitest', 'webdriverio'],
  'desk/pages/applicant/applicant.e2e.test.ts': ['desk', 'verifier-web/walk', 'vitest', 'webdriverio'],
  'desk/pages/office/office.e2e.test.ts': ['desk', 'verifier-web/walk', 'vitest', 'webdriverio'],
  'desk/pages/pages.e2e.test.ts': ['desk', ...entries, 'verifier-web/walk', 'node', 'vitest', 'webdriverio'],
  // Under an authority as its people have one.
  'desk/configuration/configured-desk.test.ts': ['desk', 'desk/configuration', ...entries, 'cli/bundle', 'node', 'vitest'],
  // A file that an operator wrote is read as the station's is.
  'desk/configuration': ['desk', ...entries, 'greengate-cli/bundle', 'greengate-cli/population', 'kiosk/station/configuration', 'node', 'yaml'],
  examples: [...entries, 'node'],
  'examples/plain-page': entries,
  'examples/hotel-desk': entries,
  // The station's driver, and a reader of software at the other end of its cable.
  'examples/test-card-service.ts': ['examples/hotel-desk', 'greengate', 'kiosk/station/devices', 'kiosk/station/devices/gate/test-bench.ts', 'node', 'ws'],
  'examples/embedded-frame': [],
  // A second hand at the first one's trial.
  'examples/python.test.ts': ['cli/conformance', 'greengate', 'house/debian.ts', 'house/sampled.ts', 'node', 'vitest'],
  'examples/react-page': [...entries, 'react', 'react-dom/client'],
  'examples/test-frames.ts': ['examples/test-pages.ts', 'examples/test-site.ts', 'greengate-cli/demo', 'house/built-pages.ts', 'node', 'esbuild'],
  'examples/test-pages.ts': ['greengate-cli/demo', 'node', 'esbuild', 'vite'],
  'examples/test-study.ts': ['verifier-web/walk', 'node', 'webdriverio'],
  'examples/walk.e2e.test.ts': ['examples', 'kiosk/station/devices/line/test-pty.ts', 'verifier-web/walk', 'greengate-cli/demo', 'node', 'vitest', 'webdriverio'],
  'examples/electron': ['greengate', 'greengate/update', 'electron', 'node'],
  docs: ['node'],
  // What is shipped for servers, tried with the parts that it is for.
  deploy: ['cli/fleet', 'cli/keys', 'cli/nats', 'cli/operator-error.ts', 'cli/test-process.ts', 'cli/test-shell.ts', 'greengate', 'greengate/issue', 'node', '@nats-io/jetstream', '@nats-io/jwt', '@nats-io/kv', '@nats-io/nkeys', '@nats-io/transport-node'],
  'docs/embedding.test.ts': ['cli/test-process.ts', 'node', 'vitest'],
  'docs/tutorial.test.ts': ['cli/test-shell.ts', 'node', 'vitest'],
  'docs/format.test.ts': ['greengate', 'node', 'vitest'],
  'bench/lane': ['bench', 'kiosk/rig', 'kiosk/station/devices', 'kiosk/station/devices/line/test-pty.ts', 'kiosk/station', 'greengate', 'greengate/issue', 'greengate/rules', 'cli/demo', 'node', 'lit', 'esbuild', 'webdriverio', 'verifier-web/walk', 'zxing-wasm/reader', 'qrcode'],
  'bench/first-picture.ts': ['bench', 'verifier-web/walk', 'node', 'esbuild', 'webdriverio'],
  'bench/desk-assessing-once.ts': ['bench', 'desk', 'node'],
  'bench/desk-fact-to-gate-once.ts': ['bench', 'desk', 'kiosk/demo', 'node'],
  'bench/desk-people.ts': ['bench', 'desk', 'cli/people', 'node'],
  'bench/interval-chart.ts': ['bench', 'cli/impact', 'echarts/charts', 'echarts/core'],
  // Holds the catalogue of the elements against the elements.
  'house/elements-manifest.test.ts': ['house', 'verifier-web/elements', 'node', 'vitest'],
  'house/privacy.test.ts': ['cli/collect', 'cli/status', 'desk/retention', 'desk/store', 'node', 'vitest'],
  // An authority that publishes, real verifiers, and the wait between their polls.
  'bench/rollout': ['bench', ...entries, 'cli/bundle', 'lib/update/poll-delay.ts', 'node'],
  bench: [...entries, 'bench/interval-chart.ts', 'bench/first-picture.ts', 'bench/rollout', 'bench/lane', 'verifier-web/edges', 'cli/impact', 'cli/people', 'cli/population', 'node', 'cbor2', 'cborg', 'esbuild', 'jose', 'qrcode', 'webdriverio', 'zxing-wasm/reader', 'bench/code-in-portable.ts', 'cli/nats/test-nats.ts'],
  house: ['@arethetypeswrong/core', 'publint', 'publint/utils', 'vite', 'node', 'typescript', '@microsoft/tsdoc', '@microsoft/tsdoc-config', 'fast-check', 'vitest', 'vitest/node', 'esbuild', 'eslint', 'typescript-eslint'],
  // The version that a station says is that of the packages.
  'house/lock.test.ts': ['kiosk/station/software.ts', 'node', 'vitest'],
  'bench/code-in-portable.ts': ['bench', ...entries, 'greengate/portable', 'tweetnacl'],
  'house/page-room.ts': ['cli/nats/test-nats.ts', 'cli/test-shell.ts', 'house', 'node'],
  'house/built-pages.ts': ['house/built.ts', 'node', 'rollup', 'rollup/loadConfigFile'],
  // Tests of tests: runs the engine with one change, against its vectors and its unit tests.
  // Engines of earlier releases, kept as files, against the vectors.
  'house/engines': ['greengate/issue', 'node', 'esbuild'],
  'house/mutants': ['node', 'typescript', 'fast-check', 'vitest', ...entries, 'lib/ruling.ts', 'lib/testing/attacks.ts', 'test-vectors/run'],
  // The vectors are made by one hand and run against the other; this test is where they meet.
  'lib/vectors.test.ts': ['test-vectors'],
  // Whom an issuer assesses are those whom the engine is tried with.
  'lib/assess.test.ts': ['greengate-cli/people', 'test-vectors'],
  // So do certificates and the reader of them, and the engine's fourteen versions and the oracle that judges them by their words.
  'lib/crypto/seal.test.ts': ['tweetnacl'],
  'lib/trust/x509/check-chain.test.ts': ['test-vectors'],
  'lib/rules/hangzhou.test.ts': ['test-vectors'],
  'lib/rules/thresholds.test.ts': ['test-vectors'],
  'arrows.test.ts': ['house'],
  'start.ts': ['kiosk/demo', 'kiosk/station', 'node'],
  'test.ts': ['house', 'node'],
  // Long trials: the library against the vectors, and against what a second hand says of the same people.
  torture: [...entries, 'esbuild', 'greengate-cli/people', 'greengate-cli/population', 'test-vectors/oracle', 'lib/testing', 'kiosk/station/devices', 'house', 'node', 'greengate-cli/collect', 'greengate-cli/status', 'desk', 'desk/assessing/test-desk.ts', 'desk/issuing/test-desk.ts', 'kiosk/rig', 'kiosk/station', 'kiosk/station/upload'],
  // Publishes as an authority does, and takes as stations do.
  'torture/fleet.ts': ['torture', 'house', 'cli/nats/test-nats.ts', 'greengate-cli/collect', ...entries, 'node', '@nats-io/transport-node'],
  'torture/fleet-sender.ts': ['torture', 'cli/collect/test-batch.ts', ...entries, 'node', '@nats-io/transport-node'],
  'torture/fleet.test.ts': ['torture', 'cli/nats/test-nats.ts', 'vitest'],
  'torture/batches.ts': ['house', 'cli/batch', 'cli/nats/test-nats.ts', 'cli/test-process.ts', 'node'],
  'torture/pushed.ts': ['torture/pushed-stations.ts', 'house', 'cli/bundle', 'cli/keys', 'cli/nats', ...entries, 'node'],
  'torture/pushed-stations.ts': ['kiosk/station', 'kiosk/station/nats', ...entries, 'node'],
  'torture/pushed.test.ts': ['torture/pushed.ts', 'cli/nats/test-nats.ts', 'vitest'],
  'torture/runtimes.ts': ['torture', 'house', 'verifier-web/backend/runtimes.ts', 'verifier-web/backend/trial.ts'],
  'torture/trials.ts': ['house', 'torture', 'torture/runtimes.ts'],
  'torture.ts': ['house', 'torture', 'node'],
  'vitest.config.ts': ['house', 'vitest/config'],
}

/** What a test may import on top of its room and of the rooms beside it. */
// prettier-ignore
const inTests = [...entries, 'greengate/schema/country-rules-1.json', 'greengate/schema/rule-set-1.json', 'greengate-cli/collect', 'greengate-cli/demo', 'house', 'node', 'vitest', 'fast-check', 'ajv', 'ajv/dist/2020.js', 'jose', 'cbor2', 'webdriverio', 'ws', 'sharp', 'qrcode', 'temporal-polyfill', 'zxing-wasm/reader']

const files = globSync('**/*.{ts,tsx}', {
  exclude: ['**/node_modules/**', '**/dist/**', 'artifacts/**'],
}).map((path) => ({ path, text: readFileSync(path, 'utf8') }))

test('every import of every file is an arrow of the table', () => {
  expect(files.length).toBeGreaterThan(10)
  expect(violations(files, arrows, inTests)).toEqual([])
})

test.each([
  ['a static import against the arrow', 'lib/rules/a.ts', `import { x } from '../crypto/x.ts'`],
  [
    'a type import against the arrow',
    'lib/rules/a.ts',
    `import type { X } from '../credential/x.ts'`,
  ],
  ['a re-export against the arrow', 'lib/encoding/a.ts', `export { x } from '../bundle/x.ts'`],
  [
    'a dynamic import against the arrow',
    'lib/trust/a.ts',
    `const x = await import('../status/x.ts')`,
  ],
  ['a side-effect import against the arrow', 'lib/status/a.ts', `import '../verify.ts'`],
  ['Node in the pure library', 'lib/encoding/a.ts', `import { readFileSync } from 'node:fs'`],
  ['a package in the library', 'lib/crypto/a.ts', `import { compactVerify } from 'jose'`],
  [
    'an app that reaches past the public entry',
    'verifier-web/a.ts',
    `import { x } from '../lib/verify.ts'`,
  ],
  ['a deep path of the package', 'cli/a.ts', `import { x } from 'greengate/crypto/jwk'`],
  ['Electron on the screen', 'kiosk/screen/a.ts', `import { ipcRenderer } from 'electron'`],
  ['Node on the screen', 'kiosk/screen/a.ts', `import { join } from 'node:path'`],
  ['Lit in the station', 'kiosk/station/a.ts', `import { html } from 'lit'`],
  [
    'the library in a recipe',
    'test-vectors/recipes/a.ts',
    `import { issue } from 'greengate/issue'`,
  ],
  ['a top room that nobody wrote down', 'lib-two/a.ts', ''],
  ['a room of lib/ that nobody wrote down', 'lib/misc/a.ts', ''],
])('%s is refused', (_name, path, text) => {
  expect(violations([{ path, text }], arrows, inTests)).toHaveLength(1)
})
