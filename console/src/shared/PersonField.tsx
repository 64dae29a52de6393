import { useInfiniteQuery } from '@tanstack/react-query';
import { useHasRole, useMe } from '../app/me';
import { accessQueries } from '../api/access';
import { ChoiceField, TextField } from './fields';

interface PersonFieldProps {
  label: string;
  help?: string;
  /** Subject of the person. */
  value: string;
  set: (subject: string) => void;
  /** The person at the keyboard can be meant. */
  withMe?: boolean;
}

/** A person: chosen by name by those who may see everybody, named by subject id by the others. */
export function PersonField({ label, help, value, set, withMe = false }: PersonFieldProps) {
  const me = useMe();
  const knowsPeople = useHasRole('admin', 'auditor');
  const people = useInfiniteQuery({ ...accessQueries.people(), enabled: knowsPeople });
  const others =
    people.data?.pages
      .flatMap((page) => page.items)
      .filter((one) => one.kind === 'person' && !one.leftAt && one.subject !== me.subject)
      .map((one): [string, string] => [one.subject, one.name]) ?? [];
  if (knowsPeople) {
    const mine: [string, string][] = withMe ? [[me.subject, `${me.name} (you)`]] : [];
    return <ChoiceField label={label} help={help} required value={value} set={set} options={[['', 'Choose a person'], ...mine, ...others]} />;
  }
  return (
    <TextField
      label={`${label} (subject id)`}
      help={`${help ? `${help} ` : ''}The id stands on their sign-offs; administrators and auditors see it under People and access.${withMe ? ` Yours is ${me.subject}.` : ''}`}
      required
      value={value}
      set={set}
    />
  );
}
