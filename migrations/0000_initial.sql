CREATE TABLE "app_settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assignment_participants" (
	"assignment_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	CONSTRAINT "assignment_participants_assignment_id_user_id_pk" PRIMARY KEY("assignment_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "day_assignments" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "day_assignments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"day_id" integer NOT NULL,
	"place_id" integer NOT NULL,
	"order_index" integer NOT NULL,
	"notes" text,
	"assignment_time" text,
	"assignment_end_time" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "categories_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"color" text DEFAULT '#6366f1' NOT NULL,
	"icon" text NOT NULL,
	"user_id" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "categories_color_check" CHECK ("categories"."color" ~ '^#[0-9a-fA-F]{6}$')
);
--> statement-breakpoint
CREATE TABLE "day_notes" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "day_notes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"day_id" integer NOT NULL,
	"text" text NOT NULL,
	"time" text,
	"icon" text DEFAULT '📝' NOT NULL,
	"sort_order" real DEFAULT 9999 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "days" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "days_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"trip_id" integer NOT NULL,
	"day_number" integer NOT NULL,
	"date" date,
	"title" text,
	"notes" text
);
--> statement-breakpoint
CREATE TABLE "trip_members" (
	"trip_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"invited_by" integer,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trip_members_trip_id_user_id_pk" PRIMARY KEY("trip_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "places" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "places_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"trip_id" integer NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"lat" double precision,
	"lng" double precision,
	"address" text,
	"category_id" integer,
	"price" numeric(12, 2),
	"currency" char(3),
	"place_time" text,
	"end_time" text,
	"duration_minutes" integer DEFAULT 60 NOT NULL,
	"notes" text,
	"image_url" text,
	"google_place_id" text,
	"google_ftid" text,
	"osm_id" text,
	"website" text,
	"phone" text,
	"transport_mode" text DEFAULT 'walking' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "places_lat_check" CHECK ("places"."lat" between -90 and 90),
	CONSTRAINT "places_lng_check" CHECK ("places"."lng" between -180 and 180),
	CONSTRAINT "places_price_check" CHECK ("places"."price" >= 0),
	CONSTRAINT "places_duration_check" CHECK ("places"."duration_minutes" > 0),
	CONSTRAINT "places_transport_mode_check" CHECK ("places"."transport_mode" in ('walking', 'driving', 'cycling', 'transit', 'flight'))
);
--> statement-breakpoint
CREATE TABLE "trips" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "trips_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"user_id" integer NOT NULL,
	"title" text NOT NULL,
	"description" text,
	"start_date" date,
	"end_date" date,
	"currency" char(3) DEFAULT 'EUR' NOT NULL,
	"cover_image" text,
	"is_archived" boolean DEFAULT false NOT NULL,
	"reminder_days" integer DEFAULT 3 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trips_dates_check" CHECK (("trips"."start_date" is null) = ("trips"."end_date" is null) and "trips"."start_date" <= "trips"."end_date"),
	CONSTRAINT "trips_reminder_days_check" CHECK ("trips"."reminder_days" between 0 and 30)
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "users_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"username" text NOT NULL,
	"email" text NOT NULL,
	"role" text DEFAULT 'user' NOT NULL,
	"display_name" text,
	"avatar" text,
	"is_guest" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_role_check" CHECK ("users"."role" in ('user', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "oauth_access_tokens" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"digest" "bytea" NOT NULL,
	"grant_id" uuid NOT NULL,
	"refresh_token_id" uuid,
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"first_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "oauth_access_tokens_digest_check" CHECK (octet_length("oauth_access_tokens"."digest") = 32)
);
--> statement-breakpoint
CREATE TABLE "oauth_authorization_codes" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"client_id" text NOT NULL,
	"subject" text NOT NULL,
	"redirect_uri" text NOT NULL,
	"is_redirect_uri_explicit" boolean NOT NULL,
	"scopes" text[] NOT NULL,
	"resource" text NOT NULL,
	"code_challenge" text NOT NULL,
	"authenticated_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"consumed_at" timestamp with time zone,
	"grant_id" uuid,
	CONSTRAINT "oauth_authorization_codes_digest_check" CHECK (octet_length("oauth_authorization_codes"."digest") = 32)
);
--> statement-breakpoint
CREATE TABLE "oauth_client_secrets" (
	"client_id" text NOT NULL,
	"digest" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "oauth_client_secrets_client_id_digest_pk" PRIMARY KEY("client_id","digest"),
	CONSTRAINT "oauth_client_secrets_digest_check" CHECK (octet_length("oauth_client_secrets"."digest") = 32)
);
--> statement-breakpoint
CREATE TABLE "oauth_clients" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"redirect_uris" text[] NOT NULL,
	"authentication_method" text NOT NULL,
	"grant_types" text[] NOT NULL,
	"application_type" text NOT NULL,
	"scopes" text[],
	"owner" text,
	"description" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "oauth_clients_kind_check" CHECK ("oauth_clients"."kind" in ('dynamic', 'manual')),
	CONSTRAINT "oauth_clients_application_type_check" CHECK ("oauth_clients"."application_type" in ('native', 'web'))
);
--> statement-breakpoint
CREATE TABLE "oauth_grants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"subject" text NOT NULL,
	"client_id" text NOT NULL,
	"scopes" text[] NOT NULL,
	"resource" text NOT NULL,
	"authenticated_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"revoked_at" timestamp with time zone,
	"revocation_reason" text,
	"current_generation" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oauth_interactions" (
	"id" text PRIMARY KEY NOT NULL,
	"browser_digest" "bytea" NOT NULL,
	"client_id" text NOT NULL,
	"request" jsonb NOT NULL,
	"decision" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "oauth_interactions_digest_check" CHECK (octet_length("oauth_interactions"."browser_digest") = 32),
	CONSTRAINT "oauth_interactions_decision_check" CHECK ("oauth_interactions"."decision" in ('approved', 'denied'))
);
--> statement-breakpoint
CREATE TABLE "oauth_refresh_tokens" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"digest" "bytea" NOT NULL,
	"grant_id" uuid NOT NULL,
	"generation" integer NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"rotated_at" timestamp with time zone,
	"successor_id" uuid,
	"replay_until" timestamp with time zone,
	"replay_blob" "bytea",
	"replay_fingerprint" "bytea",
	"replay_count" integer DEFAULT 0 NOT NULL,
	"recovered_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "oauth_refresh_tokens_digest_check" CHECK (octet_length("oauth_refresh_tokens"."digest") = 32),
	CONSTRAINT "oauth_refresh_tokens_state_check" CHECK ("oauth_refresh_tokens"."state" in ('active', 'rotated', 'superseded', 'revoked'))
);
--> statement-breakpoint
CREATE TABLE "account_credentials" (
	"user_id" integer PRIMARY KEY NOT NULL,
	"password_hash" text NOT NULL,
	"must_change_password" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_sessions" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "account_sessions_digest_check" CHECK (octet_length("account_sessions"."digest") = 32)
);
--> statement-breakpoint
CREATE TABLE "login_failures" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "assignment_participants" ADD CONSTRAINT "assignment_participants_assignment_id_day_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."day_assignments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_participants" ADD CONSTRAINT "assignment_participants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_assignments" ADD CONSTRAINT "day_assignments_day_id_days_id_fk" FOREIGN KEY ("day_id") REFERENCES "public"."days"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_assignments" ADD CONSTRAINT "day_assignments_place_id_places_id_fk" FOREIGN KEY ("place_id") REFERENCES "public"."places"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "categories" ADD CONSTRAINT "categories_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_notes" ADD CONSTRAINT "day_notes_day_id_days_id_fk" FOREIGN KEY ("day_id") REFERENCES "public"."days"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "days" ADD CONSTRAINT "days_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_members" ADD CONSTRAINT "trip_members_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_members" ADD CONSTRAINT "trip_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_members" ADD CONSTRAINT "trip_members_invited_by_users_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trips" ADD CONSTRAINT "trips_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_access_tokens" ADD CONSTRAINT "oauth_access_tokens_grant_id_oauth_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."oauth_grants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_access_tokens" ADD CONSTRAINT "oauth_access_tokens_refresh_token_id_oauth_refresh_tokens_id_fk" FOREIGN KEY ("refresh_token_id") REFERENCES "public"."oauth_refresh_tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_authorization_codes" ADD CONSTRAINT "oauth_authorization_codes_client_id_oauth_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."oauth_clients"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_authorization_codes" ADD CONSTRAINT "oauth_authorization_codes_grant_id_oauth_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."oauth_grants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_client_secrets" ADD CONSTRAINT "oauth_client_secrets_client_id_oauth_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."oauth_clients"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_grants" ADD CONSTRAINT "oauth_grants_client_id_oauth_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."oauth_clients"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_interactions" ADD CONSTRAINT "oauth_interactions_client_id_oauth_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."oauth_clients"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_refresh_tokens" ADD CONSTRAINT "oauth_refresh_tokens_grant_id_oauth_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."oauth_grants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_refresh_tokens" ADD CONSTRAINT "oauth_refresh_tokens_successor_id_oauth_refresh_tokens_id_fk" FOREIGN KEY ("successor_id") REFERENCES "public"."oauth_refresh_tokens"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_credentials" ADD CONSTRAINT "account_credentials_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_sessions" ADD CONSTRAINT "account_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assignment_participants_user_index" ON "assignment_participants" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "day_assignments_day_index" ON "day_assignments" USING btree ("day_id","order_index");--> statement-breakpoint
CREATE INDEX "day_assignments_place_index" ON "day_assignments" USING btree ("place_id");--> statement-breakpoint
CREATE UNIQUE INDEX "categories_name_index" ON "categories" USING btree ("name");--> statement-breakpoint
CREATE INDEX "day_notes_day_index" ON "day_notes" USING btree ("day_id","sort_order");--> statement-breakpoint
CREATE UNIQUE INDEX "days_number_index" ON "days" USING btree ("trip_id","day_number");--> statement-breakpoint
CREATE UNIQUE INDEX "days_date_index" ON "days" USING btree ("trip_id","date") WHERE "days"."date" is not null;--> statement-breakpoint
CREATE INDEX "trip_members_user_index" ON "trip_members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "places_trip_index" ON "places" USING btree ("trip_id");--> statement-breakpoint
CREATE INDEX "trips_user_index" ON "trips" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_username_index" ON "users" USING btree (lower("username"));--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_index" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_access_tokens_digest_index" ON "oauth_access_tokens" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "oauth_access_tokens_grant_index" ON "oauth_access_tokens" USING btree ("grant_id");--> statement-breakpoint
CREATE INDEX "oauth_access_tokens_refresh_token_index" ON "oauth_access_tokens" USING btree ("refresh_token_id");--> statement-breakpoint
CREATE INDEX "oauth_access_tokens_expiry_index" ON "oauth_access_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "oauth_authorization_codes_client_index" ON "oauth_authorization_codes" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "oauth_authorization_codes_subject_index" ON "oauth_authorization_codes" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "oauth_authorization_codes_grant_index" ON "oauth_authorization_codes" USING btree ("grant_id");--> statement-breakpoint
CREATE INDEX "oauth_authorization_codes_expiry_index" ON "oauth_authorization_codes" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "oauth_clients_owner_index" ON "oauth_clients" USING btree ("owner");--> statement-breakpoint
CREATE INDEX "oauth_grants_subject_index" ON "oauth_grants" USING btree ("subject","revoked_at");--> statement-breakpoint
CREATE INDEX "oauth_grants_client_index" ON "oauth_grants" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "oauth_interactions_client_index" ON "oauth_interactions" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "oauth_interactions_expiry_index" ON "oauth_interactions" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_refresh_tokens_digest_index" ON "oauth_refresh_tokens" USING btree ("digest");--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_refresh_tokens_generation_index" ON "oauth_refresh_tokens" USING btree ("grant_id","generation","id");--> statement-breakpoint
CREATE INDEX "oauth_refresh_tokens_expiry_index" ON "oauth_refresh_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "account_sessions_user_index" ON "account_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "account_sessions_expiry_index" ON "account_sessions" USING btree ("expires_at");