/** Which software a station runs, as its journal, its dashboard and its heartbeats say it. */
export const software = 'greengate-kiosk 1.0.0'
