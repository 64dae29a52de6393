import { Link } from 'react-router-dom';
import type { Schemas } from '../../api/client';
import { links } from '../../shared/links';

/** What an entry is about, with a link where the console has a page for it. */
export function SubjectName({ subject: { kind, id } }: { subject: Schemas['SubjectRef'] }) {
  const to = pageOf(kind, id);
  return (
    <>
      {kind.replaceAll('-', ' ')} {to ? <Link to={to}>{id}</Link> : <span className="cs-wrap">{id}</span>}
    </>
  );
}

const PAGES: Record<string, (id: string) => string> = {
  promotion: links.promotion,
  'registered-model': links.model,
  run: links.run,
  experiment: links.experiment,
  finding: links.finding,
  'policy-change': links.policyChange,
};

function pageOf(kind: string, id: string): string | undefined {
  const version = kind === 'model-version' ? /^(.+)\/(\d+)$/.exec(id) : null;
  return version?.[1] && version[2] ? links.version(version[1], Number(version[2])) : PAGES[kind]?.(id);
}
