import { Card, CardBody, CardHeader, CardTitle, Content } from '@patternfly/react-core';
import type { ReactNode } from 'react';

interface SectionProps {
  title: string;
  intro?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A titled part of a page. */
export function Section({ title, intro, actions, children }: SectionProps) {
  return (
    <Card component="section" aria-label={title} className="cs-section">
      <CardHeader hasWrap actions={actions ? { actions, hasNoOffset: true } : undefined}>
        <CardTitle component="h2">{title}</CardTitle>
      </CardHeader>
      <CardBody>
        {intro && (
          <Content component="p" className="cs-hint">
            {intro}
          </Content>
        )}
        {children}
      </CardBody>
    </Card>
  );
}
