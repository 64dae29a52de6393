import { useEffect, useRef, useState } from 'react';
import { Loading } from '../Loading';
import { ProblemAlert } from '../ProblemAlert';

interface BpmnDiagramProps {
  /** BPMN 2.0 XML with its diagram. */
  xml: string;
  /** What the picture tells, for those who do not see it. */
  label: string;
  /** Ids of the elements at which the process waits. */
  active?: readonly string[];
  /** Ids of the elements that it has passed. */
  passed?: readonly string[];
}

/** A process as its makers' own viewer draws it; bpmn.io's mark stays visible, as its licence wants. */
export function BpmnDiagram({ xml, label, active = [], passed = [] }: BpmnDiagramProps) {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'loading' | 'shown' | Error>('loading');
  const marks = JSON.stringify([active, passed]);
  useEffect(() => {
    let gone = false;
    let destroy: () => void = () => undefined;
    const draw = async () => {
      const { openProcess } = await import('./bpmn');
      const element = place.current;
      if (gone || !element) {
        return;
      }
      const [here, done] = JSON.parse(marks) as [string[], string[]];
      destroy = await openProcess(element, xml, { 'cs-passed': done, 'cs-here': here });
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
  }, [xml, marks]);
  return (
    <>
      {state === 'loading' && <Loading what="the process" />}
      {state instanceof Error && <ProblemAlert error={state} title="The process cannot be drawn" />}
      <div ref={place} role="img" aria-label={label} className="cs-diagram cs-bpmn" hidden={state instanceof Error} />
    </>
  );
}
