import type { Role } from '@verdant/domain/access/roles';
import { eq, sql } from 'drizzle-orm';
import { users } from '../schema/people.ts';
import type { CardLayout, Theme } from '../view-preferences.ts';
import type { Tx } from '../with-org.ts';

/** What a person may keep on their own row; the policies let nobody write another's. */
export type Preferences = {
  setTheme: (tx: Tx, userId: string, theme: Theme) => Promise<void>;
  setLastRole: (tx: Tx, userId: string, role: Role) => Promise<void>;
  setCardLayout: (tx: Tx, userId: string, role: Role, layout: CardLayout) => Promise<void>;
};

export const preferences: Preferences = {
  setTheme: async (tx, userId, theme) => { await tx.update(users).set({ theme }).where(eq(users.id, userId)); },
  setLastRole: async (tx, userId, lastRole) => { await tx.update(users).set({ lastRole }).where(eq(users.id, userId)); },
  setCardLayout: async (tx, userId, role, layout) => {
    await tx.update(users).set({ layout: sql`${users.layout} || ${JSON.stringify({ [role]: layout })}::jsonb` }).where(eq(users.id, userId));
  },
};
