import { Content } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { governance } from '../../api/governance';
import { links } from '../../shared/links';
import { Loaded } from '../../shared/Loaded';
import { MoreButton } from '../../shared/MoreButton';
import { Timestamp } from '../../shared/Timestamp';

export function WaiverTable({ model }: { model?: string }) {
  const waivers = useInfiniteQuery(governance.waivers(model));
  return (
    <>
      <Loaded query={waivers} what="waivers">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <Content component="p" className="cs-secondary">
              No threshold was waived.
            </Content>
          ) : (
            <Table aria-label="Waivers" variant="compact">
              <Thead>
                <Tr>
                  <Th>Threshold</Th>
                  <Th>Model</Th>
                  <Th width={30}>Reason</Th>
                  <Th>Asked by</Th>
                  <Th>Granted by</Th>
                  <Th>Until</Th>
                </Tr>
              </Thead>
              <Tbody>
                {items.map((waiver) => (
                  <Tr key={waiver.id}>
                    <Td dataLabel="Threshold">
                      <Link to={links.promotion(waiver.promotionId)}>
                        <code>{waiver.metric}</code>
                      </Link>
                    </Td>
                    <Td dataLabel="Model">{waiver.model}</Td>
                    <Td dataLabel="Reason" className="cs-text">
                      {waiver.reason}
                    </Td>
                    <Td dataLabel="Asked by">{waiver.askedBy.name}</Td>
                    <Td dataLabel="Granted by">{waiver.grantedBy.name}</Td>
                    <Td dataLabel="Until">
                      <Timestamp at={waiver.until} />
                    </Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          );
        }}
      </Loaded>
      <MoreButton query={waivers} what="waivers" />
    </>
  );
}
