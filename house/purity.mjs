/** The purity of lib/: no clock, randomness, network, file, DOM, console or process. The doors are named here, one by one. */

const takeAsArgument = 'lib/ is pure: take it as an argument.'

const globals = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'window',
  'self',
  'document',
  'navigator',
  'location',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'caches',
  'process',
  'Buffer',
  'require',
  'global',
  'globalThis',
  'console',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'requestAnimationFrame',
  'queueMicrotask',
  'Worker',
  'Temporal',
  'Intl',
]
const rules = (open) => ({
  'no-restricted-globals': [
    'error',
    ...[...globals, 'crypto']
      .filter((name) => !open.globals.includes(name))
      .map((name) => ({ name, message: takeAsArgument })),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'Take `now` as an argument.' },
    { object: 'Math', property: 'random', message: takeAsArgument },
    ...(open.random
      ? []
      : ['getRandomValues', 'randomUUID', 'generateKey'].map((property) => ({
          property,
          message: takeAsArgument,
        }))),
  ],
  'no-restricted-syntax': [
    'error',
    {
      selector: "NewExpression[callee.name='Date'][arguments.length=0]",
      message: 'Take `now` as an argument.',
    },
    {
      selector: "CallExpression[callee.name='Date']",
      message: 'Take `now` as an argument.',
    },
    // The machine's time zone and language are a hidden input as much as its clock.
    {
      selector:
        'MemberExpression[property.name=/^(getTimezoneOffset|toLocale\\w*|getFullYear|getMonth|getDate|getDay|getHours|getMinutes|getSeconds|localeCompare)$/]',
      message: 'The place of the machine is a hidden input: use the UTC form or code units.',
    },
    ...(open.node
      ? []
      : [
          {
            selector:
              ':matches(ImportDeclaration, ImportExpression, ExportNamedDeclaration, ExportAllDeclaration)[source.value=/^node:/]',
            message:
              'Only lib/crypto/backend-node.ts and lib/update/files-node.ts may import Node.',
          },
        ]),
  ],
})

const shut = { globals: [], random: false, node: false }

/** The lint blocks, widest first: a later block stands in place of an earlier one for its files. */
export const purity = [
  {
    files: ['lib/**/*.ts'],
    ignores: ['**/*.test.ts', 'lib/testing/**', 'lib/testing/**', 'lib/holder/**', 'lib/update/**'],
    rules: rules(shut),
  },
  {
    files: ['lib/crypto/backend-web.ts'],
    rules: rules({ ...shut, globals: ['crypto'] }),
  },
  {
    // Signing and key generation.
    files: ['lib/crypto/signer.ts'],
    rules: rules({ ...shut, globals: ['crypto'], random: true }),
  },
  {
    files: ['lib/crypto/backend-node.ts'],
    rules: rules({ ...shut, node: true }),
  },
  {
    // The door of updates: network and timers; the clock and chance are arguments there too.
    files: ['lib/update/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: rules({ ...shut, globals: ['fetch', 'setTimeout'] }),
  },
  {
    files: ['lib/update/files-node.ts'],
    rules: rules({ ...shut, node: true }),
  },
]
