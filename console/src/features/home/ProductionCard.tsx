import { Card, CardBody, CardFooter, CardTitle, Content } from '@patternfly/react-core';
import { Link } from 'react-router-dom';
import type { Schemas } from '../../api/client';
import { StageLabel } from '../../shared/labels';
import { links } from '../../shared/links';
import { Timestamp } from '../../shared/Timestamp';

/** A model with its version in Production. */
export function ProductionCard({ model }: { model: Schemas['ModelSummary'] }) {
  const live = model.latestVersions.find(({ stage }) => stage === 'Production');
  return (
    <Card isCompact variant="secondary">
      <CardTitle component="h3">
        <Link to={links.model(model.name)}>{model.name}</Link>
      </CardTitle>
      <CardBody>
        {live && (
          <Link to={links.version(model.name, live.version)} className="cs-strong">
            Version {live.version}
          </Link>
        )}{' '}
        <StageLabel stage="Production" />
        {model.description && (
          <Content component="p" className="cs-secondary cs-clamped">
            {model.description}
          </Content>
        )}
      </CardBody>
      <CardFooter className="cs-secondary">
        Last change <Timestamp at={model.updatedAt} />
      </CardFooter>
    </Card>
  );
}
