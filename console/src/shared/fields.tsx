import {
  FileUpload,
  FormGroup,
  FormHelperText,
  FormSelect,
  FormSelectOption,
  HelperText,
  HelperTextItem,
  TextArea,
  TextInput,
} from '@patternfly/react-core';
import { type ReactNode, useId } from 'react';

interface FieldProps {
  label: string;
  help?: ReactNode;
  required?: boolean;
  value: string;
  set: (value: string) => void;
}

/** A line of text, or several with {@code rows}. */
export function TextField({ label, help, required, value, set, rows, maxLength, type }: FieldProps & { rows?: number; maxLength?: number; type?: 'text' | 'date' | 'number' | 'email' | 'datetime-local' }) {
  const id = useId();
  return (
    <FormGroup label={label} fieldId={id} isRequired={required}>
      {rows ? (
        <TextArea
          id={id}
          value={value}
          onChange={(_, text) => set(text)}
          rows={rows}
          maxLength={maxLength}
          isRequired={required}
          resizeOrientation="vertical"
        />
      ) : (
        <TextInput id={id} type={type} value={value} onChange={(_, text) => set(text)} maxLength={maxLength} isRequired={required} />
      )}
      <Help>{help}</Help>
    </FormGroup>
  );
}

/** One of several; options are values with what people read. */
export function ChoiceField({ label, help, required, value, set, options }: FieldProps & { options: [value: string, text: string][] }) {
  const id = useId();
  return (
    <FormGroup label={label} fieldId={id} isRequired={required}>
      <FormSelect id={id} value={value} onChange={(_, next) => set(next)}>
        {options.map(([key, text]) => (
          <FormSelectOption key={key} value={key} label={text} />
        ))}
      </FormSelect>
      <Help>{help}</Help>
    </FormGroup>
  );
}

interface FileFieldProps {
  label: string;
  help?: ReactNode;
  required?: boolean;
  file: File | null;
  set: (file: File | null) => void;
}

/** A file from the person's computer; nothing of it is read here. */
export function FileField({ label, help, required, file, set }: FileFieldProps) {
  const id = useId();
  return (
    <FormGroup label={label} fieldId={id} isRequired={required}>
      <FileUpload
        id={id}
        value={file ?? undefined}
        filename={file?.name ?? ''}
        filenamePlaceholder="Drag a file here or choose one"
        filenameAriaLabel={`${label}: name of the file`}
        browseButtonText="Choose a file"
        hideDefaultPreview
        onFileInputChange={(_, chosen) => set(chosen)}
        onClearClick={() => set(null)}
      />
      <Help>{help}</Help>
    </FormGroup>
  );
}

function Help({ children }: { children: ReactNode }) {
  return children ? (
    <FormHelperText>
      <HelperText>
        <HelperTextItem>{children}</HelperTextItem>
      </HelperText>
    </FormHelperText>
  ) : null;
}
