/**
 * The few policy shapes, and which table has which. The catalogue test holds the database against this list: a table, view, function or
 * grant that is not declared here fails the build.
 */
export const policyShapes = {
  /** A learner their own rows, a trainer those of trained learners, an org admin all; the application never writes. */
  own: ['self_read', 'trainer_read', 'admin_read'],
  /** Names that every member of the organization may read. */
  reference: ['member_read'],
  /** One's own, and all for an org admin. */
  membership: ['self_read', 'admin_read'],
  /** What a trainer trains, and all for an org admin. */
  group: ['trainer_read', 'admin_read'],
  adminOnly: ['admin_read'],
  /** One's own and nobody else's, whatever the role. */
  private: ['self_read'],
  /** Figures about a group: each role the rows made for it, a trainer those of own courses and of the own person. */
  released: ['member_read', 'trainer_read', 'admin_read'],
  /** Figures about other people: org admins what was released for them, others the cohorts they compare themselves with. */
  peers: ['admin_read', 'peer_read'],
  /** Never read or written by the application. */
  internal: [],
} as const satisfies Record<string, readonly string[]>;
export type PolicyShape = keyof typeof policyShapes;

export type TablePolicy = {
  shape: PolicyShape;
  /** Policies beyond the shape. */
  extra?: readonly string[];
  /** What the application may do beside what the shape lets it read. */
  appWrites?: readonly ('INSERT' | 'UPDATE')[];
  /** What the worker may do: one policy and one grant for each. */
  worker: readonly Command[];
};
export type Command = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
/** The worker keeps facts, rollups and results, reads people and who trains whom, and knows no password and no session. */
const keeps = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;
const reads = ['SELECT'] as const;
const nothing = [] as const;

/** Every tenant table also has the RESTRICTIVE policy `tenant`, and inside it `owner_all` and one policy for each command of the worker. */
export const tablePolicies: Record<string, TablePolicy> = {
  organizations: { shape: 'reference', extra: ['doorkeeper_read', 'admin_update'], appWrites: ['UPDATE'], worker: ['SELECT', 'UPDATE'] },
  users: { shape: 'own', extra: ['self_prefer', 'doorkeeper_read'], appWrites: ['UPDATE'], worker: reads },
  user_roles: { shape: 'membership', extra: ['doorkeeper_read'], worker: reads },
  credentials: { shape: 'internal', extra: ['doorkeeper_read'], worker: nothing },
  sessions: { shape: 'internal', extra: ['doorkeeper_read', 'doorkeeper_insert', 'doorkeeper_update', 'doorkeeper_delete'], worker: nothing },
  course_trainers: { shape: 'membership', worker: reads },
  cohorts: { shape: 'group', worker: reads },
  cohort_members: { shape: 'group', worker: reads },
  cohort_trainers: { shape: 'membership', worker: reads },
  courses: { shape: 'reference', worker: keeps },
  topics: { shape: 'reference', worker: keeps },
  content_items: { shape: 'reference', worker: keeps },
  assessments: { shape: 'reference', worker: keeps },
  skills: { shape: 'reference', worker: keeps },
  sources: { shape: 'reference', worker: keeps },
  kpis: { shape: 'adminOnly', worker: keeps },
  enrollments: { shape: 'own', worker: keeps },
  learning_events: { shape: 'own', worker: keeps },
  topic_completions: { shape: 'own', worker: keeps },
  assessment_attempts: { shape: 'own', worker: keeps },
  practice_results: { shape: 'own', worker: keeps },
  skill_observations: { shape: 'own', worker: keeps },
  skill_levels: { shape: 'own', worker: keeps },
  skill_targets: { shape: 'own', worker: keeps },
  learning_paths: { shape: 'own', worker: keeps },
  learner_days: { shape: 'own', extra: ['refresher_read'], worker: keeps },
  learner_topics: { shape: 'own', worker: keeps },
  learner_items: { shape: 'own', worker: keeps },
  learner_skills: { shape: 'own', worker: keeps },
  learner_assessments: { shape: 'own', worker: keeps },
  learner_summaries: { shape: 'own', worker: keeps },
  dirty_learner_days: { shape: 'internal', worker: keeps },
  analytics: { shape: 'own', worker: keeps },
  analytics_daily: { shape: 'own', extra: ['refresher_read'], worker: keeps },
  learner_standings: { shape: 'own', worker: keeps },
  recalculation_runs: { shape: 'own', extra: ['self_insert', 'self_cancel'], appWrites: ['INSERT', 'UPDATE'], worker: ['SELECT', 'INSERT', 'UPDATE'] },
  audit_log: { shape: 'adminOnly', extra: ['member_insert'], appWrites: ['INSERT'], worker: ['SELECT', 'INSERT'] },
  dead_letters: { shape: 'internal', worker: keeps },
  external_data_cache: { shape: 'internal', worker: keeps },
  voided_facts: { shape: 'internal', worker: keeps },
  learner_bases: { shape: 'internal', worker: keeps },
  organization_days: { shape: 'internal', worker: keeps },
  audit_chain: { shape: 'internal', worker: reads },
  erasures: { shape: 'adminOnly', worker: reads },
  settings_changes: { shape: 'adminOnly', extra: ['admin_insert'], appWrites: ['INSERT'], worker: reads },
  learner_courses: { shape: 'own', worker: keeps },
  learner_course_days: { shape: 'own', worker: keeps },
  group_analytics: { shape: 'released', worker: keeps },
  group_analytics_daily: { shape: 'released', worker: keeps },
  release_entries: { shape: 'peers', worker: ['SELECT', 'INSERT'] },
  release_records: { shape: 'internal', worker: keeps },
  release_memberships: { shape: 'private', worker: keeps },
};

