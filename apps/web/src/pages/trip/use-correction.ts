import { useMutation, useQueryClient } from '@tanstack/react-query'
import { tripQuery } from '../../api/queries.ts'

/** A change to something in a trip; afterwards the trip is loaded again. */
export function useCorrection<Input = void>(tripId: number, change: (input: Input) => Promise<unknown>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: tripQuery(tripId).queryKey })
  })
}
