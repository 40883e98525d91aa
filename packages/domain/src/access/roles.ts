import { z } from 'zod';

/** Role a person acts in; roles are never merged. */
export const roleSchema = z.enum(['learner', 'trainer', 'org_admin']);
export type Role = z.infer<typeof roleSchema>;
export const roles = roleSchema.options;

/** Role as it stands in a URL. */
export const roleSegment = { learner: 'learner', trainer: 'trainer', org_admin: 'org-admin' } as const satisfies Record<Role, string>;
export const roleLabel = { learner: 'Learner', trainer: 'Trainer', org_admin: 'Organization admin' } as const satisfies Record<Role, string>;
