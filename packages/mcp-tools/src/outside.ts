import type { OutsideData } from '@trek/outside-data'
import type { CallLimiter } from './endpoint/index.ts'

/** What tools may ask of other people's services. */
export interface Outside extends OutsideData {
  /** How often a person may search for transit, which is dear to answer. Absent: as often as they like. */
  transitLimits?: { stops: CallLimiter; routes: CallLimiter }
}
