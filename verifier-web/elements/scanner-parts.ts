/** What the scanner needs once a camera is to be opened: a part of its own, fetched then. */
export { choiceOf, openChosenCamera } from '../edges/camera-choice.ts'
export { CameraError, isCameraGranted } from '../edges/camera.ts'
export { startScan } from '../edges/scan.ts'
export { scannerHelp } from './scanner-help.ts'
