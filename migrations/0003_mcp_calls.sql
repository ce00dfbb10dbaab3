CREATE TABLE "mcp_confirmations" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"client_name" text NOT NULL,
	"message" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"is_taken" boolean DEFAULT false NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mcp_confirmations_digest_check" CHECK (octet_length("mcp_confirmations"."digest") = 32),
	CONSTRAINT "mcp_confirmations_state_check" CHECK ("mcp_confirmations"."state" in ('pending', 'approved', 'denied'))
);
--> statement-breakpoint
CREATE TABLE "mcp_idempotent_calls" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"arguments_digest" text NOT NULL,
	"run" uuid NOT NULL,
	"state" text NOT NULL,
	"result" json,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mcp_idempotent_calls_digest_check" CHECK (octet_length("mcp_idempotent_calls"."digest") = 32),
	CONSTRAINT "mcp_idempotent_calls_state_check" CHECK ("mcp_idempotent_calls"."state" in ('running', 'done'))
);
--> statement-breakpoint
CREATE TABLE "mcp_call_rates" (
	"key" text PRIMARY KEY NOT NULL,
	"paid_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mcp_sealing_keys" (
	"id" integer PRIMARY KEY NOT NULL,
	"secret" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mcp_sealing_keys_secret_check" CHECK (octet_length("mcp_sealing_keys"."secret") = 32)
);
--> statement-breakpoint
CREATE TABLE "mcp_used_identifiers" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mcp_used_identifiers_digest_check" CHECK (octet_length("mcp_used_identifiers"."digest") = 32)
);
--> statement-breakpoint
CREATE INDEX "mcp_confirmations_subject_index" ON "mcp_confirmations" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "mcp_confirmations_expiry_index" ON "mcp_confirmations" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "mcp_idempotent_calls_subject_index" ON "mcp_idempotent_calls" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "mcp_idempotent_calls_expiry_index" ON "mcp_idempotent_calls" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "mcp_call_rates_expiry_index" ON "mcp_call_rates" USING btree ("paid_until");--> statement-breakpoint
CREATE INDEX "mcp_used_identifiers_expiry_index" ON "mcp_used_identifiers" USING btree ("expires_at");