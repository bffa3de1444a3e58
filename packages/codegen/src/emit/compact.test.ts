import { describe, expect, it } from 'vitest';
import { isCodegenError } from '../errors.js';
import { compactValidator } from './compact.js';

describe('compactValidator', () => {
  it('rejects code that would load another module in the page', () => {
    const source = {
      validateName: { str: 'validate1' },
      validateCode: 'function validate1(data, {instancePath=""}={}){ return func1(data, 1) }',
      scopeValues: {
        func: new Set([{ str: 'func1', value: { ref: Object.is, code: 'require("other")' } }]),
      },
    };
    let error: unknown;
    try {
      compactValidator(source, { name: 'isThing', constants: new Map() });
    } catch (caught) {
      error = caught;
    }
    expect(isCodegenError(error) && error.code).toBe('VALIDATOR_NOT_STANDALONE');
    expect(String(error)).toContain('require("other")');
  });

  it('rejects code that adds issues in a way that it does not know', () => {
    const source = {
      validateName: { str: 'validate1' },
      validateCode:
        'function validate1(data, {instancePath=""}={}){ vErrors = [...vErrors]; return true }',
      scopeValues: {},
    };
    let error: unknown;
    try {
      compactValidator(source, { name: 'isThing', constants: new Map() });
    } catch (caught) {
      error = caught;
    }
    expect(isCodegenError(error) && error.code).toBe('VALIDATOR_NOT_STANDALONE');
  });
});
