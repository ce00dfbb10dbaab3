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
ALTER TABLE "oauth_access_tokens" ADD CONSTRAINT "oauth_access_tokens_grant_id_oauth_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."oauth_grants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_access_tokens" ADD CONSTRAINT "oauth_access_tokens_refresh_token_id_oauth_refresh_tokens_id_fk" FOREIGN KEY ("refresh_token_id") REFERENCES "public"."oauth_refresh_tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_authorization_codes" ADD CONSTRAINT "oauth_authorization_codes_client_id_oauth_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."oauth_clients"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_authorization_codes" ADD CONSTRAINT "oauth_authorization_codes_grant_id_oauth_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."oauth_grants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_client_secrets" ADD CONSTRAINT "oauth_client_secrets_client_id_oauth_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."oauth_clients"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_grants" ADD CONSTRAINT "oauth_grants_client_id_oauth_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."oauth_clients"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_interactions" ADD CONSTRAINT "oauth_interactions_client_id_oauth_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."oauth_clients"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_refresh_tokens" ADD CONSTRAINT "oauth_refresh_tokens_grant_id_oauth_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."oauth_grants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_refresh_tokens" ADD CONSTRAINT "oauth_refresh_tokens_successor_id_oauth_refresh_tokens_id_fk" FOREIGN KEY ("successor_id") REFERENCES "public"."oauth_refresh_tokens"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
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
CREATE INDEX "oauth_refresh_tokens_expiry_index" ON "oauth_refresh_tokens" USING btree ("expires_at");