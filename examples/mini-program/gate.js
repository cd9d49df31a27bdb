/** A page of a WeChat mini-program: scans, decides on the telephone, shows the outcome. It asks no server. */
// `greengate.js` is dist/portable.cjs of the package; `bundle-data.js` is what `make-bundle-data.ts` wrote.
const { acceptBundle, pinRoot, reasons, verify } = require('./greengate.js')
const data = require('./bundle-data.js')

const bytesOf = (base64) => new Uint8Array(wx.base64ToArrayBuffer(base64))
let bundle

Page({
  data: { outcome: '', why: [] },

  async onLoad() {
    const root = await pinRoot(bytesOf(data.root), { worlds: data.worlds })
    // Throws if it is unsigned or out of date; then `bundle` stays undefined, and nobody passes.
    bundle = await acceptBundle(root, bytesOf(data.bundle), new Date())
  },

  scan() {
    wx.scanCode({
      onlyFromCamera: true,
      scanType: ['qrCode'],
      success: ({ result }) => this.decide(result),
    })
  },

  async decide(text) {
    const context = { ruleSet: data.ruleSet }
    const decision = await verify(text, { bundle, now: new Date(), context })
    // A page compares with `pass` and with nothing else.
    this.setData({
      outcome: decision.outcome,
      mayPass: decision.outcome === 'pass',
      why: decision.reasons.map(({ code }) => reasons[code].zh),
    })
  },
})
