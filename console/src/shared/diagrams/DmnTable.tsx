import { useCallback } from 'react';
import { Drawing } from './Drawing';

/** A decision table as its makers' own viewer draws it. */
export function DmnTable({ xml, label }: { xml: string; label: string }) {
  const draw = useCallback(async (element: HTMLElement) => (await import('./dmn')).openDecision(element, xml), [xml]);
  return <Drawing what="the decision table" label={label} role="group" className="cs-dmn" draw={draw} />;
}
