import { api, body, type Schemas } from '../../api/client';
import { ReasonDialog } from '../../shared/ReasonDialog';

export function WithdrawDialog({ promotion, close }: { promotion: Schemas['Promotion']; close: () => void }) {
  return (
    <ReasonDialog
      title="Withdraw request"
      description="The request and its signatures stay on record; nobody can sign it any more. You can request the promotion again."
      submit="Withdraw"
      changes={['tasks', 'promotions']}
      action={(reason) => body(api.POST('/v1/promotions/{id}/withdraw', { params: { path: { id: promotion.id } }, body: { reason } }))}
      close={close}
    />
  );
}