/** Tables without a tenant: reached through functions of the doorkeeper only. */
export const tenantlessTables: Record<string, readonly string[]> = {
  sign_in_limits: ['doorkeeper_read', 'doorkeeper_insert', 'doorkeeper_update', 'doorkeeper_delete'],
};

/** Security-barrier views over the two materialized views, with the roles that may read them. */
export const barrierViews: Record<string, readonly string[]> = {
  learning_velocity_by_day: ['verdant_app'],
  organization_kpis_by_day: ['verdant_app'],
};

/** Sequences, with the roles that draw numbers from them. */
export const sequenceCallers: Record<string, readonly string[]> = {
  audit_log_id_seq: ['verdant_app', 'verdant_worker'],
  dead_letters_id_seq: ['verdant_worker'],
};

/** Functions of schema app, who owns the right to run them, and which run with their owner's rights. */
export const publicFunctions: Record<string, { definer: boolean; callers: readonly string[] }> = {
  context_is_signed: { definer: true, callers: ['verdant_app', 'verdant_doorkeeper', 'verdant_refresher', 'verdant_worker'] },
  require_door: { definer: false, callers: ['verdant_doorkeeper'] },
  org_id: { definer: false, callers: ['verdant_app', 'verdant_doorkeeper', 'verdant_refresher', 'verdant_worker'] },
  user_id: { definer: false, callers: ['verdant_app', 'verdant_doorkeeper', 'verdant_refresher', 'verdant_worker'] },
  active_role: { definer: false, callers: ['verdant_app', 'verdant_doorkeeper', 'verdant_refresher', 'verdant_worker'] },
  trained_learner_ids: { definer: true, callers: ['verdant_app', 'verdant_refresher'] },
  find_account: { definer: true, callers: ['verdant_app'] },
  open_session: { definer: true, callers: ['verdant_app'] },
  find_session: { definer: true, callers: ['verdant_app'] },
  extend_session: { definer: true, callers: ['verdant_app'] },
  renew_session: { definer: true, callers: ['verdant_app'] },
  runs_on_their_way: { definer: true, callers: ['verdant_app', 'verdant_worker'] },
  close_session: { definer: true, callers: ['verdant_app'] },
  close_sessions_of: { definer: true, callers: ['verdant_app'] },
  delete_expired_sessions: { definer: true, callers: ['verdant_worker'] },
  sign_in_failures: { definer: true, callers: ['verdant_app'] },
  count_sign_in_failure: { definer: true, callers: ['verdant_app'] },
  forget_sign_in_failures: { definer: true, callers: ['verdant_app'] },
  organization_ids: { definer: true, callers: ['verdant_owner', 'verdant_worker'] },
  retained_from: { definer: true, callers: ['verdant_owner'] },
  drop_expired_months: { definer: true, callers: ['verdant_worker'] },
  audit_person_digest: { definer: false, callers: ['verdant_app', 'verdant_worker'] },
  audit_link: { definer: false, callers: [] },
  seal_audit_line: { definer: false, callers: [] },
  chain_audit_line: { definer: true, callers: [] },
  find_organization: { definer: true, callers: ['verdant_owner', 'verdant_worker'] },
  ensure_months: { definer: true, callers: ['verdant_worker'] },
  refresh_views: { definer: true, callers: ['verdant_worker'] },
  enqueue_recalculation: { definer: true, callers: ['verdant_app'] },
};
