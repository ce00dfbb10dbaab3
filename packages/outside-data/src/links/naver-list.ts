import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { OutsideError } from '../outside-error.ts'
import { positionOf } from '../position.ts'
import type { LinkReader } from './link-reader.ts'
import type { ListedPlace, PlaceList } from './links.ts'
import { readMapUrl } from './map-url.ts'
import { MAX_LISTED, placeListOf } from './place-list.ts'

const FOLDER_ID = /favorite\/myPlace\/folder\/(\w{1,100})/
const PAGE = 20

const page = Compile(
  Type.Object({
    folder: Type.Object({ name: Type.String(), bookmarkCount: Type.Integer() }),
    bookmarkList: Type.Array(
      Type.Object({
        name: Type.Optional(Type.Union([Type.String(), Type.Null()])),
        displayName: Type.Optional(Type.Union([Type.String(), Type.Null()])),
        px: Type.Unknown(),
        py: Type.Unknown(),
        memo: Type.Optional(Type.Union([Type.String(), Type.Null()])),
        address: Type.Optional(Type.Union([Type.String(), Type.Null()]))
      })
    )
  })
)

/** @throws {OutsideError} */
export async function readNaverList(link: string, reader: LinkReader): Promise<PlaceList> {
  const hasId = (url: URL) => FOLDER_ID.test(url.href)
  const { url, text } = await reader.follow(readMapUrl(link), 'naver', hasId)
  const id = (FOLDER_ID.exec(url.href) ?? FOLDER_ID.exec(text))?.[1]
  if (id === undefined)
    throw new OutsideError('unsupported_link', 'The link is not one of a shared folder: share the folder itself')
  const places: (ListedPlace | undefined)[] = []
  let name = ''
  let count = Infinity
  for (let start = 0; start < Math.min(count, MAX_LISTED); start += PAGE) {
    const { folder, bookmarkList } = await readPage(id, start, reader)
    name = folder.name
    count = bookmarkList.length === 0 ? 0 : folder.bookmarkCount
    places.push(
      ...bookmarkList.map(({ px, py, ...bookmark }) => {
        const position = positionOf(py, px)
        const label = bookmark.name || bookmark.displayName || ''
        return (
          position && {
            name: label.trim(),
            ...position,
            notes: bookmark.memo || null,
            address: bookmark.address || null,
            google_ftid: null
          }
        )
      })
    )
  }
  return placeListOf(name, places)
}

async function readPage(id: string, start: number, reader: LinkReader) {
  const address = new URL(`https://pages.map.naver.com/save-pages/api/maps-bookmark/v3/shares/${id}/bookmarks`)
  const query = { placeInfo: 'true', start, limit: PAGE, sort: 'lastUseTime', mcids: 'ALL', createIdNo: 'true' }
  for (const [key, value] of Object.entries(query)) address.searchParams.set(key, String(value))
  const body = parse((await reader.follow(address, 'naver')).text)
  if (!page.Check(body))
    throw new OutsideError(
      'upstream_failed',
      'Naver Maps answered with something else than a list: it may have changed. Ask the person for names and addresses'
    )
  return body
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
