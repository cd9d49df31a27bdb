/** A blank page that opens the camera at once, as the screen asks for it, and says when its first frame is shown. */
const video = document.createElement('video')
video.muted = true
const size = { width: { ideal: 1280 }, height: { ideal: 720 } }
const which = { facingMode: { ideal: 'environment' } }
video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { ...which, ...size } })
document.body.append(video)
video.requestVideoFrameCallback(() => {
  video.dataset['frame'] = 'shown'
})
await video.play()

export {}
