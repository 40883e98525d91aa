CREATE TABLE "learner_course_days" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"day" date NOT NULL,
	"points" integer NOT NULL,
	"active_min" double precision NOT NULL,
	"sessions" integer NOT NULL,
	"hours" integer[] NOT NULL,
	"posts" integer NOT NULL,
	CONSTRAINT "learner_course_days_organization_id_user_id_course_id_day_pk" PRIMARY KEY("organization_id","user_id","course_id","day")
);
--> statement-breakpoint
CREATE TABLE "learner_courses" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"last_active_day" date,
	"rating" integer,
	"rating_day" date,
	CONSTRAINT "learner_courses_organization_id_user_id_course_id_pk" PRIMARY KEY("organization_id","user_id","course_id")
);
--> statement-breakpoint
CREATE TABLE "group_analytics" (
	"organization_id" uuid NOT NULL,
	"grain" text NOT NULL,
	"scope_id" uuid NOT NULL,
	"role" text NOT NULL,
	"type" text NOT NULL,
	"status" text NOT NULL,
	"headline" double precision,
	"envelope" jsonb NOT NULL,
	"digest" text NOT NULL,
	"version" bigint NOT NULL,
	"calculated_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"run_id" uuid,
	CONSTRAINT "group_analytics_organization_id_grain_scope_id_role_type_pk" PRIMARY KEY("organization_id","grain","scope_id","role","type")
);
--> statement-breakpoint
CREATE TABLE "group_analytics_daily" (
	"organization_id" uuid NOT NULL,
	"grain" text NOT NULL,
	"scope_id" uuid NOT NULL,
	"role" text NOT NULL,
	"type" text NOT NULL,
	"day" date NOT NULL,
	"status" text NOT NULL,
	"headline" double precision,
	"formula_version" text NOT NULL,
	"calculated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "group_analytics_daily_organization_id_grain_scope_id_role_type_day_pk" PRIMARY KEY("organization_id","grain","scope_id","role","type","day")
);
--> statement-breakpoint
CREATE TABLE "release_entries" (
	"organization_id" uuid NOT NULL,
	"day" date NOT NULL,
	"cohort_id" text NOT NULL,
	"metric" text NOT NULL,
	"audience" text NOT NULL,
	"entry" jsonb NOT NULL,
	"open_to_members" boolean NOT NULL,
	"open_to_others" boolean NOT NULL,
	CONSTRAINT "release_entries_organization_id_day_cohort_id_metric_pk" PRIMARY KEY("organization_id","day","cohort_id","metric")
);
--> statement-breakpoint
CREATE TABLE "release_memberships" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"cohort_id" text NOT NULL,
	"metric" text NOT NULL,
	"day" date NOT NULL,
	"own" double precision,
	"counted" boolean NOT NULL,
	CONSTRAINT "release_memberships_organization_id_user_id_cohort_id_metric_pk" PRIMARY KEY("organization_id","user_id","cohort_id","metric")
);
--> statement-breakpoint
CREATE TABLE "release_records" (
	"organization_id" uuid NOT NULL,
	"cohort_id" text NOT NULL,
	"metric" text NOT NULL,
	"record" jsonb NOT NULL,
	CONSTRAINT "release_records_organization_id_cohort_id_metric_pk" PRIMARY KEY("organization_id","cohort_id","metric")
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "team" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "target_role" text;--> statement-breakpoint
ALTER TABLE "learner_topics" ADD COLUMN "minutes" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "learner_course_days" ADD CONSTRAINT "learner_course_days_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learner_courses" ADD CONSTRAINT "learner_courses_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_analytics" ADD CONSTRAINT "group_analytics_organization" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_analytics_daily" ADD CONSTRAINT "group_analytics_daily_organization" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_entries" ADD CONSTRAINT "release_entries_organization" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_memberships" ADD CONSTRAINT "release_memberships_user" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_records" ADD CONSTRAINT "release_records_organization" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "learner_course_days_course" ON "learner_course_days" USING btree ("organization_id","course_id","day");--> statement-breakpoint
CREATE INDEX "learner_courses_course" ON "learner_courses" USING btree ("organization_id","course_id");