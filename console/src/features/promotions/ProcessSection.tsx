import { useQuery } from '@tanstack/react-query';
import { governance } from '../../api/governance';
import { ApiProblem } from '../../api/problem';
import { BpmnDiagram } from '../../shared/diagrams/BpmnDiagram';
import { Loaded } from '../../shared/Loaded';
import { Section } from '../../shared/Section';

/** The way of the request through its process, as a picture. */
export function ProcessSection({ id, state }: { id: string; state: string }) {
  const process = useQuery(governance.process(id));
  if (process.error && ApiProblem.of(process.error).status === 404) {
    // Requests that were refused at once never had a process.
    return null;
  }
  return (
    <Section title="Where it stands" intro="The process of this request: green is passed, blue is where it waits. Drag to move, Ctrl and wheel to zoom.">
      <Loaded query={process} what="the process">
        {({ bpmn, active, passed }) => (
          <BpmnDiagram
            xml={bpmn}
            active={active}
            passed={passed}
            label={`Process of the request, ${state}: ${passed.length} elements passed, waits at ${active.length}`}
          />
        )}
      </Loaded>
    </Section>
  );
}
