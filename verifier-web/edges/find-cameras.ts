/** Which cameras there are, and when that changes. */

/** Typed as always there; outside a secure context it is not. */
const mediaDevices = (): MediaDevices | undefined => (navigator as Partial<Navigator>).mediaDevices

/** The cameras there are; their names, and how many they are, are told only once one was allowed. */
export async function listCameras(): Promise<readonly MediaDeviceInfo[]> {
  const devices = (await mediaDevices()?.enumerateDevices()) ?? []
  return devices.filter((device) => device.kind === 'videoinput')
}

/** Calls back whenever a camera, or another device, is plugged in or taken away, until it is told to end. */
export function onDevices(then: () => Promise<void>): () => void {
  const listen = () => void then()
  mediaDevices()?.addEventListener('devicechange', listen)
  return () => {
    mediaDevices()?.removeEventListener('devicechange', listen)
  }
}
