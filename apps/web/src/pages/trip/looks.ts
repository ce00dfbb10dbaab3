/** How the sections of the trip page look alike. */
export const ROW = 'border-t border-line py-2 first:border-t-0 last:pb-0 wrap-anywhere'
export const PROSE = 'whitespace-pre-wrap wrap-anywhere'
export const SMALL = 'text-sm text-quiet'
