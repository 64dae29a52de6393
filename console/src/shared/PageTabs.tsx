import { Tab, TabContentBody, Tabs, TabTitleText } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';

interface PageTab {
  /** Stands in the address. */
  key: string;
  title: string;
  content: ReactNode;
}

/** The parts of a page, one shown at a time. Each is a link with an address of its own; the first has that of the page. */
export function PageTabs({ label, tabs }: { label: string; tabs: [PageTab, ...PageTab[]] }) {
  const { pathname } = useLocation();
  const [params, setParams] = useSearchParams();
  const [first] = tabs;
  const shown = tabs.find(({ key }) => key === params.get('tab')) ?? first;
  return (
    <Tabs
      activeKey={shown.key}
      onSelect={(event, key) => {
        if (event.ctrlKey || event.metaKey) {
          return;
        }
        event.preventDefault();
        setParams(key === first.key ? {} : { tab: String(key) }, { replace: true });
      }}
      aria-label={label}
      mountOnEnter
      unmountOnExit
    >
      {tabs.map(({ key, title, content }) => (
        <Tab key={key} eventKey={key} href={key === first.key ? pathname : `${pathname}?tab=${key}`} title={<TabTitleText>{title}</TabTitleText>}>
          <TabContentBody className="cs-tab">{content}</TabContentBody>
        </Tab>
      ))}
    </Tabs>
  );
}
