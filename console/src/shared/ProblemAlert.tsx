import { Alert, AlertActionLink, Content } from '@patternfly/react-core';
import { ApiProblem } from '../api/problem';

/** A failure as the server tells it, with the id that an administrator can look up. */
export function ProblemAlert({ error, retry, title }: { error: unknown; retry?: () => void; title?: string }) {
  const problem = ApiProblem.of(error);
  return (
    <Alert
      variant={problem.status === 404 ? 'warning' : 'danger'}
      isInline
      title={title ?? problem.title}
      actionLinks={retry && <AlertActionLink onClick={retry}>Try again</AlertActionLink>}
    >
      <Content component="p">{problem.message}</Content>
      {problem.status === 401 && (
        <Content component="p">
          Your session ended. <a href={window.location.href}>Load the page again</a> to sign in.
        </Content>
      )}
      {problem.requestId && (
        <Content component="small">
          Request id <code>{problem.requestId}</code>
        </Content>
      )}
    </Alert>
  );
}
