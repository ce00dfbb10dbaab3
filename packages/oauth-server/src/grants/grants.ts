import type { Settings } from '../options.ts'
import type { GrantSummary } from '../store/index.ts'

/** What people have approved, as a settings page or an administrator needs it. */
export interface Grants {
  /** Live grants, the newest first: a subject's, or everybody's. */
  list(of?: { subject?: string }): Promise<GrantSummary[]>
  /**
   * Ends a grant and every token under it, at once and on every node. With `subject`, only when it is theirs. Answers
   * whether it was live.
   */
  revoke(grantId: string, of?: { subject?: string }): Promise<boolean>
  /** Ends all a subject has approved: after a change of password, or when the account is closed. Answers with how many. */
  revokeSubject(subject: string): Promise<number>
}

export function createGrants({ store: { grants }, audit }: Settings): Grants {
  return {
    list: (of) => grants.list(of),

    async revoke(grantId, { subject } = {}) {
      if (!/^[0-9a-f-]{36}$/.test(grantId)) return false
      if (subject !== undefined) {
        const theirs = await grants.list({ subject })
        if (!theirs.some(({ id }) => id === grantId)) return false
      }
      const isRevoked = await grants.revoke(grantId, 'revoked')
      if (isRevoked) audit.record('token.revoked', { grantId, ...(subject !== undefined && { subject }) })
      return isRevoked
    },

    async revokeSubject(subject) {
      const count = await grants.revokeAll({ subject }, 'revoked')
      audit.record('token.revoked', { subject, detail: { grants: count } })
      return count
    }
  }
}
