import { Content, Gallery } from '@patternfly/react-core';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import CubesIcon from '@patternfly/react-icons/dist/esm/icons/cubes-icon';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { useHasRole, useMe } from '../../app/me';
import { queries } from '../../api/queries';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Nothing } from '../../shared/Nothing';
import { Page } from '../../shared/Page';
import { Section } from '../../shared/Section';
import { TaskTable } from '../inbox/TaskTable';
import { GettingStarted } from '../models/GettingStarted';
import { PromotionTable } from '../promotions/PromotionTable';
import { ProductionCard } from './ProductionCard';

/** What needs attention, and what is in production. */
export default function HomePage() {
  const me = useMe();
  const signs = useHasRole('validator', 'risk-approver', 'model-owner');
  return (
    <Page
      title="Home"
      intro={
        me.roles.length === 0
          ? 'You are signed in, but hold no role here yet. An administrator of your identity provider grants roles; sign in again afterwards.'
          : 'What needs your attention, and what is in production.'
      }
    >
      {signs && <ForYou />}
      <OpenRequests />
      <InProduction />
    </Page>
  );
}

function ForYou() {
  const tasks = useQuery(queries.tasks());
  return (
    <Section title="Waiting for your signature" actions={<Link to={links.inbox()}>Inbox</Link>}>
      <Loaded query={tasks} what="your tasks">
        {({ items }) => {
          const mine = items.filter((task) => !task.blockedReason);
          return mine.length > 0 ? (
            <TaskTable tasks={mine.slice(0, 5)} label="Waiting for your signature" />
          ) : (
            <Content component="p" className="cs-secondary">
              <CheckCircleIcon className="cs-good" /> Nothing waits for you.
            </Content>
          );
        }}
      </Loaded>
    </Section>
  );
}

function OpenRequests() {
  const open = useInfiniteQuery(queries.promotions({ state: 'open' }));
  return (
    <Section title="Open promotions" actions={<Link to={links.promotions()}>All promotions</Link>}>
      <Loaded query={open} what="promotions">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length > 0 ? (
            <PromotionTable promotions={items.slice(0, 5)} />
          ) : (
            <Content component="p" className="cs-secondary">
              No promotion is open.
            </Content>
          );
        }}
      </Loaded>
    </Section>
  );
}

function InProduction() {
  const models = useInfiniteQuery(queries.models());
  return (
    <Section title="In production" actions={<Link to={links.models()}>All models</Link>}>
      <Loaded query={models} what="models">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          const live = items.filter((model) => model.latestVersions.some(({ stage }) => stage === 'Production'));
          if (items.length === 0) {
            return (
              <Nothing title="No models yet" icon={CubesIcon}>
                <GettingStarted />
              </Nothing>
            );
          }
          return live.length > 0 ? (
            <Gallery hasGutter minWidths={{ default: '18rem' }}>
              {live.map((model) => (
                <ProductionCard key={model.name} model={model} />
              ))}
            </Gallery>
          ) : (
            <Content component="p" className="cs-secondary">
              None of the models has a version in Production.
            </Content>
          );
        }}
      </Loaded>
      <MoreButton query={models} what="models" />
    </Section>
  );
}
