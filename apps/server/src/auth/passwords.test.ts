import { describe, expect, it } from 'vitest';
import { checkNewPassword, hashPassword, verifyPassword } from './passwords.ts';

describe('hashPassword', () => {
  it('is argon2id with 19 MiB and two passes, and fits only its password', async () => {
    const hash = await hashPassword('correct battery staple');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(hash, 'correct battery staple')).toBe(true);
    expect(await verifyPassword(hash, 'Correct battery staple')).toBe(false);
  });
});

describe('checkNewPassword', () => {
  it.each(['short', 'elevenchars', 'x'.repeat(129)])('refuses %j for its length', (password) => {
    expect(() => checkNewPassword(password)).toThrow('12 to 128 characters');
  });
  it.each(['passwordpassword', 'Password1234', '123456789012'])('refuses the common %j', (password) => {
    expect(() => checkNewPassword(password)).toThrow('first that anybody would try');
  });
  it.each(['verdant-demo', 'x'.repeat(11) + 'y', '🌱'.repeat(12)])('takes %j: no rules of composition', (password) => {
    expect(() => checkNewPassword(password)).not.toThrow();
  });
});
