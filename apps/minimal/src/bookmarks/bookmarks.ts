import { desc, eq } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { bookmarks } from './bookmark.table.ts'

export interface NewBookmark {
  url: string
  title: string
}

export interface Bookmark extends NewBookmark {
  id: string
  createdAt: Date
}

export interface Bookmarks {
  /** A person's bookmarks, the newest first. */
  list(userId: string): Promise<Bookmark[]>
  add(userId: string, bookmark: NewBookmark): Promise<Bookmark>
}

const columns = { id: bookmarks.id, url: bookmarks.url, title: bookmarks.title, createdAt: bookmarks.createdAt }

export function createBookmarks(db: Database): Bookmarks {
  return {
    list: (userId) =>
      db.select(columns).from(bookmarks).where(eq(bookmarks.userId, userId)).orderBy(desc(bookmarks.createdAt)),

    async add(userId, { url, title }) {
      const [bookmark] = await db.insert(bookmarks).values({ userId, url, title }).returning(columns)
      if (!bookmark) throw new Error('the bookmark was not kept')
      return bookmark
    }
  }
}
