import { FormFieldGroup, FormFieldGroupHeader } from '@patternfly/react-core';
import type { Schemas } from '../../api/client';
import { CheckField } from '../../shared/CheckField';
import { TextField } from '../../shared/fields';
import type { WaiverDraft } from './waivers';

interface WaiverFieldsProps {
  failed: Schemas['Threshold'][];
  draft: WaiverDraft;
  set: (draft: WaiverDraft) => void;
}

/** For each threshold that failed: shall it be let pass, why, and until when. */
export function WaiverFields({ failed, draft, set }: WaiverFieldsProps) {
  const metrics = [...new Set(failed.map(({ metric }) => metric))];
  return (
    <FormFieldGroup
      header={
        <FormFieldGroupHeader
          titleText={{ text: 'Waivers', id: 'waivers' }}
          titleDescription="A failed threshold can be let pass for a time, when somebody other than you signs that. Without a waiver for each, the request is refused again."
        />
      }
    >
      {metrics.map((metric) => {
        const { [metric]: asked, ...others } = draft;
        return (
          <div key={metric}>
            <CheckField
              label={
                <>
                  Ask to let <code>{metric}</code> pass
                </>
              }
              value={asked !== undefined}
              set={(on) => set(on ? { ...draft, [metric]: { reason: '', until: '' } } : others)}
            />
            {asked && (
              <>
                <TextField
                  label={`Why ${metric} may fail`}
                  required
                  rows={2}
                  maxLength={2000}
                  value={asked.reason}
                  set={(reason) => set({ ...draft, [metric]: { ...asked, reason } })}
                />
                <TextField
                  label={`${metric} is let pass until (UTC)`}
                  type="date"
                  required
                  value={asked.until}
                  set={(until) => set({ ...draft, [metric]: { ...asked, until } })}
                />
              </>
            )}
          </div>
        );
      })}
    </FormFieldGroup>
  );
}
