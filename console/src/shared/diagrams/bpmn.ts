// Loaded with the first process that is shown.
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

interface Canvas {
  zoom: (level: 'fit-viewport', center?: 'auto') => void;
  addMarker: (id: string, marker: string) => void;
}

/** Draws the process into the element and marks elements by class; what is returned takes it away again. */
export async function openProcess(container: HTMLElement, xml: string, markers: Record<string, string[]>): Promise<() => void> {
  const viewer = new NavigatedViewer({ container });
  await viewer.importXML(xml);
  const canvas = viewer.get('canvas') as Canvas;
  const registry = viewer.get('elementRegistry') as { get: (id: string) => unknown };
  for (const [marker, ids] of Object.entries(markers)) {
    ids.filter((id) => registry.get(id)).forEach((id) => canvas.addMarker(id, marker));
  }
  canvas.zoom('fit-viewport', 'auto');
  return () => viewer.destroy();
}
