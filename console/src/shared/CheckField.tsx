import { Checkbox } from '@patternfly/react-core';
import { type ReactNode, useId } from 'react';

interface CheckFieldProps {
  label: ReactNode;
  help?: string;
  value: boolean;
  set: (value: boolean) => void;
  className?: string;
}

/** Yes or no. */
export function CheckField({ label, help, value, set, className }: CheckFieldProps) {
  const id = useId();
  return <Checkbox id={id} className={className} label={label} description={help} isChecked={value} onChange={(_, on) => set(on)} />;
}
