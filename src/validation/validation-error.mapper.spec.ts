import { plainToInstance, Type } from 'class-transformer';
import { IsString, MaxLength, ValidateNested, validateSync } from 'class-validator';
import { failsWith, Satisfies } from './rules';
import { toInvalidRequest } from './validation-error.mapper';

class Part {
  @IsString(failsWith({ code: 'invalid_input', detail: 'No string.' }))
  name: string;
}

class Whole {
  @Satisfies('even', (value: number[]) => {
    const position = value.findIndex((entry) => entry % 2 === 1);
    return position === -1 ? null : { code: 'odd', detail: 'Odd.', path: [position] };
  })
  numbers: number[] = [];

  @MaxLength(3)
  text = '';

  @Type(() => Part)
  @ValidateNested()
  parts: Part[] = [];
}

function errorOf(sent: object) {
  const errors = validateSync(plainToInstance(Whole, sent), { stopAtFirstError: true });
  const { code, detail, attr } = toInvalidRequest(errors);
  return { code, detail, attr };
}

describe('toInvalidRequest', () => {
  it('takes code and sentence from the rule', () => {
    const part = Object.assign(new Part(), { name: 1 });
    expect(toInvalidRequest(validateSync(part))).toMatchObject({
      code: 'invalid_input',
      detail: 'No string.',
      attr: 'name',
    });
  });

  it('asks a check for its code and for the position in the value', () => {
    expect(errorOf({ numbers: [2, 4, 5] })).toEqual({ code: 'odd', detail: 'Odd.', attr: 'numbers__2' });
  });

  it('joins the path to a nested field', () => {
    expect(errorOf({ parts: [{ name: 'a' }, { name: 1 }] })).toEqual({
      code: 'invalid_input',
      detail: 'No string.',
      attr: 'parts__1__name',
    });
  });

  it('reports the first of several errors', () => {
    expect(errorOf({ parts: [1, { name: 1 }], text: 'abcd', numbers: [1] })).toMatchObject({
      attr: 'numbers__0',
    });
  });

  it('falls back to invalid_input for a rule without a code', () => {
    expect(errorOf({ text: 'abcd' })).toEqual({
      code: 'invalid_input',
      detail: 'text must be shorter than or equal to 3 characters',
      attr: 'text',
    });
  });
});
