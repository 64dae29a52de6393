import { PageSection } from '@patternfly/react-core';
import { Component, type ReactNode } from 'react';
import { ProblemAlert } from '../shared/ProblemAlert';

/** Keeps a page that fails, or whose code could not be loaded, from taking the frame down with it. */
export class PageBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error !== null) {
      return (
        <PageSection isFilled>
          <ProblemAlert error={this.state.error} title="This page failed" retry={() => window.location.reload()} />
        </PageSection>
      );
    }
    return this.props.children;
  }
}
