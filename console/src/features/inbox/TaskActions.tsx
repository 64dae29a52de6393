import { Button } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMe } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import { about } from './task';

/** Take, give back, hand on. */
export function TaskActions({ task, delegate }: { task: Schemas['Task']; delegate: (task: Schemas['Task']) => void }) {
  const me = useMe();
  const cache = useQueryClient();
  const mine = task.assignee?.subject === me.subject;
  const params = { path: { id: task.id } };
  const move = useMutation({
    mutationFn: () =>
      mine ? body(api.POST('/v1/tasks/{id}/release', { params })) : body(api.POST('/v1/tasks/{id}/claim', { params })),
    onSettled: () => cache.invalidateQueries({ queryKey: ['tasks'] }),
  });
  return (
    <>
      <Button
        variant="link"
        isInline
        isLoading={move.isPending}
        aria-label={`${mine ? 'Give back' : 'Take'} ${about(task)}`}
        onClick={() => move.mutate()}
      >
        {mine ? 'Give back' : 'Take'}
      </Button>{' '}
      <Button variant="link" isInline aria-label={`Hand on ${about(task)}`} onClick={() => delegate(task)}>
        Hand on
      </Button>
      {move.error && (
        <div role="alert" className="cs-secondary">
          {ApiProblem.of(move.error).message}
        </div>
      )}
    </>
  );
}
