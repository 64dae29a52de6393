import { DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm } from '@patternfly/react-core';
import type { ReactNode } from 'react';

/** Names and values; a value that is undefined leaves its name out. */
export function Facts({ facts }: { facts: Record<string, ReactNode> }) {
  return (
    <DescriptionList
      isCompact
      orientation={{ sm: 'vertical', lg: 'horizontal' }}
      horizontalTermWidthModifier={{ default: '12rem' }}
    >
      {Object.entries(facts)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <DescriptionListGroup key={name}>
            <DescriptionListTerm>{name}</DescriptionListTerm>
            <DescriptionListDescription>{value}</DescriptionListDescription>
          </DescriptionListGroup>
        ))}
    </DescriptionList>
  );
}
