// Loaded with the first decision table that is shown.
import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import Viewer from 'dmn-js/lib/Viewer';

/** Draws the first decision table of the model; what is returned takes it away again. */
export async function openDecision(container: HTMLElement, xml: string): Promise<() => void> {
  const viewer = new Viewer({ container });
  await viewer.importXML(xml);
  const table = viewer.getViews().find(({ type }) => type === 'decisionTable');
  if (table) {
    await viewer.open(table);
  }
  return () => viewer.destroy();
}
