import { Tooltip } from '@patternfly/react-core';
import { formatLocal, formatUtc } from './time';

/** A moment in the person's zone; the tooltip says it in UTC, as the records do. */
export function Timestamp({ at }: { at: string }) {
  return (
    <Tooltip content={formatUtc(at)}>
      {/* Focusable, so that the tooltip can be had from the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <time dateTime={at} tabIndex={0} className="cs-time">
        {formatLocal(at)}
      </time>
    </Tooltip>
  );
}
