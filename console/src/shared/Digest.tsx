import { ClipboardCopy } from '@patternfly/react-core';

/** A digest in full, to be compared by eye and copied. */
export function Digest({ value, label }: { value: string; label: string }) {
  return (
    <ClipboardCopy
      isReadOnly
      hoverTip="Copy"
      clickTip="Copied"
      variant="inline-compact"
      isCode
      className="cs-digest"
      aria-label={label}
      copyAriaLabel={`Copy ${label}`}
    >
      {value}
    </ClipboardCopy>
  );
}
