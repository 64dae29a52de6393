import { Link } from 'react-router-dom';
import type { Schemas } from '../../api/client';
import { Digest } from '../../shared/Digest';
import { Facts } from '../../shared/Facts';
import { links } from '../../shared/links';
import { Timestamp } from '../../shared/Timestamp';

export function VersionFacts({ version }: { version: Schemas['Version'] }) {
  return (
    <Facts
      facts={{
        Registered: (
          <>
            <Timestamp at={version.registeredAt} /> by {version.registeredBy.name}
          </>
        ),
        Run: version.runId && (
          <>
            <Link to={links.run(version.runId)}>{version.run?.name || version.runId}</Link>{' '}
            <code className="cs-secondary">{version.runId}</code>
          </>
        ),
        Source: version.source && <code className="cs-wrap">{version.source}</code>,
        'Artifact digest': version.manifest ? (
          <Digest value={version.manifest.rootDigest} label="artifact digest" />
        ) : (
          'not pinned: the artifact is kept elsewhere'
        ),
      }}
    />
  );
}
