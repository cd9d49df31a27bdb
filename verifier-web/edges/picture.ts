/** Pictures as files: turns one into pixels, whatever kind of picture the browser can show. */

/** The file is not a picture that this browser can show. */
export class PictureError extends Error {
  override name = 'PictureError'
}

/** Small drawings are enlarged to this, because a module of a code needs a few pixels. */
const shortestSide = 600

/**
 * Opens a picture file.
 *
 * @throws {@link PictureError} when the browser cannot show it.
 */
export async function openPicture(file: Blob): Promise<ImageBitmap> {
  if (file.type !== 'image/svg+xml') {
    try {
      return await createImageBitmap(file)
    } catch (error) {
      throw new PictureError('not a picture that this browser can show', { cause: error })
    }
  }
  return drawSvg(file)
}

// createImageBitmap takes no SVG file; as an image it can neither run scripts nor load anything.
async function drawSvg(file: Blob): Promise<ImageBitmap> {
  const url = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const side = Math.min(image.naturalWidth, image.naturalHeight)
    const scale = side > 0 ? Math.max(1, shortestSide / side) : 1
    return await createImageBitmap(image, {
      resizeWidth: Math.round(image.naturalWidth * scale) || shortestSide,
      resizeHeight: Math.round(image.naturalHeight * scale) || shortestSide,
    })
  } catch (error) {
    throw new PictureError('not a picture that this browser can show', { cause: error })
  } finally {
    URL.revokeObjectURL(url)
  }
}
