import { TextField } from '../../validation/fields';
import { registerField } from '../../validation/field-registry';

const REQUIRED = { code: 'required', detail: 'This field is required.' };
const NO_NUMBER = { code: 'invalid_input', detail: 'A valid integer is required.' };

/** A whole number that is not negative. */
function NumberField(): PropertyDecorator {
  return (target, name) =>
    registerField(target.constructor, String(name), (sent) => {
      if (sent === undefined) return { violation: REQUIRED };
      const isFine = Number.isInteger(sent) && Number(sent) >= 0 && Number(sent) <= 1e9;
      return isFine ? { value: sent } : { violation: NO_NUMBER };
    });
}

/** What the page's script saves while somebody types. */
export class DraftDto {
  @NumberField()
  position: number;

  @TextField({ description: 'The answer so far.', blank: true })
  text: string;

  @NumberField()
  revision: number;
}
