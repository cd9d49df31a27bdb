/** Makes the settings of a desk of its desk.yaml: opens keys, authority and providers. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { jwkSigner } from 'greengate/issue'
import {
  authorityParts,
  authorityRoot,
  openAuthority,
  OperatorError,
  readPrivateKey,
  type Authority,
} from 'greengate-cli/bundle'
import { findPopulationKey, makeFirstPopulationKey } from 'greengate-cli/population'
import type { CounterConfiguration } from '../counter/open-counter.ts'
import type { DeskSettings } from '../desk-settings.ts'
import { holderSource } from '../facts/sources-of.ts'
import { openSigners } from './authority-signers.ts'
import { openBindingKeys } from './binding-keys.ts'
import { authorityDeskPublisher } from './desk-publisher.ts'
import { authoritiesOf, listenOf, livesOf, periodsOf, termsOf, waysOf } from './parts.ts'
import { loadDeskFile, type DeskConfiguration } from './read-desk-file.ts'

/** What whoever starts it decides. */
export interface ConfiguredOptions {
  /** In place of the one that is configured. */
  readonly port?: number | undefined
  readonly log: (line: string) => void
  /** Shows a code of a sign-in, in development. Default: a line of the log. */
  readonly showCode?: (contact: string, code: string) => void
  /** Folder of the pages. */
  readonly pages?: string
  /** Whether the authority's first population key is kept where it has none: for a desk that is to run. */
  readonly makesKey?: boolean
  /** Default: the system's. */
  readonly now?: () => Date
}

/**
 * Reads the file and opens what it names.
 *
 * @throws OperatorError or GreengateError for what cannot be opened, or does not fit together.
 */
export async function settingsOfConfiguration(
  file: string,
  options: ConfiguredOptions,
): Promise<DeskSettings> {
  const configuration = await loadDeskFile(file)
  const { issuer, ruleSet, store, codes, identity, feeds } = configuration
  const { log, now = () => new Date() } = options
  const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))
  const authority = await openAuthority(configuration.authority.folder)
  const publisher = await openPublisher(configuration, authority)
  await publisher.refresh(now())
  const { bundle } = publisher
  // One that is only ahead will do: until then nobody is assessed.
  if ((bundle.ruleSets.get(ruleSet) ?? []).length === 0) {
    const why =
      publisher.refusal === undefined
        ? 'add, sign and publish one (greengate bundle status shows what lacks), or name another set'
        : `it was refused (${publisher.refusal})`
    throw new OperatorError(`${file}: ruleSet: the published bundle has no set ${ruleSet}; ${why}`)
  }
  const binding = await openBindingKeys(authority, issuer.id, issuer.binding, now())
  const { populationKey } = configuration.authority
  const first =
    populationKey === undefined
      ? await makeFirstPopulationKey(authority.folder, options.makesKey === true)
      : undefined
  return {
    ...{ store: store.file, statusStore: store.status, issuer: issuer.id, ruleSet, bundle },
    signer: await jwkSigner(await readPrivateKey(issuer.key)),
    publisher: {
      get bundle() {
        return publisher.bundle
      },
      publish: (fed, at) => publisher.publish(fed, at),
      refresh: async (at) => {
        await binding.refresh(at)
        await publisher.refresh(at)
      },
    },
    published: join(authority.folder, authorityParts.published),
    feeds: {
      populationKey:
        first ??
        (await findPopulationKey({
          authority: authority.folder,
          ...(populationKey === undefined ? {} : { key: populationKey }),
        })),
      ...{ rate: feeds.rate, lookAhead: feeds.lookAheadHours * 3600, smallest: feeds.smallest },
      ...{ hasDeclared: identity.declaredInSets, others: [], folder: feeds.folder },
      ...(feeds.entries === undefined ? {} : { entries: feeds.entries }),
    },
    bindingKeyOf: (month) => binding.of(month),
    policy: {
      ...{ appLife: codes.appHours * 3600, paperLife: codes.paperDays * 86_400 },
      ...{ refreshAhead: codes.refreshMinutes * 60, issuesToDeclared: identity.declaredGetCodes },
    },
    limits: { family: identity.family, guardians: identity.guardians },
    terms: termsOf(configuration),
    periods: periodsOf(configuration),
    lives: livesOf(configuration),
    authorities: await authoritiesOf(configuration, authority.settings.world),
    listen: await listenOf(configuration, options.port),
    ways: await waysOf(configuration, {
      random,
      show:
        options.showCode ??
        ((contact, code) => {
          log(`sign-in code of ${contact}: ${code}`)
        }),
    }),
    ...(options.pages === undefined ? {} : { pages: options.pages }),
    sources: [
      {
        ...{ id: holderSource, zh: '本人申报', en: 'declared by the person', regions: ['*'] },
        ...configuration.declared,
      },
    ],
    officers: [],
    counter: counterOf(configuration),
    folders: configuration.folders,
    ...(configuration.receipts === undefined ? {} : { receipts: configuration.receipts }),
    surroundings: { now, random, log },
  }
}

/** What is absent is not plugged in. */
function counterOf({ counter: { reader, printer } }: DeskConfiguration): CounterConfiguration {
  return {
    ...(reader === undefined ? {} : { reader }),
    ...(printer === undefined ? {} : { printer }),
  }
}

async function openPublisher(configuration: DeskConfiguration, authority: Authority) {
  const root = new Uint8Array(await readFile(join(authority.folder, authorityRoot)))
  return authorityDeskPublisher(authority, root, await openSigners(configuration, authority))
}
