import { Button, Content, Form, Label } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useHasRole, useMe } from '../../app/me';
import { api, body, type Schemas } from '../../api/client';
import { runQueries } from '../../api/runs';
import { TextField } from '../../shared/fields';
import { Loaded } from '../../shared/Loaded';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { Section } from '../../shared/Section';
import { Timestamp } from '../../shared/Timestamp';

type Comment = Schemas['RunComment'];

/** Why things were done as they were; a comment is never changed, only superseded by its author. */
export function CommentsSection({ runId }: { runId: string }) {
  const comments = useQuery(runQueries.comments(runId));
  const mayWrite = useHasRole('engineer', 'validator', 'risk-approver', 'model-owner', 'admin');
  const [superseded, setSuperseded] = useState<Comment | null>(null);
  return (
    <Section title="Comments" intro="Decisions and their reasons, signed and kept. A comment is not edited: its author may write one that takes its place.">
      <Loaded query={comments} what="comments">
        {({ items }) =>
          items.length === 0 ? (
            <Content component="p" className="cs-secondary">
              Nobody has said anything yet.
            </Content>
          ) : (
            <ol className="cs-comments">
              {items.map((comment) => (
                <One key={comment.id} comment={comment} supersede={mayWrite ? setSuperseded : undefined} />
              ))}
            </ol>
          )
        }
      </Loaded>
      {mayWrite && (
        <Write key={superseded?.id ?? 'new'} runId={runId} superseded={superseded} finish={() => setSuperseded(null)} />
      )}
    </Section>
  );
}

function One({ comment, supersede }: { comment: Comment; supersede?: (comment: Comment) => void }) {
  const me = useMe();
  return (
    <li>
      <span className="cs-strong">{comment.author.name}</span> <Timestamp at={comment.writtenAt} />{' '}
      {comment.supersededBy && (
        <Label isCompact color="grey">
          Superseded
        </Label>
      )}
      <Content component="p" className={comment.supersededBy ? 'cs-text cs-secondary' : 'cs-text'}>
        {comment.text}
      </Content>
      {supersede && comment.author.subject === me.subject && !comment.supersededBy && (
        <Button variant="link" isInline onClick={() => supersede(comment)}>
          Replace
        </Button>
      )}
    </li>
  );
}

function Write({ runId, superseded, finish }: { runId: string; superseded: Comment | null; finish: () => void }) {
  const cache = useQueryClient();
  const [text, setText] = useState(superseded?.text ?? '');
  const write = useMutation({
    mutationFn: () =>
      body(
        api.POST('/v1/runs/{runId}/comments', {
          params: { path: { runId } },
          body: { text: text.trim(), supersedes: superseded?.id },
        }),
      ),
    onSuccess: async () => {
      setText('');
      finish();
      await cache.invalidateQueries({ queryKey: ['runs', 'comments', runId] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate();
  };
  return (
    <Form onSubmit={submit} className="cs-gap">
      {write.error && <ProblemAlert error={write.error} />}
      <TextField label={superseded ? 'In place of your comment' : 'Your comment'} rows={2} maxLength={10_000} value={text} set={setText} />
      <div>
        <Button type="submit" variant="secondary" isDisabled={text.trim() === '' || write.isPending} isLoading={write.isPending}>
          {superseded ? 'Replace' : 'Comment'}
        </Button>{' '}
        {superseded && (
          <Button variant="link" onClick={finish}>
            Cancel
          </Button>
        )}
      </div>
    </Form>
  );
}
