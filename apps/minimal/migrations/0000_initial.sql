CREATE TABLE "bookmarks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"url" text NOT NULL,
	"title" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
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
	"dpop_key_thumbprint" text,
	CONSTRAINT "oauth_access_tokens_digest_check" CHECK (octet_length("oauth_access_tokens"."digest") = 32)
);
--> statement-breakpoint
CREATE TABLE "oauth_audit_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "oauth_audit_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"type" text NOT NULL,
	"subject" text,
	"actor" text,
	"client_id" text,
	"grant_id" text,
	"address" text,
	"user_agent" text,
	"request_id" text,
	"detail" jsonb
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
	"dpop_key_thumbprint" text,
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
	"expires_at" timestamp with time zone,
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
	"keys" jsonb,
	"keys_url" text,
	"dpop_bound_access_tokens" boolean DEFAULT false NOT NULL,
	"description" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"active_at" timestamp with time zone,
	"retired_at" timestamp with time zone,
	"disabled_at" timestamp with time zone,
	"registered_from" text,
	"fingerprint" "bytea",
	CONSTRAINT "oauth_clients_kind_check" CHECK ("oauth_clients"."kind" in ('dynamic', 'manual', 'document')),
	CONSTRAINT "oauth_clients_application_type_check" CHECK ("oauth_clients"."application_type" in ('native', 'web'))
);
--> statement-breakpoint
CREATE TABLE "oauth_device_codes" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"user_code_digest" "bytea" NOT NULL,
	"client_id" text NOT NULL,
	"scopes" text[] NOT NULL,
	"resource" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"subject" text,
	"approved_scopes" text[],
	"authenticated_at" timestamp with time zone,
	"grant_id" uuid,
	"poll_interval" integer NOT NULL,
	"last_polled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "oauth_device_codes_digest_check" CHECK (octet_length("oauth_device_codes"."digest") = 32),
	CONSTRAINT "oauth_device_codes_user_code_check" CHECK (octet_length("oauth_device_codes"."user_code_digest") = 32),
	CONSTRAINT "oauth_device_codes_state_check" CHECK ("oauth_device_codes"."state" in ('pending', 'approved', 'denied', 'consumed')),
	CONSTRAINT "oauth_device_codes_approval_check" CHECK ("oauth_device_codes"."state" not in ('approved', 'consumed') or ("oauth_device_codes"."subject" is not null and "oauth_device_codes"."approved_scopes" is not null))
);
--> statement-breakpoint
CREATE TABLE "oauth_grants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text DEFAULT 'user' NOT NULL,
	"subject" text NOT NULL,
	"client_id" text NOT NULL,
	"scopes" text[] NOT NULL,
	"resource" text NOT NULL,
	"authenticated_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"revocation_reason" text,
	"rotations_paid_until" timestamp with time zone,
	"current_generation" integer DEFAULT 0 NOT NULL,
	"dpop_key_thumbprint" text,
	CONSTRAINT "oauth_grants_kind_check" CHECK ("oauth_grants"."kind" in ('user', 'machine'))
);
--> statement-breakpoint
CREATE TABLE "oauth_interactions" (
	"id" text PRIMARY KEY NOT NULL,
	"browser_digest" "bytea" NOT NULL,
	"join_digest" "bytea",
	"client_id" text NOT NULL,
	"request" jsonb NOT NULL,
	"decision" text,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "oauth_interactions_digest_check" CHECK (octet_length("oauth_interactions"."browser_digest") = 32),
	CONSTRAINT "oauth_interactions_decision_check" CHECK ("oauth_interactions"."decision" in ('approved', 'denied'))
);
--> statement-breakpoint
CREATE TABLE "oauth_rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"paid_until" timestamp with time zone NOT NULL,
	"was_allowed" boolean NOT NULL
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
CREATE TABLE "oauth_remote_documents" (
	"url" text PRIMARY KEY NOT NULL,
	"body" jsonb,
	"fetched_at" timestamp with time zone,
	"fresh_until" timestamp with time zone,
	"attempted_at" timestamp with time zone NOT NULL,
	"failed_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "oauth_static_tokens" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"digest" "bytea" NOT NULL,
	"subject" text NOT NULL,
	"name" text NOT NULL,
	"hint" text NOT NULL,
	"scopes" text[],
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"notified_at" timestamp with time zone,
	CONSTRAINT "oauth_static_tokens_digest_check" CHECK (octet_length("oauth_static_tokens"."digest") = 32)
);
--> statement-breakpoint
CREATE TABLE "oauth_used_identifiers" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "oauth_used_identifiers_digest_check" CHECK (octet_length("oauth_used_identifiers"."digest") = 32)
);
--> statement-breakpoint
ALTER TABLE "bookmarks" ADD CONSTRAINT "bookmarks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_access_tokens" ADD CONSTRAINT "oauth_access_tokens_grant_id_oauth_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."oauth_grants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_access_tokens" ADD CONSTRAINT "oauth_access_tokens_refresh_token_id_oauth_refresh_tokens_id_fk" FOREIGN KEY ("refresh_token_id") REFERENCES "public"."oauth_refresh_tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_authorization_codes" ADD CONSTRAINT "oauth_authorization_codes_client_id_oauth_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."oauth_clients"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_authorization_codes" ADD CONSTRAINT "oauth_authorization_codes_grant_id_oauth_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."oauth_grants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_client_secrets" ADD CONSTRAINT "oauth_client_secrets_client_id_oauth_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."oauth_clients"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_device_codes" ADD CONSTRAINT "oauth_device_codes_client_id_oauth_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."oauth_clients"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_device_codes" ADD CONSTRAINT "oauth_device_codes_grant_id_oauth_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."oauth_grants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_grants" ADD CONSTRAINT "oauth_grants_client_id_oauth_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."oauth_clients"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_interactions" ADD CONSTRAINT "oauth_interactions_client_id_oauth_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."oauth_clients"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_refresh_tokens" ADD CONSTRAINT "oauth_refresh_tokens_grant_id_oauth_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."oauth_grants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_refresh_tokens" ADD CONSTRAINT "oauth_refresh_tokens_successor_id_oauth_refresh_tokens_id_fk" FOREIGN KEY ("successor_id") REFERENCES "public"."oauth_refresh_tokens"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bookmarks_user_index" ON "bookmarks" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "sessions_user_index" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_index" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_access_tokens_digest_index" ON "oauth_access_tokens" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "oauth_access_tokens_grant_index" ON "oauth_access_tokens" USING btree ("grant_id","created_at");--> statement-breakpoint
CREATE INDEX "oauth_access_tokens_refresh_token_index" ON "oauth_access_tokens" USING btree ("refresh_token_id");--> statement-breakpoint
CREATE INDEX "oauth_access_tokens_expiry_index" ON "oauth_access_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "oauth_audit_events_at_index" ON "oauth_audit_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "oauth_audit_events_subject_index" ON "oauth_audit_events" USING btree ("subject","id");--> statement-breakpoint
CREATE INDEX "oauth_audit_events_client_index" ON "oauth_audit_events" USING btree ("client_id","id");--> statement-breakpoint
CREATE INDEX "oauth_authorization_codes_client_index" ON "oauth_authorization_codes" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "oauth_authorization_codes_subject_index" ON "oauth_authorization_codes" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "oauth_authorization_codes_grant_index" ON "oauth_authorization_codes" USING btree ("grant_id");--> statement-breakpoint
CREATE INDEX "oauth_authorization_codes_expiry_index" ON "oauth_authorization_codes" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "oauth_clients_owner_index" ON "oauth_clients" USING btree ("owner");--> statement-breakpoint
CREATE INDEX "oauth_clients_unused_index" ON "oauth_clients" USING btree ("registered_from","created_at") WHERE "oauth_clients"."active_at" is null and "oauth_clients"."kind" = 'dynamic';--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_clients_fingerprint_index" ON "oauth_clients" USING btree ("fingerprint") WHERE "oauth_clients"."active_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_device_codes_user_code_index" ON "oauth_device_codes" USING btree ("user_code_digest");--> statement-breakpoint
CREATE INDEX "oauth_device_codes_client_index" ON "oauth_device_codes" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "oauth_device_codes_subject_index" ON "oauth_device_codes" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "oauth_device_codes_grant_index" ON "oauth_device_codes" USING btree ("grant_id");--> statement-breakpoint
CREATE INDEX "oauth_device_codes_expiry_index" ON "oauth_device_codes" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "oauth_grants_subject_index" ON "oauth_grants" USING btree ("subject","revoked_at");--> statement-breakpoint
CREATE INDEX "oauth_grants_client_index" ON "oauth_grants" USING btree ("client_id");--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_grants_machine_index" ON "oauth_grants" USING btree ("client_id","resource") WHERE "oauth_grants"."kind" = 'machine' and "oauth_grants"."revoked_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_interactions_join_index" ON "oauth_interactions" USING btree ("join_digest") WHERE "oauth_interactions"."decision" is null;--> statement-breakpoint
CREATE INDEX "oauth_interactions_client_index" ON "oauth_interactions" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "oauth_interactions_expiry_index" ON "oauth_interactions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "oauth_rate_limits_expiry_index" ON "oauth_rate_limits" USING btree ("paid_until");--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_refresh_tokens_digest_index" ON "oauth_refresh_tokens" USING btree ("digest");--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_refresh_tokens_generation_index" ON "oauth_refresh_tokens" USING btree ("grant_id","generation","id");--> statement-breakpoint
CREATE INDEX "oauth_refresh_tokens_expiry_index" ON "oauth_refresh_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "oauth_remote_documents_attempt_index" ON "oauth_remote_documents" USING btree ("attempted_at");--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_static_tokens_digest_index" ON "oauth_static_tokens" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "oauth_static_tokens_subject_index" ON "oauth_static_tokens" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "oauth_static_tokens_expiry_index" ON "oauth_static_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "oauth_used_identifiers_expiry_index" ON "oauth_used_identifiers" USING btree ("expires_at");