import { EmptyState, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core';
import type { ComponentType, ReactNode } from 'react';

interface NothingProps {
  title: string;
  icon?: ComponentType;
  children?: ReactNode;
  action?: ReactNode;
}

/** There is nothing to list: says so, and what would fill the place. */
export function Nothing({ title, icon, children, action }: NothingProps) {
  return (
    <EmptyState titleText={title} icon={icon} headingLevel="h3" variant="sm">
      {children && <EmptyStateBody>{children}</EmptyStateBody>}
      {action && <EmptyStateFooter>{action}</EmptyStateFooter>}
    </EmptyState>
  );
}
