/** What the page may ask of the main process: one thing. */
const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('greengate', {
  decide: (texts) => ipcRenderer.invoke('greengate:decide', texts),
})
