/** Clock, chance and log: all that the service has of the world beside requests. Types only. */

/** No claim, number, name, contact, token or code is ever logged. */
export interface ServiceSurroundings {
  now(): Date
  random(length: number): Uint8Array
  log(line: string): void
}
