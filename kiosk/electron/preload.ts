/** Gives the page its transport to the station, and nothing else of Electron. */
import { contextBridge, ipcRenderer } from 'electron'
import { ipcTransport } from './ipc-transport.ts'

contextBridge.exposeInMainWorld('greengateKiosk', ipcTransport(ipcRenderer))
