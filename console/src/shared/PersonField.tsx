import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../app/me';
import { accessQueries } from '../api/access';
import { ChoiceField, TextField } from './fields';
import { roleName } from './text';

interface PersonFieldProps {
  label: string;
  help?: string;
  /** Subject of the person. */
  value: string;
  set: (subject: string) => void;
  /** The person at the keyboard can be meant. */
  withMe?: boolean;
}

/** A colleague, found by name among those who have been here. */
export function PersonField({ label, help, value, set, withMe = false }: PersonFieldProps) {
  const me = useMe();
  const [words, setWords] = useState('');
  const found = useQuery({ ...accessQueries.colleagues(words.trim()), placeholderData: keepPreviousData });
  const [names, setNames] = useState<Record<string, string>>({});
  const options: [string, string][] = [
    ...(withMe ? [[me.subject, `${me.name} (you)`] as [string, string]] : []),
    ...(found.data?.items ?? [])
      .filter(({ subject }) => subject !== me.subject)
      .map(({ subject, name, roles }): [string, string] => [subject, `${name}${roles.length > 0 ? `, ${roles.map(roleName).join(', ').toLowerCase()}` : ''}`]),
  ];
  // Who was chosen stays so when other names are looked for.
  const chosen: [string, string][] = value === '' || options.some(([subject]) => subject === value) ? [] : [[value, names[value] ?? value]];
  const choose = (subject: string) => {
    setNames({ ...names, ...Object.fromEntries(options) });
    set(subject);
  };
  return (
    <>
      <TextField label="Find by name" help="Twenty people are shown at the most; type a part of the name." maxLength={100} value={words} set={setWords} />
      <ChoiceField label={label} help={help} required value={value} set={choose} options={[['', 'Choose a person'], ...chosen, ...options]} />
    </>
  );
}
