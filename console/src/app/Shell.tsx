import {
  Badge,
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadLogo,
  MastheadMain,
  MastheadToggle,
  Nav,
  NavGroup,
  NavItem,
  Page,
  PageSidebar,
  PageSidebarBody,
  PageToggleButton,
  SkipToContent,
} from '@patternfly/react-core';
import BarsIcon from '@patternfly/react-icons/dist/esm/icons/bars-icon';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { queries } from '../api/queries';
import { Account } from './Account';
import { useHasRole, useMe } from './me';
import { GROUPS, routes } from './routes';

const CONTENT = 'content';

/** The frame around every page: brand, navigation, account, and the main landmark. */
export function Shell({ children }: { children: ReactNode }) {
  useFocusOnNavigation();
  return (
    <Page
      masthead={<TopBar />}
      sidebar={<SideBar />}
      skipToContent={<SkipToContent href={`#${CONTENT}`}>Skip to content</SkipToContent>}
      mainContainerId={CONTENT}
      isManagedSidebar
    >
      {children}
    </Page>
  );
}

function TopBar() {
  return (
    <Masthead>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton variant="plain" aria-label="Navigation">
            <BarsIcon />
          </PageToggleButton>
        </MastheadToggle>
        <MastheadBrand>
          <MastheadLogo component={(props) => <Link to="/" {...props} />} aria-label="Countersign, home">
            <img src="/mark.svg" alt="" width={32} height={32} />
            <span className="cs-wordmark">Countersign</span>
          </MastheadLogo>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Account />
      </MastheadContent>
    </Masthead>
  );
}

function SideBar() {
  const { pathname } = useLocation();
  const { roles } = useMe();
  const shown = routes.filter((route) => route.nav && (!route.roles || route.roles.some((role) => roles.includes(role))));
  return (
    <PageSidebar>
      <PageSidebarBody>
        <Nav aria-label="Pages">
          {GROUPS.map((group) => {
            const entries = shown.filter((route) => route.group === group);
            return entries.length === 0 ? null : (
              <NavGroup key={group} title={group}>
                {entries.map(({ path, nav }) => {
                  const here = path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`);
                  return (
                    <NavItem key={path} itemId={path} isActive={here}>
                      <Link to={path} aria-current={here ? 'page' : undefined}>
                        {nav}
                        {path === '/inbox' && <InboxCount />}
                      </Link>
                    </NavItem>
                  );
                })}
              </NavGroup>
            );
          })}
        </Nav>
      </PageSidebarBody>
    </PageSidebar>
  );
}

function InboxCount() {
  const signs = useHasRole('engineer', 'validator', 'risk-approver', 'model-owner', 'admin');
  const { data } = useQuery({ ...queries.tasks(), enabled: signs });
  const mine = data?.items.filter((task) => !task.blockedReason).length ?? 0;
  return mine > 0 ? (
    <Badge className="cs-count" screenReaderText="waiting for you">
      {mine}
    </Badge>
  ) : null;
}

/** A page change that a screen reader would not notice moves the focus to the content. */
function useFocusOnNavigation() {
  const { pathname } = useLocation();
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const content = document.getElementById(CONTENT);
    content?.focus();
    content?.scrollTo(0, 0);
  }, [pathname]);
}
