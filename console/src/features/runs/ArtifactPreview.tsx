import { Button, CodeBlock, CodeBlockCode, Content } from '@patternfly/react-core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { download, fetchFile } from '../../api/client';
import { type ArtifactFile, artifactPath, type Run } from '../../api/mlflow';
import { Loaded } from '../../shared/Loaded';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { formatBytes } from '../../shared/text';

const PICTURE = /\.(png|jpe?g|gif|webp)$/i;
const TEXT = /(^|\/)(MLmodel|Dockerfile|requirements\.txt|[^/]+\.(txt|md|ya?ml|json|csv|tsv|log|py|java|xml|html?|svg|toml|ini|sh|sql))$/i;
const LARGEST = 2_000_000;

/** The content of a file, when it is small enough and of a kind that can be looked at; never run, never rendered as a page. */
export function ArtifactPreview({ run, file }: { run: Run; file: ArtifactFile }) {
  const path = artifactPath(run, file.path);
  const size = Number(file.file_size ?? 0);
  const save = useMutation({ mutationFn: () => download(path, file.path.slice(file.path.lastIndexOf('/') + 1)) });
  const kind = size > LARGEST ? 'large' : PICTURE.test(file.path) ? 'picture' : TEXT.test(file.path) ? 'text' : 'other';
  return (
    <>
      {save.error && <ProblemAlert error={save.error} />}
      <p className="cs-filter">
        <Button variant="secondary" size="sm" isLoading={save.isPending} onClick={() => save.mutate()}>
          Download, {formatBytes(size)}
        </Button>
      </p>
      {kind === 'picture' || kind === 'text' ? (
        <Shown path={path} kind={kind} name={file.path} />
      ) : (
        <Content component="p" className="cs-secondary">
          {kind === 'large' ? 'The file is too large to be shown here.' : 'A file of this kind is not shown here.'}
        </Content>
      )}
    </>
  );
}

function Shown({ path, kind, name }: { path: string; kind: 'picture' | 'text'; name: string }) {
  const bytes = useQuery({ queryKey: ['artifact', path], queryFn: () => fetchFile(path), staleTime: 60_000 });
  return (
    <Loaded query={bytes} what={name}>
      {(blob) => (kind === 'picture' ? <Picture blob={blob} name={name} /> : <Text blob={blob} name={name} />)}
    </Loaded>
  );
}

/** Drawn on a canvas: the page's policy lets no picture in from elsewhere, and none is. */
function Picture({ blob, name }: { blob: Blob; name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let gone = false;
    void createImageBitmap(blob).then((bitmap) => {
      const element = canvas.current;
      if (!gone && element) {
        element.width = bitmap.width;
        element.height = bitmap.height;
        element.getContext('2d')?.drawImage(bitmap, 0, 0);
      }
    });
    return () => {
      gone = true;
    };
  }, [blob]);
  return (
    <figure aria-label={name}>
      <canvas ref={canvas} className="cs-picture" />
    </figure>
  );
}

function Text({ blob, name }: { blob: Blob; name: string }) {
  const text = useQuery({ queryKey: ['text', name, blob.size], queryFn: () => blob.text() });
  return (
    <CodeBlock className="cs-left">
      <CodeBlockCode>{name.endsWith('.json') ? pretty(text.data ?? '') : (text.data ?? '')}</CodeBlockCode>
    </CodeBlock>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
