export { checkMessage } from './check-message.ts'
export { isRevision, type Revision, REVISIONS } from './revision.ts'
export {
  type InjectedReply,
  type InjectedRequest,
  type ReplyWatch,
  type WatchedTest,
  watchReplies
} from './watch-replies.ts'
