import { useInfiniteQuery } from '@tanstack/react-query';
import { useHasRole, useMe } from '../app/me';
import { accessQueries } from '../api/access';
import { shortened } from './text';

/** The name of a person who is known here by their subject id alone, as far as the reader may see it. */
export function PersonName({ subject }: { subject: string | undefined }) {
  const me = useMe();
  const sees = useHasRole('admin', 'auditor');
  const people = useInfiniteQuery({ ...accessQueries.people(), enabled: sees });
  if (subject === undefined) {
    return <>–</>;
  }
  if (subject === me.subject) {
    return <>{me.name}</>;
  }
  const known = people.data?.pages.flatMap(({ items }) => items).find((one) => one.subject === subject);
  return known ? <>{known.name}</> : <code title={subject}>{shortened(subject, 8)}</code>;
}
