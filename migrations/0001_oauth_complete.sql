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
CREATE TABLE "oauth_rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"paid_until" timestamp with time zone NOT NULL,
	"was_allowed" boolean NOT NULL
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
CREATE TABLE "oauth_used_identifiers" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "oauth_used_identifiers_digest_check" CHECK (octet_length("oauth_used_identifiers"."digest") = 32)
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
ALTER TABLE "oauth_clients" DROP CONSTRAINT "oauth_clients_kind_check";--> statement-breakpoint
DROP INDEX "oauth_access_tokens_grant_index";--> statement-breakpoint
ALTER TABLE "oauth_access_tokens" ADD COLUMN "dpop_key_thumbprint" text;--> statement-breakpoint
ALTER TABLE "oauth_authorization_codes" ADD COLUMN "dpop_key_thumbprint" text;--> statement-breakpoint
ALTER TABLE "oauth_client_secrets" ADD COLUMN "expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "oauth_clients" ADD COLUMN "keys" jsonb;--> statement-breakpoint
ALTER TABLE "oauth_clients" ADD COLUMN "keys_url" text;--> statement-breakpoint
ALTER TABLE "oauth_clients" ADD COLUMN "dpop_bound_access_tokens" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "oauth_clients" ADD COLUMN "active_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "oauth_clients" ADD COLUMN "retired_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "oauth_clients" ADD COLUMN "registered_from" text;--> statement-breakpoint
ALTER TABLE "oauth_clients" ADD COLUMN "fingerprint" "bytea";--> statement-breakpoint
ALTER TABLE "oauth_grants" ADD COLUMN "kind" text DEFAULT 'user' NOT NULL;--> statement-breakpoint
ALTER TABLE "oauth_grants" ADD COLUMN "last_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "oauth_grants" ADD COLUMN "rotations_paid_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "oauth_grants" ADD COLUMN "dpop_key_thumbprint" text;--> statement-breakpoint
ALTER TABLE "oauth_interactions" ADD COLUMN "join_digest" "bytea";--> statement-breakpoint
ALTER TABLE "oauth_device_codes" ADD CONSTRAINT "oauth_device_codes_client_id_oauth_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."oauth_clients"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_device_codes" ADD CONSTRAINT "oauth_device_codes_grant_id_oauth_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."oauth_grants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "oauth_audit_events_at_index" ON "oauth_audit_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "oauth_audit_events_subject_index" ON "oauth_audit_events" USING btree ("subject","id");--> statement-breakpoint
CREATE INDEX "oauth_audit_events_client_index" ON "oauth_audit_events" USING btree ("client_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_device_codes_user_code_index" ON "oauth_device_codes" USING btree ("user_code_digest");--> statement-breakpoint
CREATE INDEX "oauth_device_codes_client_index" ON "oauth_device_codes" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "oauth_device_codes_subject_index" ON "oauth_device_codes" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "oauth_device_codes_grant_index" ON "oauth_device_codes" USING btree ("grant_id");--> statement-breakpoint
CREATE INDEX "oauth_device_codes_expiry_index" ON "oauth_device_codes" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "oauth_rate_limits_expiry_index" ON "oauth_rate_limits" USING btree ("paid_until");--> statement-breakpoint
CREATE INDEX "oauth_remote_documents_attempt_index" ON "oauth_remote_documents" USING btree ("attempted_at");--> statement-breakpoint
CREATE INDEX "oauth_used_identifiers_expiry_index" ON "oauth_used_identifiers" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_static_tokens_digest_index" ON "oauth_static_tokens" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "oauth_static_tokens_subject_index" ON "oauth_static_tokens" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "oauth_static_tokens_expiry_index" ON "oauth_static_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "oauth_clients_unused_index" ON "oauth_clients" USING btree ("registered_from","created_at") WHERE "oauth_clients"."active_at" is null and "oauth_clients"."kind" = 'dynamic';--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_clients_fingerprint_index" ON "oauth_clients" USING btree ("fingerprint") WHERE "oauth_clients"."active_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_grants_machine_index" ON "oauth_grants" USING btree ("client_id","resource") WHERE "oauth_grants"."kind" = 'machine' and "oauth_grants"."revoked_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_interactions_join_index" ON "oauth_interactions" USING btree ("join_digest") WHERE "oauth_interactions"."decision" is null;--> statement-breakpoint
CREATE INDEX "oauth_access_tokens_grant_index" ON "oauth_access_tokens" USING btree ("grant_id","created_at");--> statement-breakpoint
ALTER TABLE "oauth_clients" ADD CONSTRAINT "oauth_clients_kind_check" CHECK ("oauth_clients"."kind" in ('dynamic', 'manual', 'document'));--> statement-breakpoint
ALTER TABLE "oauth_grants" ADD CONSTRAINT "oauth_grants_kind_check" CHECK ("oauth_grants"."kind" in ('user', 'machine'));--> statement-breakpoint
UPDATE "oauth_clients" SET "active_at" = "created_at" WHERE EXISTS (SELECT 1 FROM "oauth_grants" WHERE "oauth_grants"."client_id" = "oauth_clients"."id");
--> statement-breakpoint
-- Requests on their way through consent do not know their client's snapshot yet: people start again.
DELETE FROM "oauth_interactions";
