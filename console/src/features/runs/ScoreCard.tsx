import { Content, Label, Progress } from '@patternfly/react-core';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import ExclamationTriangleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon';
import MinusCircleIcon from '@patternfly/react-icons/dist/esm/icons/minus-circle-icon';
import type { Schemas } from '../../api/client';
import { Section } from '../../shared/Section';

type Item = Schemas['ScoreCard']['items'][number];

/** What somebody else would need to make the run again, and whether it was logged. */
export function ScoreCard({ card }: { card: Schemas['ScoreCard'] }) {
  return (
    <Section title="Can it be reproduced?" intro="What another person needs to make this run again, and where each piece was found.">
      <Progress
        value={card.total === 0 ? 0 : (card.present / card.total) * 100}
        title={`${card.present} of ${card.total} present`}
        measureLocation="none"
        aria-label="Present"
        className="cs-narrow cs-filter"
      />
      <ul className="cs-score">
        {card.items.map((item) => (
          <li key={item.name}>
            <State state={item.state} />
            <div>
              <span className="cs-strong">{item.title}</span>
              {item.found.map(({ what, value, source, link }) => (
                <Content component="p" className="cs-secondary cs-wrap" key={`${what} ${source}`}>
                  {what}: {link?.startsWith('https://') ? <a href={link}>{value}</a> : <code>{value}</code>} ({source})
                </Content>
              ))}
              {item.state !== 'present' && item.advice && (
                <Content component="p" className="cs-secondary">
                  {item.advice}
                </Content>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function State({ state }: { state: Item['state'] }) {
  const [color, icon, text] = {
    present: ['green', <CheckCircleIcon key="i" />, 'Present'] as const,
    partial: ['orange', <ExclamationTriangleIcon key="i" />, 'In part'] as const,
    missing: ['grey', <MinusCircleIcon key="i" />, 'Missing'] as const,
  }[state];
  return (
    <Label color={color} icon={icon} isCompact>
      {text}
    </Label>
  );
}
