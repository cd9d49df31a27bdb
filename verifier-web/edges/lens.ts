/** A camera's light and zoom, where it has them. */

/** What a camera can zoom, and where it stands. */
export interface Zoom {
  readonly min: number
  readonly max: number
  /** Undefined: any. */
  readonly step?: number
  readonly value: number
}

/** How its light and zoom are; what it has not is not there. */
export interface LensState {
  readonly torch?: boolean
  readonly zoom?: Zoom
}

/** Sets light and zoom of an open camera. */
export interface Lens {
  readonly state: LensState
  set(wanted: { readonly torch?: boolean; readonly zoom?: number }): Promise<void>
}

/** The DOM library does not know these two of a track's. */
interface TrackAbilities {
  readonly torch?: boolean | readonly boolean[]
  readonly zoom?: { readonly min: number; readonly max: number; readonly step?: number }
}
interface TrackSettings {
  readonly torch?: boolean
  readonly zoom?: number
}

/**
 * Looks at what a camera can do.
 *
 * @param onChange - Told of the state whenever it is another one.
 */
export function openLens(track: MediaStreamTrack, onChange: (state: LensState) => void): Lens {
  // Typed as always there, but not in every browser.
  const { getCapabilities } = track as Partial<MediaStreamTrack>
  const abilities = (getCapabilities?.call(track) ?? {}) as TrackAbilities
  const settings = track.getSettings() as TrackSettings
  let state: LensState = {
    ...([abilities.torch].flat().includes(true) && { torch: settings.torch ?? false }),
    ...zoomOf(abilities.zoom, settings.zoom),
  }
  let wanted: LensState = state
  let applying: Promise<void> | undefined

  const show = (next: LensState) => {
    state = next
    onChange(next)
  }
  const apply = async () => {
    // A slider wants more than a lens can follow: only where it came to rest counts.
    while (wanted !== state) {
      const { torch, zoom } = (state = wanted)
      // Both together: what is left out may be undone.
      const both = {
        ...(torch !== undefined && { torch }),
        ...(zoom !== undefined && { zoom: zoom.value }),
      } as MediaTrackConstraintSet
      const isDone = await track.applyConstraints({ advanced: [both] }).then(
        () => true,
        () => false,
      )
      // Refused: then it is as it says itself.
      if (!isDone && wanted === state) wanted = state = settled(state, track.getSettings())
      if (wanted === state) show(state)
    }
  }

  return {
    get state() {
      return state
    },
    set({ torch = wanted.torch, zoom }) {
      wanted = {
        ...(wanted.torch !== undefined && torch !== undefined && { torch }),
        ...(wanted.zoom && { zoom: { ...wanted.zoom, value: zoom ?? wanted.zoom.value } }),
      }
      onChange(wanted)
      applying ??= apply().finally(() => {
        applying = undefined
      })
      return applying
    },
  }
}

const settled = (state: LensState, { torch, zoom }: TrackSettings): LensState => ({
  ...(state.torch !== undefined && { torch: torch ?? false }),
  ...(state.zoom && { zoom: { ...state.zoom, value: zoom ?? state.zoom.min } }),
})

function zoomOf(can: TrackAbilities['zoom'], now: number | undefined): Pick<LensState, 'zoom'> {
  if (can === undefined || can.max <= can.min) return {}
  const { min, max, step } = can
  const value = now ?? min
  return { zoom: { min, max, value, ...(step !== undefined && step > 0 && { step }) } }
}
