import { useCallback } from 'react';
import { Drawing } from './Drawing';

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
  const marks = JSON.stringify([active, passed]);
  const draw = useCallback(
    async (element: HTMLElement) => {
      const { openProcess } = await import('./bpmn');
      const [here, done] = JSON.parse(marks) as [string[], string[]];
      return openProcess(element, xml, { 'cs-passed': done, 'cs-here': here });
    },
    [xml, marks],
  );
  return <Drawing what="the process" label={label} role="img" className="cs-diagram cs-bpmn" draw={draw} />;
}
