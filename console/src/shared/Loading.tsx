import { Bullseye, Spinner } from '@patternfly/react-core';

export function Loading({ what }: { what: string }) {
  return (
    <Bullseye className="cs-loading">
      <Spinner aria-label={`Loading ${what}`} />
    </Bullseye>
  );
}
