import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { PROMOTION_EVIDENCE } from './templates';

/** Makes the evidence report of a promotion; the listings are read again afterwards. */
export function useMakeReport() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (promotionId: string) =>
      body(
        api.POST('/v1/reports', {
          body: { template: PROMOTION_EVIDENCE, subject: { kind: 'promotion', id: promotionId } },
        }),
      ),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['reports'] }),
  });
}
