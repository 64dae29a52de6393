import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body, type Schemas } from '../../api/client';

/** Makes and signs a report; the listings are read again afterwards. */
export function useMakeReport() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (request: Schemas['ReportRequest']) => body(api.POST('/v1/reports', { body: request })),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['reports'] }),
  });
}
