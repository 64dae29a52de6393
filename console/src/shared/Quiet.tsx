import { Content } from '@patternfly/react-core';
import type { ReactNode } from 'react';

/** A sentence in the place of something that is not there. */
export function Quiet({ children }: { children: ReactNode }) {
  return (
    <Content component="p" className="cs-secondary">
      {children}
    </Content>
  );
}
