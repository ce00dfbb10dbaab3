import { type DataTag, useMutation, useQueryClient } from '@tanstack/react-query'

interface SwitchOptions<Data> {
  /** What shows how it stands. */
  query: { queryKey: DataTag<string[], Data, Error> }
  /** The same once it is switched. */
  turned: (data: Data, isOn: boolean) => Data
  send: (isOn: boolean) => Promise<unknown>
}

/** A switch that is seen to turn at once, and turns back when the server refuses. */
export function useSwitch<Data>({ query: { queryKey }, turned, send }: SwitchOptions<Data>) {
  const queries = useQueryClient()
  const turn = (isOn: boolean) =>
    queries.setQueryData<Data>(queryKey, (data) => (data === undefined ? undefined : turned(data, isOn)))
  return useMutation({
    mutationKey: queryKey,
    mutationFn: send,
    // Without a network it fails, rather than to look done and wait for one.
    networkMode: 'always',
    // In the order of the clicks: the last one is to hold.
    scope: { id: queryKey.join(' ') },
    onMutate: async (isOn) => {
      // What is on its way does not know of it.
      await queries.cancelQueries({ queryKey })
      turn(isOn)
    },
    // Not what was there before: others may have been turned meanwhile.
    onError: (_error, isOn) => turn(!isOn),
    onSettled: () => {
      const isLast = queries.isMutating({ mutationKey: queryKey }) === 1
      return isLast ? queries.invalidateQueries({ queryKey }) : undefined
    }
  })
}
