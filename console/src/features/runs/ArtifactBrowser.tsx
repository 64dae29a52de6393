import { Button, Grid, GridItem } from '@patternfly/react-core';
import FileIcon from '@patternfly/react-icons/dist/esm/icons/file-icon';
import FolderIcon from '@patternfly/react-icons/dist/esm/icons/folder-icon';
import FolderOpenIcon from '@patternfly/react-icons/dist/esm/icons/folder-open-icon';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ArtifactFile, mlflow, type Run } from '../../api/mlflow';
import { Loaded } from '../../shared/Loaded';
import { Nothing } from '../../shared/Nothing';
import { Section } from '../../shared/Section';
import { formatBytes } from '../../shared/text';
import { ArtifactPreview } from './ArtifactPreview';

/** The files of a run: folders open in place, a file is shown beside. */
export function ArtifactBrowser({ run }: { run: Run }) {
  const [file, setFile] = useState<ArtifactFile | null>(null);
  return (
    <Grid hasGutter>
      <GridItem lg={5}>
        <Section title="Files">
          <Folder run={run} path="" chosen={file?.path} choose={setFile} />
        </Section>
      </GridItem>
      <GridItem lg={7}>
        <Section title={file ? file.path : 'Preview'}>
          {file ? (
            <ArtifactPreview key={file.path} run={run} file={file} />
          ) : (
            <Nothing title="Choose a file to look at it" icon={FileIcon}>
              Pictures, text and JSON are shown here; everything else can be downloaded.
            </Nothing>
          )}
        </Section>
      </GridItem>
    </Grid>
  );
}

interface FolderProps {
  run: Run;
  path: string;
  chosen?: string;
  choose: (file: ArtifactFile) => void;
}

function Folder({ run, path, chosen, choose }: FolderProps) {
  const files = useQuery(mlflow.artifacts(run.info.run_id, path));
  return (
    <Loaded query={files} what={path || 'the files'}>
      {(found) =>
        found.length === 0 ? (
          <Nothing title={path ? 'The folder is empty' : 'The run has no artifacts'} />
        ) : (
          <ul className="cs-tree">
            {found.map((file) => (
              <li key={file.path}>
                {file.is_dir ? (
                  <SubFolder run={run} path={file.path} chosen={chosen} choose={choose} />
                ) : (
                  <Button variant="link" isInline icon={<FileIcon />} aria-pressed={file.path === chosen} onClick={() => choose(file)}>
                    {name(file.path)} <span className="cs-secondary">{formatBytes(Number(file.file_size ?? 0))}</span>
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function SubFolder(props: FolderProps) {
  const [open, setOpen] = useState(props.chosen?.startsWith(`${props.path}/`) ?? false);
  return (
    <>
      <Button
        variant="link"
        isInline
        icon={open ? <FolderOpenIcon /> : <FolderIcon />}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {name(props.path)}
      </Button>
      {open && <Folder {...props} />}
    </>
  );
}

function name(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
