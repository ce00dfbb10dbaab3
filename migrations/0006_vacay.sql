CREATE TABLE "vacay_company_holidays" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "vacay_company_holidays_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"plan_id" integer NOT NULL,
	"date" date NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "vacay_company_holidays_plan_date_unique" UNIQUE("plan_id","date")
);
--> statement-breakpoint
CREATE TABLE "vacay_holiday_calendars" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "vacay_holiday_calendars_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"plan_id" integer NOT NULL,
	"region" text NOT NULL,
	"label" text,
	"color" text NOT NULL,
	"sort_order" integer NOT NULL,
	CONSTRAINT "vacay_holiday_calendars_color_check" CHECK ("vacay_holiday_calendars"."color" ~ '^#[0-9a-f]{6}$')
);
--> statement-breakpoint
CREATE TABLE "vacay_entries" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "vacay_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"user_id" integer NOT NULL,
	"date" date NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "vacay_entries_user_date_unique" UNIQUE("user_id","date")
);
--> statement-breakpoint
CREATE TABLE "vacay_user_colors" (
	"user_id" integer PRIMARY KEY NOT NULL,
	"color" text NOT NULL,
	CONSTRAINT "vacay_user_colors_color_check" CHECK ("vacay_user_colors"."color" ~ '^#[0-9a-f]{6}$')
);
--> statement-breakpoint
CREATE TABLE "vacay_user_years" (
	"user_id" integer NOT NULL,
	"year" smallint NOT NULL,
	"vacation_days" smallint NOT NULL,
	CONSTRAINT "vacay_user_years_user_id_year_pk" PRIMARY KEY("user_id","year"),
	CONSTRAINT "vacay_user_years_vacation_days_check" CHECK ("vacay_user_years"."vacation_days" between 0 and 366)
);
--> statement-breakpoint
CREATE TABLE "vacay_plan_members" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "vacay_plan_members_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"plan_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vacay_plan_members_plan_user_unique" UNIQUE("plan_id","user_id"),
	CONSTRAINT "vacay_plan_members_status_check" CHECK ("vacay_plan_members"."status" in ('pending', 'accepted')),
	CONSTRAINT "vacay_plan_members_owner_check" CHECK ("vacay_plan_members"."plan_id" <> "vacay_plan_members"."user_id")
);
--> statement-breakpoint
CREATE TABLE "vacay_plans" (
	"id" integer PRIMARY KEY NOT NULL,
	"block_weekends" boolean DEFAULT true NOT NULL,
	"weekend_days" text DEFAULT '0,6' NOT NULL,
	"week_start" smallint DEFAULT 1 NOT NULL,
	"holidays_enabled" boolean DEFAULT false NOT NULL,
	"holidays_region" text,
	"company_holidays_enabled" boolean DEFAULT true NOT NULL,
	"carry_over_enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vacay_plans_weekend_days_check" CHECK ("vacay_plans"."weekend_days" ~ '^([0-6](,[0-6])*)?$'),
	CONSTRAINT "vacay_plans_week_start_check" CHECK ("vacay_plans"."week_start" in (0, 1))
);
--> statement-breakpoint
CREATE TABLE "vacay_years" (
	"plan_id" integer NOT NULL,
	"year" smallint NOT NULL,
	CONSTRAINT "vacay_years_plan_id_year_pk" PRIMARY KEY("plan_id","year"),
	CONSTRAINT "vacay_years_year_check" CHECK ("vacay_years"."year" between 2000 and 2100)
);
--> statement-breakpoint
ALTER TABLE "vacay_company_holidays" ADD CONSTRAINT "vacay_company_holidays_plan_id_vacay_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."vacay_plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vacay_holiday_calendars" ADD CONSTRAINT "vacay_holiday_calendars_plan_id_vacay_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."vacay_plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vacay_entries" ADD CONSTRAINT "vacay_entries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vacay_user_colors" ADD CONSTRAINT "vacay_user_colors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vacay_user_years" ADD CONSTRAINT "vacay_user_years_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vacay_plan_members" ADD CONSTRAINT "vacay_plan_members_plan_id_vacay_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."vacay_plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vacay_plan_members" ADD CONSTRAINT "vacay_plan_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vacay_plans" ADD CONSTRAINT "vacay_plans_id_users_id_fk" FOREIGN KEY ("id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vacay_years" ADD CONSTRAINT "vacay_years_plan_id_vacay_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."vacay_plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "vacay_holiday_calendars_plan_index" ON "vacay_holiday_calendars" USING btree ("plan_id","sort_order");--> statement-breakpoint
CREATE INDEX "vacay_plan_members_user_index" ON "vacay_plan_members" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "vacay_plan_members_one_plan_index" ON "vacay_plan_members" USING btree ("user_id") WHERE "vacay_plan_members"."status" = 'accepted';