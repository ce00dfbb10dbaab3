import type { Session } from '../../../../api/integrations.ts'

/** An app and every place it is connected from: each installation of a client that registers itself is a client of its own. */
export interface ConnectedApp {
  name: string
  /** The latest used first. */
  installations: Session[]
}

/** Grants by the name of their client, the app that was used last first. */
export function groupByApp(sessions: Session[]): ConnectedApp[] {
  const apps = new Map<string, Session[]>()
  for (const session of sessions.toSorted((one, other) => lastSign(other) - lastSign(one))) {
    apps.set(session.client.name, [...(apps.get(session.client.name) ?? []), session])
  }
  return [...apps].map(([name, installations]) => ({ name, installations }))
}

function lastSign({ last_used_at: lastUsedAt, created_at: createdAt }: Session): number {
  return Date.parse(lastUsedAt ?? createdAt)
}
