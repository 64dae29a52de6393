import { Breadcrumb, BreadcrumbItem, Content, Flex, FlexItem, PageBreadcrumb, PageSection, Title } from '@patternfly/react-core';
import { type ReactNode, useEffect } from 'react';
import { Link } from 'react-router-dom';

interface Crumb {
  text: string;
  to: string;
}

interface PageProps {
  title: string;
  /** What stands beside the title: labels. */
  beside?: ReactNode;
  /** One or two sentences for somebody who sees the page for the first time. */
  intro?: ReactNode;
  crumbs?: Crumb[];
  actions?: ReactNode;
  children: ReactNode;
}

/** A page: its place, its heading, what it is for, and its title in the browser's tab. */
export function Page({ title, beside, intro, crumbs, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Countersign`;
  }, [title]);
  return (
    <>
      {crumbs && (
        <PageBreadcrumb>
          <Breadcrumb>
            {crumbs.map((crumb) => (
              <BreadcrumbItem key={crumb.to}>
                <Link to={crumb.to}>{crumb.text}</Link>
              </BreadcrumbItem>
            ))}
            <BreadcrumbItem isActive>{title}</BreadcrumbItem>
          </Breadcrumb>
        </PageBreadcrumb>
      )}
      <PageSection>
        <Flex
          direction={{ default: 'column', md: 'row' }}
          justifyContent={{ default: 'justifyContentSpaceBetween' }}
          alignItems={{ default: 'alignItemsFlexStart' }}
        >
          <FlexItem flex={{ default: 'flex_1' }}>
            <Flex spaceItems={{ default: 'spaceItemsMd' }} alignItems={{ default: 'alignItemsCenter' }}>
              <Title headingLevel="h1" tabIndex={-1} id="page-title" className="cs-title">
                {title}
              </Title>
              {beside}
            </Flex>
            {intro && (
              <Content component="p" className="cs-intro">
                {intro}
              </Content>
            )}
          </FlexItem>
          {actions && <FlexItem>{actions}</FlexItem>}
        </Flex>
      </PageSection>
      <PageSection isFilled className="cs-body">
        {children}
      </PageSection>
    </>
  );
}
