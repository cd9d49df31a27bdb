/** How the text of an identity code (CWT claim 169) is told from others, since it has no prefix. */

/**
 * Base45 of a zlib stream: the two bytes that begin one, of a window of 32 kB, are three characters at each of the
 * four levels of compression. Fewer than 40 characters hold no signed claims, more than 4,296 no QR code.
 */
export const claim169Form = /^(?:V7F|Y9F|6BF|NCF)[0-9A-Z $%*+\-./:]{37,4293}$/
