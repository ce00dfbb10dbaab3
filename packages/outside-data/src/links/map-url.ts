import { OutsideError } from '../outside-error.ts'
import { type Position, positionOf } from '../position.ts'

const LONGEST = 2048
const GOOGLE_HOST = /^(?:(?:www|maps)\.)?google\.(?:com|[a-z]{2}|com?\.[a-z]{2})$/
const GOOGLE_SHORT_HOSTS = ['goo.gl', 'maps.app.goo.gl']
const NAVER_HOSTS = ['naver.me', 'map.naver.com', 'm.map.naver.com', 'pages.map.naver.com']
/** Their links carry the position, so nothing has to be fetched from them. */
const OTHER_HOSTS = ['www.openstreetmap.org', 'openstreetmap.org', 'osm.org', 'maps.apple.com']

const NUMBER = '(-?\\d{1,3}(?:\\.\\d+)?)'
/** The most exact first: a place, then what was asked for, then the middle of the window. */
const PATTERNS = [
  new RegExp(`!3d${NUMBER}!4d${NUMBER}`),
  new RegExp(`[?&](?:q|query|ll|sll|center|coordinate)=(?:loc:)?${NUMBER}(?:,|%2C)\\s*${NUMBER}(?![\\d.])`, 'i'),
  new RegExp(`/@${NUMBER},${NUMBER}`),
  new RegExp(`[?&]mlat=${NUMBER}&mlon=${NUMBER}`),
  new RegExp(`#map=\\d+(?:\\.\\d+)?/${NUMBER}/${NUMBER}`)
]

export type MapService = 'google' | 'naver'

/**
 * A link as people share it; `http` becomes `https`.
 *
 * @throws {OutsideError} `unsupported_link` unless it leads to a known map service.
 */
export function readMapUrl(text: string): URL {
  const trimmed = text.trim()
  const url = trimmed.length <= LONGEST && URL.canParse(trimmed) ? new URL(trimmed) : undefined
  if (url?.protocol === 'http:') url.protocol = 'https:'
  const isPlain = url?.protocol === 'https:' && url.port === '' && url.username === '' && url.password === ''
  if (!url || !isPlain || !(serviceOf(url) || OTHER_HOSTS.includes(url.hostname)))
    throw new OutsideError(
      'unsupported_link',
      'Give a link of Google Maps, Naver Maps, Apple Maps or OpenStreetMap, as their share buttons make them'
    )
  return url
}

/** Whose link it is, where there may be something to fetch. */
export function serviceOf(url: URL): MapService | undefined {
  if (url.protocol !== 'https:' || url.port !== '') return undefined
  if (GOOGLE_HOST.test(url.hostname) || GOOGLE_SHORT_HOSTS.includes(url.hostname)) return 'google'
  return NAVER_HOSTS.includes(url.hostname) ? 'naver' : undefined
}

/** The position that a link, or the text of a page, tells. */
export function findPosition(text: string): Position | undefined {
  for (const pattern of PATTERNS) {
    const [, lat, lng] = pattern.exec(text) ?? []
    const position = positionOf(lat, lng)
    if (position) return position
  }
  return undefined
}

/** The name in `/place/<name>/`. */
export function findName(url: URL): string | null {
  const [, encoded] = /\/place\/([^/@]+)/.exec(url.pathname) ?? []
  if (encoded === undefined) return null
  try {
    return decodeURIComponent(encoded.replace(/\+/g, ' ')).trim().slice(0, 200) || null
  } catch {
    return null
  }
}

/** Google's id of a feature, `0x..:0x..`. */
export function findFeatureId(url: URL): string | null {
  return /(?:!1s|[?&]ftid=)(0x[0-9a-f]+(?::|%3A)0x[0-9a-f]+)/i.exec(url.href)?.[1]?.replace(/%3A/i, ':') ?? null
}
