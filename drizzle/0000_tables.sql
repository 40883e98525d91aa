CREATE TABLE "credentials" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"password_hash" text NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "credentials_organization_id_user_id_pk" PRIMARY KEY("organization_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"settings_version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "organizations_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"organization_id" uuid NOT NULL,
	"id_hash" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sessions_id_hash_pk" PRIMARY KEY("id_hash")
);
--> statement-breakpoint
CREATE TABLE "sign_in_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"window_started_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user_roles" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_roles_organization_id_user_id_role_pk" PRIMARY KEY("organization_id","user_id","role")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"external_id" text,
	"email" text,
	"name" text NOT NULL,
	"unit" text,
	"joined_on" date NOT NULL,
	"left_on" date,
	"comparison" text DEFAULT 'out' NOT NULL,
	"prediction" text DEFAULT 'in' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"last_role" text,
	"theme" text DEFAULT 'system' NOT NULL,
	"layout" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "users_email" UNIQUE("organization_id","email")
);
--> statement-breakpoint
CREATE TABLE "cohort_members" (
	"organization_id" uuid NOT NULL,
	"cohort_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "cohort_members_organization_id_cohort_id_user_id_pk" PRIMARY KEY("organization_id","cohort_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "cohort_trainers" (
	"organization_id" uuid NOT NULL,
	"cohort_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "cohort_trainers_organization_id_user_id_cohort_id_pk" PRIMARY KEY("organization_id","user_id","cohort_id")
);
--> statement-breakpoint
CREATE TABLE "cohorts" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"starts_on" date,
	CONSTRAINT "cohorts_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "course_trainers" (
	"organization_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "course_trainers_organization_id_user_id_course_id_pk" PRIMARY KEY("organization_id","user_id","course_id")
);
--> statement-breakpoint
CREATE TABLE "assessment_attempts" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"user_id" uuid NOT NULL,
	"assessment_id" uuid NOT NULL,
	"course_id" uuid,
	"topic_id" uuid,
	"occurred_at" timestamp with time zone NOT NULL,
	"score" double precision NOT NULL,
	"max" double precision NOT NULL,
	"pass_mark" double precision,
	"attempt_no" integer NOT NULL,
	"duration_min" double precision,
	"skills" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"kind" text NOT NULL,
	"items" jsonb,
	CONSTRAINT "assessment_attempts_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "assessments" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"title" text NOT NULL,
	"course_id" uuid,
	"topic_id" uuid,
	"kind" text NOT NULL,
	"max" double precision NOT NULL,
	"pass_mark" double precision,
	"weight" double precision,
	"due_at" timestamp with time zone,
	CONSTRAINT "assessments_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "content_items" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"title" text NOT NULL,
	"course_id" uuid,
	"topic_id" uuid,
	"type" text NOT NULL,
	"created_by" text NOT NULL,
	"skill_ids" uuid[] DEFAULT '{}' NOT NULL,
	"expected_min" double precision,
	"status" text NOT NULL,
	CONSTRAINT "content_items_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "courses" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"title" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"pass_mark" double precision,
	"target_completion_pct" double precision,
	"target_duration_days" integer,
	CONSTRAINT "courses_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "enrollments" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"user_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"enrolled_at" timestamp with time zone NOT NULL,
	"mode" text NOT NULL,
	"status" text NOT NULL,
	"completed_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"due_at" timestamp with time zone,
	"certificate_at" timestamp with time zone,
	CONSTRAINT "enrollments_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "kpis" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"name" text NOT NULL,
	"value" double precision NOT NULL,
	"target" double precision NOT NULL,
	"unit" text NOT NULL,
	"direction" text NOT NULL,
	"weight" double precision DEFAULT 1 NOT NULL,
	"period_end" date NOT NULL,
	CONSTRAINT "kpis_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "learning_events" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"user_id" uuid NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"verb" text NOT NULL,
	"object_type" text NOT NULL,
	"object_id" text NOT NULL,
	"course_id" uuid,
	"topic_id" uuid,
	"content_type" text,
	"duration_min" double precision,
	"rating" integer,
	"clicks" integer,
	CONSTRAINT "learning_events_organization_id_id_occurred_at_pk" PRIMARY KEY("organization_id","id","occurred_at")
) PARTITION BY RANGE ("occurred_at");
--> statement-breakpoint
CREATE TABLE "learning_paths" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"user_id" uuid NOT NULL,
	"template_id" text,
	"title" text,
	"topic_ids" uuid[] NOT NULL,
	"start_date" date NOT NULL,
	"target_date" date,
	"target_topics_per_week" double precision,
	"status" text NOT NULL,
	CONSTRAINT "learning_paths_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "practice_results" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"user_id" uuid NOT NULL,
	"practice_id" text NOT NULL,
	"course_id" uuid,
	"topic_id" uuid,
	"skill_ids" uuid[] DEFAULT '{}' NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"passed" boolean NOT NULL,
	"score" double precision,
	"duration_min" double precision,
	CONSTRAINT "practice_results_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "skill_levels" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"user_id" uuid NOT NULL,
	"skill_id" uuid NOT NULL,
	"level" double precision,
	"acquired" boolean,
	"acquired_at" timestamp with time zone,
	"assessed_at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "skill_levels_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "skill_observations" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"user_id" uuid NOT NULL,
	"skill_id" uuid NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"score" double precision NOT NULL,
	"origin_kind" text NOT NULL,
	"origin_id" text NOT NULL,
	CONSTRAINT "skill_observations_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "skill_targets" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"user_id" uuid NOT NULL,
	"skill_id" uuid NOT NULL,
	"target" double precision NOT NULL,
	"origin" text NOT NULL,
	"business" text,
	"prerequisites" uuid[],
	"market_demand" double precision,
	"career_impact" double precision,
	"due" date,
	CONSTRAINT "skill_targets_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "skills" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"name" text NOT NULL,
	"market_demand" double precision,
	CONSTRAINT "skills_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "topic_completions" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"user_id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"via" text NOT NULL,
	CONSTRAINT "topic_completions_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "topics" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"digest" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"title" text NOT NULL,
	"canonical_id" uuid,
	"course_id" uuid,
	"position" integer NOT NULL,
	"skill_ids" uuid[] DEFAULT '{}' NOT NULL,
	"expected_min" double precision,
	CONSTRAINT "topics_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "dirty_learner_days" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"day" date,
	"marked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dirty_learner_days_key" UNIQUE NULLS NOT DISTINCT("organization_id","user_id","day")
);
--> statement-breakpoint
CREATE TABLE "learner_assessments" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"assessment_id" uuid NOT NULL,
	"course_id" uuid,
	"attempts" integer NOT NULL,
	"first_pct" double precision NOT NULL,
	"best_pct" double precision NOT NULL,
	"latest_pct" double precision NOT NULL,
	"first_passed" boolean NOT NULL,
	"latest_passed" boolean NOT NULL,
	"first_pass_position" integer,
	"minutes_sum" double precision NOT NULL,
	"minutes_n" integer NOT NULL,
	CONSTRAINT "learner_assessments_organization_id_user_id_assessment_id_pk" PRIMARY KEY("organization_id","user_id","assessment_id")
);
--> statement-breakpoint
CREATE TABLE "learner_days" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"day" date NOT NULL,
	"points" integer NOT NULL,
	"active_min" double precision NOT NULL,
	"sessions" integer NOT NULL,
	"progress" integer NOT NULL,
	"assessment" integer NOT NULL,
	"practice" integer NOT NULL,
	"practice_passed" integer NOT NULL,
	"pct_sum" double precision NOT NULL,
	"pct_n" integer NOT NULL,
	"hours" integer[] NOT NULL,
	"types" integer[] NOT NULL,
	"shared" integer NOT NULL,
	"replied" integer NOT NULL,
	"mentored" integer NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "learner_days_organization_id_user_id_day_pk" PRIMARY KEY("organization_id","user_id","day")
);
--> statement-breakpoint
CREATE TABLE "learner_items" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"content_item_id" uuid NOT NULL,
	"type" text NOT NULL,
	"opened_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"outcome_pct" double precision,
	CONSTRAINT "learner_items_organization_id_user_id_content_item_id_pk" PRIMARY KEY("organization_id","user_id","content_item_id")
);
--> statement-breakpoint
CREATE TABLE "learner_skills" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"skill_id" uuid NOT NULL,
	"l" double precision NOT NULL,
	"half_life_days" double precision NOT NULL,
	"n" integer NOT NULL,
	"last_day" date,
	"recent" jsonb NOT NULL,
	"best_pct" double precision,
	"practice_passed" boolean NOT NULL,
	"attempt_pct_sum" double precision NOT NULL,
	"attempt_n" integer NOT NULL,
	CONSTRAINT "learner_skills_organization_id_user_id_skill_id_pk" PRIMARY KEY("organization_id","user_id","skill_id")
);
--> statement-breakpoint
CREATE TABLE "learner_summaries" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"first_activity_day" date,
	"last_activity_day" date,
	"as_of" timestamp with time zone,
	"last_attempts" jsonb NOT NULL,
	CONSTRAINT "learner_summaries_organization_id_user_id_pk" PRIMARY KEY("organization_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "learner_topics" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	"done_day" date,
	"touched" boolean NOT NULL,
	"best_pct" double precision,
	"practice_passed" boolean NOT NULL,
	CONSTRAINT "learner_topics_organization_id_user_id_topic_id_pk" PRIMARY KEY("organization_id","user_id","topic_id")
);
--> statement-breakpoint
CREATE TABLE "analytics" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"type" text NOT NULL,
	"status" text NOT NULL,
	"headline" double precision,
	"band" text,
	"envelope" jsonb NOT NULL,
	"digest" text NOT NULL,
	"version" bigint NOT NULL,
	"calculated_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"run_id" uuid,
	CONSTRAINT "analytics_organization_id_user_id_role_type_pk" PRIMARY KEY("organization_id","user_id","role","type")
);
--> statement-breakpoint
CREATE TABLE "analytics_daily" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"type" text NOT NULL,
	"day" date NOT NULL,
	"status" text NOT NULL,
	"headline" double precision,
	"target" double precision,
	"band" text,
	"n" integer NOT NULL,
	"formula_version" text NOT NULL,
	"calculated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "analytics_daily_organization_id_user_id_role_type_day_pk" PRIMARY KEY("organization_id","user_id","role","type","day")
) PARTITION BY RANGE ("day");
--> statement-breakpoint
CREATE TABLE "learner_standings" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"attention" double precision NOT NULL,
	"reasons" jsonb NOT NULL,
	"last_activity_day" date,
	"pace" double precision,
	"target_pace" double precision,
	"pace_status" text,
	"mastery_pct" double precision,
	"engagement" double precision,
	"last_score_pct" double precision,
	"average_pct" double precision,
	"readiness_pct" double precision,
	"open_gaps" integer,
	"critical_gaps" integer,
	"bands" jsonb NOT NULL,
	"insufficient" integer NOT NULL,
	"calculated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "learner_standings_organization_id_user_id_pk" PRIMARY KEY("organization_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"organization_id" uuid NOT NULL,
	"id" bigserial NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_id" uuid,
	"role" text,
	"action" text NOT NULL,
	"subject_id" text,
	"outcome" text NOT NULL,
	"request_id" text,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "audit_log_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "dead_letters" (
	"organization_id" uuid NOT NULL,
	"id" bigserial NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"payload" jsonb NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dead_letters_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "external_data_cache" (
	"organization_id" uuid NOT NULL,
	"service" text NOT NULL,
	"key" text NOT NULL,
	"value" jsonb NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"bytes" bigint NOT NULL,
	CONSTRAINT "external_data_cache_organization_id_service_key_pk" PRIMARY KEY("organization_id","service","key")
);
--> statement-breakpoint
CREATE TABLE "recalculation_runs" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"trigger" text NOT NULL,
	"scope_kind" text NOT NULL,
	"scope_id" uuid,
	"requested_by" uuid,
	"requested_role" text,
	"state" text DEFAULT 'queued' NOT NULL,
	"step" text DEFAULT 'waiting' NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"steps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"failures" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"error" text,
	"cursor" uuid,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"heartbeat_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "recalculation_runs_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"organization_id" uuid NOT NULL,
	"source" text NOT NULL,
	"facts" text[] NOT NULL,
	"measures" text[] NOT NULL,
	"sample" text DEFAULT 'no' NOT NULL,
	"kind" text DEFAULT 'service' NOT NULL,
	"last_contact_at" timestamp with time zone,
	CONSTRAINT "sources_organization_id_source_pk" PRIMARY KEY("organization_id","source")
);
--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_roles" ADD CONSTRAINT "user_roles_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort_members" ADD CONSTRAINT "cohort_members_cohort" FOREIGN KEY ("organization_id","cohort_id") REFERENCES "public"."cohorts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort_members" ADD CONSTRAINT "cohort_members_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort_trainers" ADD CONSTRAINT "cohort_trainers_cohort" FOREIGN KEY ("organization_id","cohort_id") REFERENCES "public"."cohorts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort_trainers" ADD CONSTRAINT "cohort_trainers_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_trainers" ADD CONSTRAINT "course_trainers_course" FOREIGN KEY ("organization_id","course_id") REFERENCES "public"."courses"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_trainers" ADD CONSTRAINT "course_trainers_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_attempts" ADD CONSTRAINT "assessment_attempts_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_course" FOREIGN KEY ("organization_id","course_id") REFERENCES "public"."courses"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_items" ADD CONSTRAINT "content_items_course" FOREIGN KEY ("organization_id","course_id") REFERENCES "public"."courses"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_course" FOREIGN KEY ("organization_id","course_id") REFERENCES "public"."courses"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning_events" ADD CONSTRAINT "learning_events_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learning_paths" ADD CONSTRAINT "learning_paths_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_results" ADD CONSTRAINT "practice_results_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_levels" ADD CONSTRAINT "skill_levels_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_observations" ADD CONSTRAINT "skill_observations_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_targets" ADD CONSTRAINT "skill_targets_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_completions" ADD CONSTRAINT "topic_completions_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_course" FOREIGN KEY ("organization_id","course_id") REFERENCES "public"."courses"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dirty_learner_days" ADD CONSTRAINT "dirty_learner_days_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learner_assessments" ADD CONSTRAINT "learner_assessments_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learner_days" ADD CONSTRAINT "learner_days_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learner_items" ADD CONSTRAINT "learner_items_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learner_skills" ADD CONSTRAINT "learner_skills_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learner_summaries" ADD CONSTRAINT "learner_summaries_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learner_topics" ADD CONSTRAINT "learner_topics_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics" ADD CONSTRAINT "analytics_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics_daily" ADD CONSTRAINT "analytics_daily_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learner_standings" ADD CONSTRAINT "learner_standings_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE INDEX "users_name" ON "users" USING btree ("organization_id","name","id");--> statement-breakpoint
CREATE INDEX "cohort_members_user" ON "cohort_members" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE INDEX "assessment_attempts_user" ON "assessment_attempts" USING btree ("organization_id","user_id","occurred_at");--> statement-breakpoint
CREATE INDEX "assessment_attempts_course" ON "assessment_attempts" USING btree ("organization_id","course_id","user_id");--> statement-breakpoint
CREATE INDEX "assessments_course" ON "assessments" USING btree ("organization_id","course_id");--> statement-breakpoint
CREATE INDEX "content_items_course" ON "content_items" USING btree ("organization_id","course_id");--> statement-breakpoint
CREATE INDEX "enrollments_user" ON "enrollments" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE INDEX "enrollments_course" ON "enrollments" USING btree ("organization_id","course_id","user_id");--> statement-breakpoint
CREATE INDEX "learning_events_user" ON "learning_events" USING btree ("organization_id","user_id","occurred_at");--> statement-breakpoint
CREATE INDEX "learning_paths_user" ON "learning_paths" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE INDEX "practice_results_user" ON "practice_results" USING btree ("organization_id","user_id","occurred_at");--> statement-breakpoint
CREATE INDEX "skill_levels_user" ON "skill_levels" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE INDEX "skill_observations_user" ON "skill_observations" USING btree ("organization_id","user_id","occurred_at");--> statement-breakpoint
CREATE INDEX "skill_targets_user" ON "skill_targets" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE INDEX "topic_completions_user" ON "topic_completions" USING btree ("organization_id","user_id","occurred_at");--> statement-breakpoint
CREATE INDEX "topics_course" ON "topics" USING btree ("organization_id","course_id","position");--> statement-breakpoint
CREATE INDEX "learner_standings_attention" ON "learner_standings" USING btree ("organization_id","attention");--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("organization_id","at");--> statement-breakpoint
CREATE INDEX "external_data_cache_expiry" ON "external_data_cache" USING btree ("organization_id","expires_at");--> statement-breakpoint
CREATE INDEX "recalculation_runs_recent" ON "recalculation_runs" USING btree ("organization_id","requested_at");--> statement-breakpoint
CREATE INDEX "recalculation_runs_requester" ON "recalculation_runs" USING btree ("organization_id","requested_by","requested_at");