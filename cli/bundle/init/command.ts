/** `greengate bundle init`: the ceremony that founds an authority. */
import { networkInterfaces } from 'node:os'
import { Command, Option } from 'commander'
import type { Algorithm } from 'greengate/issue'
import { languageOf, type Language } from '../../edges/language.ts'
import { printJson, printLine } from '../../edges/output.ts'
import { answersOf, readYes, type Given } from '../../edges/questions.ts'
import { openTerminal, type Terminal } from '../../edges/terminal.ts'
import { OperatorError } from '../../operator-error.ts'
import { inFours } from '../in-fours.ts'
import { foundAuthority, refuseUsed, type Founded } from './found.ts'
import { questions, type Founding } from './questions.ts'

interface Options extends Given<Founding> {
  readonly alg: Algorithm
  readonly yes?: true
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function initCommand(): Command {
  const command = new Command('init')
    .description('found an authority: the ceremony that makes its keys and its root')
    .argument('<folder>', 'a new or empty folder')
    .option('--yes', 'ask nothing: take the flags, and the defaults for the rest')
  for (const { flag, ask } of questions) {
    command.option(flag, ask.en.charAt(0).toLowerCase() + ask.en.slice(1))
  }
  return command
    .addOption(
      new Option('--alg <name>', 'of the keys: Ed25519, or ESP256')
        .choices(['Ed25519', 'ESP256'])
        .default('Ed25519'),
    )
    .option('--lang <zh|en>', 'the language of the questions (default: of the system)')
    .option('--json', 'print what was made as JSON')
    .action(run)
    .addHelpText('after', help)
}

const help = `
Run it on a machine without a network, with witnesses. All answers are shown before a key is made, and any may be
given again. Holders of a role are written like this:
  2 of Li Wei age1abc..., Wang Fang, Zhao Min @token.jwk
M of N must sign. A holder's key is a file of mode 600; with an age recipient it is sealed to that person; with a file
behind @ only its public part is here, and the private one stays on its token.

Makes authority.json, keys/, signed/root/1.json, root.ggb (what verifiers pin), and drafts of fact types (the standard
pack) and of a trust list without anybody. Prints the digest of root, to be compared by eye at every verifier.

Exit code: 0 founded, 2 usage or operator error.

Examples:
  greengate bundle init authority
  greengate bundle init authority --yes --world test --prefix cn-33 --root "2 of Li, Wang, Zhao"
  greengate bundle init authority --lang zh`

/** What is to be seen to before any key is made. */
const checklist: readonly Readonly<Record<Language, string>>[] = [
  { zh: '本机无网络，今后也不再联网', en: 'This machine has no network, and will have none again' },
  { zh: '至少两名见证人在场，并作记录', en: 'Two witnesses are here, and somebody takes minutes' },
  { zh: '系统由已核对摘要的介质启动', en: 'The system was started from a medium of known digest' },
  { zh: '每名持有人各有两份空白介质', en: 'Every holder has two empty media of their own' },
  { zh: '本机时钟正确', en: "This machine's clock is right" },
]

const review = {
  zh: '以上是否无误？此后即生成密钥',
  en: 'Is all of this right? The keys are made next',
}

async function run(folder: string, options: Options): Promise<void> {
  const language = languageOf(options.lang, process.env)
  const now = new Date()
  await refuseUsed(folder)
  const terminal = options.yes === true ? undefined : openTerminal('give --yes for the defaults')
  let founded: Founded
  try {
    if (terminal !== undefined) await goThrough(terminal, language, now)
    const founding = await answersOf(questions, options, { terminal, now, language, review })
    founded = await foundAuthority(founding, { folder, now, alg: options.alg })
  } finally {
    terminal?.close()
  }
  if (options.json === true) printJson(described(founded))
  else for (const line of foundedLines(founded, folder, language)) printLine(line)
}

/** @throws {@link OperatorError} at the first thing that is not so */
async function goThrough(terminal: Terminal, language: Language, now: Date): Promise<void> {
  const zh = language === 'zh'
  const nets = Object.entries(networkInterfaces())
    .filter(([, addresses]) => addresses?.some(({ internal }) => !internal) === true)
    .map(([name]) => name)
  if (nets.length > 0) {
    terminal.say(
      zh
        ? `注意：本机有网络：${nets.join('、')}`
        : `Beware: this machine has a network: ${nets.join(', ')}`,
    )
  }
  terminal.say(`${zh ? '时钟' : 'Clock'}: ${now.toISOString()}`)
  for (const [at, item] of checklist.entries()) {
    const prompt = `[ ] ${at + 1}/${checklist.length} ${item[language]} (${zh ? '是 / 否' : 'yes, no'}) `
    // Enter alone is no answer: every point is said aloud.
    let isMet: boolean | undefined
    while (isMet === undefined) isMet = readYes(await terminal.ask(prompt))
    if (isMet) continue
    throw new OperatorError(
      `init: point ${at + 1} of the checklist is not met; see to it and begin again`,
    )
  }
}

function described({ folder, keys, rootDigest, missing }: Founded): object {
  return {
    folder,
    rootDigest,
    missing,
    keys: keys.map(({ role, holder, thumbprint, file }) => ({
      role,
      holder: holder.name,
      thumbprint,
      file: file ?? null,
      sealed: file?.endsWith('.age') ?? false,
    })),
  }
}

function foundedLines(
  { keys, rootDigest, missing }: Founded,
  folder: string,
  language: Language,
): readonly string[] {
  const zh = language === 'zh'
  const elsewhere = zh ? '（在别处）' : '(elsewhere)'
  const width = Math.max(...keys.map(({ role }) => role.length))
  const rows = keys.map(
    ({ role, holder, thumbprint, file }) =>
      `  ${role.padEnd(width)}  ${thumbprint.slice(0, 8)}  ${file ?? elsewhere}  ${holder.name}`,
  )
  const next = zh
    ? [
        '接下来：',
        '  1. 把根摘要抄在记录上，由见证人签字；每个核验端都要逐组比对',
        `  2. 把 keys/ 中每个文件交给其持有人（两份介质），然后从 ${folder}/keys 删除；`,
        '     发布机上只留 snapshot 和 timestamp；status 的密钥每天都要用，放在制作名单之处',
        `  3. greengate bundle trust issuer …  加入发码机构（${folder}/drafts/trust/1.json）`,
        '  4. greengate bundle add RULES.json   加入规则集',
        '  5. greengate bundle sign …           各持有人签署',
        '  6. greengate bundle publish          在发布机上发布',
      ]
    : [
        'Next:',
        '  1. write the digest of root into the minutes, signed by the witnesses; every verifier compares it',
        `  2. give each file of keys/ to its holder, on two media, then delete it from ${folder}/keys;`,
        '     snapshot and timestamp alone stay on the machine that publishes; the key of status signs',
        '     every day, and goes to where status lists and population sets are made',
        `  3. greengate bundle trust issuer ...  put issuers into ${folder}/drafts/trust/1.json`,
        '  4. greengate bundle add RULES.json    put rule sets into drafts/',
        '  5. greengate bundle sign ...          each holder signs',
        '  6. greengate bundle publish           on the machine that publishes',
      ]
  const lacks = zh
    ? `根文件还差 ${missing} 个签署：greengate bundle sign ${folder}/drafts/root/1.json`
    : `Root lacks ${missing} more signatures: greengate bundle sign ${folder}/drafts/root/1.json`
  return [
    zh ? `机构已设立：${folder}` : `The authority is in ${folder}`,
    ...rows,
    '',
    zh ? '根摘要（SHA-256，逐组比对）：' : 'Digest of root (SHA-256, compare it group by group):',
    `  ${inFours(rootDigest)}`,
    ...(missing > 0 ? ['', lacks] : []),
    '',
    ...next,
  ]
}
