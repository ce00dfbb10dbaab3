import { call } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { Field } from '../../components/field.tsx'
import { Form, textOf } from '../../components/form.tsx'
import { Problem } from '../../components/notice.tsx'
import { useCorrection } from './use-correction.ts'

interface PlaceDialogProps {
  tripId: number
  place: { id: number; name: string }
  onClose: () => void
}

/** Corrects the name of a place, or removes it. */
export function PlaceDialog({ tripId, place, onClose }: PlaceDialogProps) {
  const path = { id: tripId, thingId: place.id }
  const rename = useCorrection(tripId, (name: string) =>
    call('PATCH', '/api/trips/{id}/places/{thingId}', { path, body: { name } })
  )
  const remove = useCorrection(tripId, () => call('DELETE', '/api/trips/{id}/places/{thingId}', { path }))
  const error = rename.error ?? remove.error
  const isPending = rename.isPending || remove.isPending
  return (
    <Dialog title="Correct a place" onClose={onClose}>
      <Form onSubmit={(form) => rename.mutate(textOf(form, 'name'), { onSuccess: onClose })}>
        {error && <Problem error={error} />}
        <Field label="Name" name="name" defaultValue={place.name} required maxLength={200} />
        <p className="text-sm text-quiet">Its visits go with a place that is removed. The activity can undo both.</p>
        <DialogActions>
          <Button look="careful" disabled={isPending} onClick={() => remove.mutate(undefined, { onSuccess: onClose })}>
            Remove place
          </Button>
          <Button type="submit" disabled={isPending}>
            Save name
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
