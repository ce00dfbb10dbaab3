/** What every request says of itself, without a handshake and without sessions. */
export const MODERN_VERSION = '2026-07-28'

/** Versions served to clients that open with `initialize`; the first is offered to those that ask for another. */
export const LEGACY_VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26'] as const
export type LegacyVersion = (typeof LEGACY_VERSIONS)[number]
export type Version = typeof MODERN_VERSION | LegacyVersion

export const VERSIONS: readonly Version[] = [MODERN_VERSION, ...LEGACY_VERSIONS]

/** The only revision that knows batches; its clients send no version header. */
export const BATCH_VERSION: LegacyVersion = '2025-03-26'

export function isLegacyVersion(version: unknown): version is LegacyVersion {
  return LEGACY_VERSIONS.some((known) => known === version)
}
