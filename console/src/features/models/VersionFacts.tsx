import type { Schemas } from '../../api/client';
import { Digest } from '../../shared/Digest';
import { Facts } from '../../shared/Facts';
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
            {version.run?.name && `${version.run.name} · `}
            <code>{version.runId}</code>
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
