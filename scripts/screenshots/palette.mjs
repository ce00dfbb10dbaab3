import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])

const NEARLY_THE_SAME = 30

/** The same picture with at most 256 colours, a byte each: pages have few, and this is a third of the size. */
export function withPalette(png) {
  const { width, height, channels, pixels } = decode(png)
  const counts = new Map()
  for (let at = 0; at < pixels.length; at += channels) {
    const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2]
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const palette = choosePalette(counts)
  const indices = new Map(palette.map((colour, index) => [colour, index]))
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += channels) {
      const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2]
      let index = indices.get(colour)
      if (index === undefined) indices.set(colour, (index = nearest(palette, colour)))
      rows[y * (width + 1) + 1 + x] = index
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0))
  ])
}

/** The most frequent colours that are not nearly the same: else the shades of letters leave no room for a coloured word. */
function choosePalette(counts) {
  const palette = []
  for (const [colour] of [...counts].toSorted(([, one], [, other]) => other - one)) {
    if (palette.length === 256) break
    if (palette.every((other) => distance(colour, other) > NEARLY_THE_SAME)) palette.push(colour)
  }
  return palette
}

function distance(one, other) {
  const [r, g, b] = [16, 8, 0].map((shift) => ((one >> shift) & 255) - ((other >> shift) & 255))
  return r * r + g * g + b * b
}

function nearest(palette, colour) {
  let best = 0
  let least = Infinity
  for (const [index, other] of palette.entries()) {
    const far = distance(colour, other)
    if (far < least) [best, least] = [index, far]
  }
  return best
}

/** Of what Chromium writes: 8 bits a channel, not interlaced. */
function decode(png) {
  let header
  const data = []
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const body = png.subarray(at + 8, at + 8 + length)
    const type = png.toString('latin1', at + 4, at + 8)
    if (type === 'IHDR') header = body
    if (type === 'IDAT') data.push(body)
    at += length + 12
  }
  const [width, height, channels] = [header.readUInt32BE(0), header.readUInt32BE(4), header[9] === 6 ? 4 : 3]
  return { width, height, channels, pixels: unfilter(inflateSync(Buffer.concat(data)), width * channels, channels) }
}

/** The filters of PNG (its section 9) undone, row by row. */
function unfilter(data, stride, channels) {
  const rows = data.length / (stride + 1)
  const pixels = Buffer.alloc(rows * stride)
  for (let y = 0; y < rows; y++) {
    const filter = data[y * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x < channels ? 0 : pixels[at - channels]
      const up = y === 0 ? 0 : pixels[at - stride]
      const corner = x < channels || y === 0 ? 0 : pixels[at - stride - channels]
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]
      pixels[at] = data[y * (stride + 1) + 1 + x] + guess
    }
  }
  return pixels
}

function paeth(left, up, corner) {
  const estimate = left + up - corner
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(estimate - value))
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

function chunk(type, body) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const length = Buffer.alloc(4)
  const check = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
