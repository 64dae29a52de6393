import { useEffect, useRef, useState } from 'react';
import { Loading } from '../Loading';
import { ProblemAlert } from '../ProblemAlert';

interface DrawingProps {
  /** What is drawn, for its messages: "the process". */
  what: string;
  /** What the picture tells, for those who do not see it. */
  label: string;
  role: 'img' | 'group';
  className: string;
  /** Loads what draws, draws into the element, and hands back how to take it away again. The same function as long as the picture is the same. */
  draw: (element: HTMLElement) => Promise<() => void>;
}

/** A place that a viewer's code draws into, once it is loaded. */
export function Drawing({ what, label, role, className, draw }: DrawingProps) {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'loading' | 'shown' | Error>('loading');
  useEffect(() => {
    let gone = false;
    let destroy: () => void = () => undefined;
    const begin = async () => {
      const element = place.current;
      if (gone || !element) {
        return;
      }
      destroy = await draw(element);
      if (gone) {
        destroy();
      } else {
        setState('shown');
      }
    };
    begin().catch((failed: unknown) => !gone && setState(failed instanceof Error ? failed : new Error(String(failed))));
    return () => {
      gone = true;
      destroy();
    };
  }, [draw]);
  const failed = state instanceof Error;
  return (
    <>
      {state === 'loading' && <Loading what={what} />}
      {failed && <ProblemAlert error={state} title={`Cannot draw ${what}`} />}
      <div ref={place} role={role} aria-label={label} className={className} hidden={failed} />
    </>
  );
}
