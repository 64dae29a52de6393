import { useEffect, useRef, useState } from 'react';
import { Loading } from '../Loading';
import { ProblemAlert } from '../ProblemAlert';

/** A decision table as its makers' own viewer draws it. */
export function DmnTable({ xml, label }: { xml: string; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'loading' | 'shown' | Error>('loading');
  useEffect(() => {
    let gone = false;
    let destroy: () => void = () => undefined;
    const draw = async () => {
      const { openDecision } = await import('./dmn');
      const element = place.current;
      if (gone || !element) {
        return;
      }
      destroy = await openDecision(element, xml);
      if (gone) {
        destroy();
      } else {
        setState('shown');
      }
    };
    draw().catch((failed: unknown) => !gone && setState(failed instanceof Error ? failed : new Error(String(failed))));
    return () => {
      gone = true;
      destroy();
    };
  }, [xml]);
  return (
    <>
      {state === 'loading' && <Loading what="the decision table" />}
      {state instanceof Error && <ProblemAlert error={state} title="The decision table cannot be drawn" />}
      <div ref={place} role="group" aria-label={label} className="cs-dmn" hidden={state instanceof Error} />
    </>
  );
}
