import { TextField, WholeNumberField } from '../../validation/fields';

const MAX_NUMBER = 1e9;

/** Draft of an answer, saved by the page's script while the person types. */
export class DraftDto {
  @WholeNumberField({ description: 'Position of the question.', min: 0, max: MAX_NUMBER })
  position: number;

  @TextField({ description: 'The answer so far.', blank: true })
  text: string;

  @WholeNumberField({ description: 'Revision that the draft is based on.', min: 0, max: MAX_NUMBER })
  revision: number;
}
